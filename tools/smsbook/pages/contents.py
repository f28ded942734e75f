"""All documents of the handbook in one table: what each is, how it stands, and who sees to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from smsbook.check.matters import lacking
from smsbook.library.approving import needs_approval
from smsbook.library.document import Document
from smsbook.pages.book import Book
from smsbook.pages.fields import in_word

UNREADABLE = "unreadable"
Choice = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """One document with the values it can be chosen by; `lacking` says what its approval lacks."""

    document: Document
    kind: str
    status: str
    owner: str
    lacking: str
    needs_approval: bool
    changed: date | None
    uncommitted: bool


def contents(book: Book) -> list[Row]:
    """Return all documents, retired ones too, by kind and title."""
    rows = [_row(book, document) for document in book.library.documents]
    return sorted(rows, key=lambda row: (row.kind, row.document.title.casefold(), row.document.path))


def kinds_in(rows: Iterable[Row]) -> list[Choice]:
    """Return the kinds that rows have, each with its title."""
    found = {row.document.kind: row.kind for row in rows if row.document.kind}
    return sorted(found.items(), key=lambda choice: choice[1])


def states_in(rows: Iterable[Row]) -> list[Choice]:
    """Return the words that rows have as status, in the order in which a document passes them."""
    order = ("draft", "in-review", "approved", "retired")
    found = {row.status for row in rows}
    ranked = sorted(found, key=lambda word: (order.index(word) if word in order else len(order), word))
    return [(word, in_word(word)) for word in ranked]


def owners_in(book: Book, rows: Iterable[Row]) -> list[Choice]:
    """Return the roles that own rows, each with its title."""
    found = {row.owner: book.duties.named(row.owner) for row in rows if row.owner}
    return sorted(found.items(), key=lambda choice: (choice[1].casefold(), choice[0]))


def _row(book: Book, document: Document) -> Row:
    kind = book.library.kinds.get(document.kind)
    changes = book.history.of(document.path)
    approved = document.readable and document.head.status == "approved"
    return Row(
        document=document,
        kind=kind.title if kind else document.kind,
        status=document.head.status if document.readable else UNREADABLE,
        owner=book.library.canonical(document.head.owner),
        lacking=(lacking(book.library, document) or "") if approved else "",
        needs_approval=needs_approval(book.library, document),
        changed=changes[0].day if changes else None,
        uncommitted=document.path in book.history.modified,
    )
