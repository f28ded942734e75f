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
    for holder, rival in library.rivals:
        if holder.document is None or rival.document is None:
            continue
        yield Finding(
            ID,
            Spot(rival.document.path, _route(rival, holder)),
            f"found the id `{holder.name if rival.route else _word(holder, rival)}`, which "
            f"{library.shown(holder.document.path)} bears already; expected each id once",
            "give one of the two another id, and name its file the same",
            related=(Spot(holder.document.path, holder.route or ("id",)),),
        )


def _word(holder: Name, rival: Name) -> str:
    assert rival.document is not None
    return holder.name if holder.name in (rival.document.id, *rival.document.head.aliases) else rival.name


def _route(rival: Name, holder: Name) -> Route:
    if rival.route:
        return rival.route
    assert rival.document is not None
    aliases = rival.document.head.aliases
    if rival.document.id != holder.name and holder.name in aliases:
        return ("aliases", aliases.index(holder.name))
    return ("id",)
