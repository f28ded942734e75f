"""Two documents, or two entries, bear the same id.

Why it matters: A reference to that id could mean either of the two, so nobody can tell what was agreed.

How to fix it: Give the newer one an id of its own, and name its file the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.library import Library, Name
from smsbook.source.finding import Finding, Route, Spot

ID = "duplicate-id"


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each name that was given a second time."""
    for word, holder, rival in library.rivals:
        if holder.document is None or rival.document is None:
            continue
        yield Finding(
            ID,
            Spot(rival.document.path, _route(rival, word)),
            f"found the id `{word}`, which "
            f"{library.shown(holder.document.path)} bears already; expected each id once",
            "give one of the two another id, and name its file the same",
            related=(Spot(holder.document.path, _route(holder, word)),),
        )
    yield from _targets(library)


def _targets(library: Library) -> Iterator[Finding]:
    """Yield a finding for each target of an agreement that bears the id of another one in it."""
    for document in library.of_kind("sla", "ola", "ua"):
        told: dict[str, Spot] = {}
        for route, id in document.each("targets[].id"):
            if isinstance(id, str) and not document.damaged(route):
                spot = Spot(document.path, route)
                if told.setdefault(id, spot) is not spot:
                    yield Finding(
                        ID,
                        spot,
                        f"found the id `{id}` with a second target of {document.id}; expected each id once",
                        "give one of the two targets another id",
                        related=(told[id],),
                    )


def _route(name: Name, word: str) -> Route:
    """Return where in its document a thing is given the word as a name."""
    if name.route or name.document is None:
        return name.route
    aliases = name.document.head.aliases
    return ("aliases", aliases.index(word)) if name.document.id != word and word in aliases else ("id",)
