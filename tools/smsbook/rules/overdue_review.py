"""The review of a document is overdue.

Why it matters: A document that nobody has looked at for too long may describe a world that is gone. Time
alone brings this finding, so it closes the gate only where `--strict-time` asks for it.

How to fix it: Read the document, change what is no longer true, and set the next review.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.library import Library
from smsbook.source.finding import Cause, Finding, Severity, Spot

ID = "overdue-review"
CAUSE = Cause.TIME


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each approved document whose next review lies before the day."""
    for document in library.documents:
        due = document.head.review.next
        if document.head.status == "approved" and due is not None and due < as_of:
            days = (as_of - due).days
            ago = f"{days} day{'' if days == 1 else 's'} ago"
            yield Finding(
                ID,
                Spot(document.path, ("review", "next")),
                f"the review of «{document.title}» was due on {due.isoformat()}, {ago}",
                f"{document.head.owner or 'its owner'} reviews it and sets the next date",
                Severity.ERROR,
                CAUSE,
                due=due,
                role=document.head.owner,
                task=f"review of {document.id}",
            )
