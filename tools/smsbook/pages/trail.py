"""The trail of one document: its approval, whether that still holds, and its versions, as git tells them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from smsbook.check.matters import Sort, lacking
from smsbook.library.document import Approval, Document
from smsbook.library.history import Change, History, Version, versions
from smsbook.pages.book import Book

_APPROVED = "approved"


@dataclass(frozen=True)
class Trail:
    """What is known about the past of a document; `broken` tells that it changed after its approval."""

    document: Document
    history: History
    lacking: Sort | None

    @property
    def broken(self) -> bool:
        """Whether the document says something else than what was approved."""
        return self.lacking is Sort.BROKEN

    @property
    def fits(self) -> bool:
        """Whether a seal shows that the document still says what was approved."""
        head = self.document.head
        return head.status == _APPROVED and bool(self.document.seal_holds)

    @property
    def created(self) -> Change | None:
        """The change that brought the file, or None where that is not known."""
        return self.history.created.get(self.document.path)

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """The committed versions, the latest first."""
        return versions(self.history, self.document.path)

    @property
    def approving(self) -> Change | None:
        """The change in which the present approval was committed, or None where that is not known."""
        approval = self.document.head.approval
        same = (item for item in self.versions if _key(item.approval) == _key(approval))
        return next((item.approving for item in same), None) if approval.by else None


def trail(book: Book, document: Document) -> Trail:
    """Return what is known about the past of a document."""
    approved = document.readable and document.head.status == _APPROVED
    return Trail(document, book.history, lacking(book.library, document) if approved else None)


def _key(approval: Approval) -> tuple[str, date | None, str]:
    return approval.by, approval.date, approval.seal
