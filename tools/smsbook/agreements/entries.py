"""The targets of an agreement as they are written, and those it takes over from the one it builds on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.source.finding import Route, Spot

SINGLE = (  # of these, an agreement promises one value for each service and priority
    "availability",
    "response-time",
    "resolution-time",
    "fulfilment-time",
    "recovery-time",
    "recovery-point",
)


@dataclass(frozen=True)
class Entry:
    """One target as it is written in `document`, and the ids of what it is `about` in the effective text.

    An inherited entry is not about the services for which the agreement has a target of its own.
    """

    document: Document = field(repr=False, compare=False)
    index: int
    fields: Mapping[str, Any]
    about: tuple[str, ...]

    @property
    def route(self) -> Route:
        """Where it stands in its document."""
        return "targets", self.index

    def spot(self, key: str = "value") -> Spot:
        """Return the place of a field, or of the entry where it has no such field."""
        return Spot(self.document.path, (*self.route, key) if key in self.fields else self.route)

    def text(self, key: str) -> str:
        """Return a text of the entry; empty where there is none."""
        return text(self.fields, key)


def effective(library: Library, sources: Sequence[Document], covers: tuple[str, ...]) -> Iterator[Entry]:
    """Yield the targets that hold for what an agreement covers; of those that promise the same, the nearest.

    `sources` are the agreement and what it builds upon. A target replaces one with the same id, or of the
    same metric and priority; of throughput, capacity and quality, one with the same name.
    """
    own, *above = sources
    held = [entry if entry.about else replace(entry, about=covers) for entry in _entries(library, own)]
    for source in above:
        nearer = tuple(held)
        for entry in _entries(library, source):
            about = tuple(
                id
                for id in entry.about or covers
                if id in covers and not any(_replaces(each, entry, id) for each in nearer)
            )
            held += [replace(entry, about=about)] if about else []
    yield from held


def text(fields: Mapping[str, Any], key: str) -> str:
    """Return a text among fields; empty where there is none."""
    value = fields.get(key)
    return value if isinstance(value, str) else ""


def _entries(library: Library, document: Document) -> Iterator[Entry]:
    """Yield the targets of a document that have the right shape; about nothing where they name nothing."""
    listed = document.body.get("targets")
    for index, fields in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(fields, Mapping) and not document.damaged(("targets", index)):
            named = library.canonical(text(fields, "service"))
            yield Entry(document, index, fields, (named,) if named else ())


def _replaces(nearer: Entry, entry: Entry, id: str) -> bool:
    """Tell whether a target of a nearer agreement stands in the place of an inherited one, about an id."""
    if id not in nearer.about:
        return False
    if nearer.text("id") and nearer.text("id") == entry.text("id"):
        return True
    metric = nearer.text("metric")
    if metric != entry.text("metric"):
        return False
    if metric in SINGLE:
        return nearer.text("priority") in {"", entry.text("priority")}
    return nearer.text("name") == entry.text("name")
