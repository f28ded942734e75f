"""The effective text of an agreement as its page shows it: its words, and those taken over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from smsbook.agreements.accepted import Gap, gaps
from smsbook.agreements.terms import Terms, terms
from smsbook.library.document import Document
from smsbook.pages.book import Book
from smsbook.schema.kinds import Kind

AGREEMENTS = ("sla", "ola", "ua")


@dataclass(frozen=True)
class Target:
    """One promised value that holds: what is said, where, and for which services or components.

    `origin` is the agreement that it is taken over from, or None where it is the document's own. `all` tells
    that it holds for whatever the agreement covers.
    """

    entry: Mapping[str, Any]
    index: int
    about: tuple[str, ...]
    all: bool
    origin: Document | None = None

    @property
    def place(self) -> str:
        """The anchor of the target on the page of the agreement that says it."""
        return f"target-{self.index + 1}"


@dataclass(frozen=True)
class Clause:
    """One thing that an agreement takes over from another: the key in its text, and what people call it."""

    key: str
    label: str
    origin: Document

    @property
    def place(self) -> str:
        """The anchor of the clause, on the page of either agreement."""
        return f"clause-{self.key}"


def effective_body(book: Book, document: Document) -> Mapping[str, Any]:
    """Return the body of a document; of an agreement, with what it takes over where it is silent."""
    own = book.body(document)
    if not _inherits(document):
        return own
    return {**{key: book.body(origin)[key] for key, origin in _taken(book, document).items()}, **own}


def origins(book: Book, document: Document) -> Mapping[str, Document]:
    """Return, by key, the agreements from which an agreement takes over what it does not say itself."""
    return _taken(book, document) if _inherits(document) else {}


def clauses(book: Book, document: Document) -> list[Clause]:
    """Return what an agreement takes over, in the order of its schema."""
    kind = book.library.kinds.get(document.kind)
    found = origins(book, document)
    return [Clause(key, _label(kind, key), found[key]) for key in _order(kind) if key in found]


def effective_targets(book: Book, agreement: Document) -> list[Target]:
    """Return the promised values that hold, the agreement's own first."""
    text = terms(book.library, agreement)
    read = {entry.index: entry.about for entry in text.targets if entry.document is agreement}
    found = []
    for index, fields in enumerate(book.body(agreement).get("targets", ())):
        named = (book.library.canonical(fields["service"]),) if fields.get("service") else text.covers
        found.append(_target(text, fields, index, read.get(index, named), None))
    for entry in text.targets:
        listed = book.body(entry.document).get("targets", ()) if entry.document is not agreement else ()
        if entry.index < len(listed):
            found.append(_target(text, listed[entry.index], entry.index, entry.about, entry.document))
    return found


def _target(
    text: Terms, fields: Mapping[str, Any], index: int, about: tuple[str, ...], origin: Document | None
) -> Target:
    return Target(fields, index, about, set(text.covers) <= set(about), origin)


def accepted(book: Book, sla: Document) -> list[Gap]:
    """Return the gaps that an SLA accepts, those of the agreement that it builds upon too."""
    return list(gaps(book.library, sla))


def _inherits(document: Document) -> bool:
    return document.kind in AGREEMENTS and bool(document.body.get("based_on"))


def _taken(book: Book, document: Document) -> dict[str, Document]:
    text: Terms = terms(book.library, document)
    sources = {each.path: each for each in text.inherited_from}
    found = {key: sources[spot.path] for key, spot in text.routes.items() if spot.path in sources}
    own = book.body(document)
    return {key: origin for key, origin in found.items() if key not in own and key in book.body(origin)}


def _order(kind: Kind | None) -> Iterator[str]:
    yield from kind.schema["properties"] if kind else ()


def _label(kind: Kind | None, key: str) -> str:
    schema = kind.at(key) if kind else None
    return str((schema or {}).get("title") or key.replace("_", " ").capitalize())
