"""A document refers to something that does not exist.

Why it matters: The handbook would show a dead end: readers cannot find the service, role or report that is
meant, and whatever the reference was to prove is not proven.

How to fix it: Correct the id to one that exists; the message names the nearest ones. If the document is
still to be written, create it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from smsbook.library.library import Library, Link
from smsbook.schema.kinds import Kind
from smsbook.schema.nearest import near
from smsbook.schema.words import called, in_sentence, place
from smsbook.source.finding import Finding, Severity, Spot

ID = "broken-reference"
_GUESSED = 500  # where more is broken, something larger is wrong than a few letters


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each reference whose target is not there; only the first ones are guessed."""
    guesses = 0
    for link in library.links:
        if link.target is None and not library.uncertain.intersection(link.kinds):
            guesses += 1
            yield Finding(
                ID,
                Spot(link.source.path, link.route),
                f"found `{link.to}` in {place(link.route)}, expected {_wanted(library, link)}; "
                "nothing bears that id",
                _mend(library, link, guessed=guesses <= _GUESSED),
                Severity.ERROR,
            )


def _wanted(library: Library, link: Link) -> str:
    titles = [_title(library, kind) for kind in link.kinds]
    return "the id of " + (" or ".join(titles) if titles != ["any"] else "a document")


def _title(library: Library, kind: str) -> str:
    if kind == "any":
        return "any"
    if kind not in library.kinds:
        return called(kind)
    title = library.kinds[kind].title
    article = "an" if title[0].lower() in "aeiou" else "a"
    return f"{article} {in_sentence(title)}"


def _mend(library: Library, link: Link, *, guessed: bool) -> str:
    anything = "any" in link.kinds
    fitting = {word for word, name in library.names.items() if anything or name.kind in link.kinds}
    close = near(link.to, fitting) if guessed else []
    if close:
        meant = [f"`{word}` ({library.names[word].title})" for word in close]
        return f"did you mean {' or '.join(meant)}?"
    kind = library.kinds.get(link.kinds[0])
    if kind and not kind.singleton and _possible(kind, link.to):
        path = library.shown(kind.path(link.to))
        return f"use an id that exists, or create {path} with `smsbook new {kind.name} {link.to}`"
    if "person" in link.kinds:
        return "use the id of somebody in the list of people, or add the person there"
    return "use the id of a document that exists"


def _possible(kind: Kind, word: str) -> bool:
    """Tell whether a word can be an id; nothing else may stand in a command that people copy."""
    return re.fullmatch(kind.schema["properties"]["id"].get("pattern", ""), word) is not None
