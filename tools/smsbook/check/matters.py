"""What waits about one document: a draft to finish, an approval to give or to give again, a review to do."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from smsbook.library.approving import may_approve, needs_approval
from smsbook.library.document import Document
from smsbook.library.library import Library

_APPROVED, _IN_REVIEW, _DRAFT = "approved", "in-review", "draft"
SOMEBODY = "PERSON"  # stands in a command where several people could be named


class Sort(StrEnum):
    """What is to be done about a document, the most pressing first."""

    BROKEN = "seal broken"
    UNAPPROVED = "approval missing"
    UNSEALED = "seal missing"
    IN_REVIEW = "in review"
    OVERDUE = "review overdue"
    DUE = "review due"
    DRAFT = "draft"


@dataclass(frozen=True)
class Matter:
    """One thing that waits: since when, where that is known, or until when, and for which roles.

    Each of `roles` may do it; none is named where the document has no owner.
    """

    sort: Sort
    document: Document
    roles: tuple[str, ...]
    since: date | None = None
    due: date | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells one matter from another, whichever role it waits for."""
        return self.sort, self.document.path

    def step(self, library: Library, person: str = "") -> str:
        """Return the command that comes next, for a person; or in words what is to be done before it."""
        document = self.document
        if document.faults:
            return f"smsbook check {shlex.quote(library.shown(document.path))}"
        if self.sort is Sort.DRAFT:
            status = _IN_REVIEW if needs_approval(library, document) else _APPROVED
            return f"finish it and set `status: {status}`"
        if self.sort is Sort.IN_REVIEW and not needs_approval(library, document):
            return f"set `status: {_APPROVED}`"
        by = f"{shlex.quote(document.id)} --by {shlex.quote(person or SOMEBODY)}"
        if self.sort in (Sort.OVERDUE, Sort.DUE):
            return f"smsbook review {by} --outcome no-change{library.path_option}"
        return f"smsbook approve {by}{library.path_option}"


def lacking(library: Library, document: Document) -> Sort | None:
    """Return what the approval of an approved document lacks, or None where there is nothing to say."""
    approval = document.head.approval
    if approval.seal and document.seal_holds is False:
        return Sort.BROKEN
    if not needs_approval(library, document):
        return None
    if not (approval.by and approval.role and approval.date):
        return Sort.UNAPPROVED
    return None if approval.seal else Sort.UNSEALED


def matters(library: Library, document: Document, as_of: date, until: date) -> Iterator[Matter]:
    """Yield what waits about a document on a day; a review waits once it is due before `until`."""
    owner = tuple(filter(None, [library.canonical(document.head.owner)]))
    approving = may_approve(library, document) or owner
    match document.head.status:
        case "draft":
            yield Matter(Sort.DRAFT, document, owner)
        case "in-review":
            since = library.history.since(document.path, _IN_REVIEW)
            yield Matter(Sort.IN_REVIEW, document, approving, since)
        case "approved":
            sort = lacking(library, document)
            if sort is not None:
                yield Matter(sort, document, approving)
            due = document.head.review.next
            if due is not None and due < until:
                sort = Sort.OVERDUE if due < as_of else Sort.DUE
                yield Matter(sort, document, owner, due=due)
