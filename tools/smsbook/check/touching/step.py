"""One step from something that falls away to what it touches."""

from __future__ import annotations

from dataclasses import dataclass

from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.source.finding import Spot

STANDING = ("required", "redundant", "best-effort", "named")  # how hard a step is, the hardest first


@dataclass(frozen=True)
class Step:
    """One thing touches the next: why, in words, where that is written, and how hard (see `STANDING`).

    What is touched by a step that is not `further` touches nothing in turn.
    """

    touching: str
    touched: str
    words: str
    spot: Spot | None
    need: str = "required"
    further: bool = True


def entry(library: Library, document: Document, key: str, id: str) -> Spot | None:
    """Return where a document names an id in a list of its own."""
    for link in library.links_from(document):
        if link.route[:1] == (key,) and library.canonical(link.to) == id:
            return Spot(document.path, link.route)
    return None
