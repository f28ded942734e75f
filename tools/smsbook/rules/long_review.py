"""A document has been in review for too long.

Why it matters: A text in review binds nobody, and the one before it is no longer what people want. Time alone
brings this finding, so it closes the gate only where `--strict-time` asks for it. How long a review may last
stands in `sms.yml` under `review_within`; left out, it is 30 days.

How to fix it: Whoever may approve the document approves it with `smsbook approve`, or it goes back to
`status: draft`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.approving import approving_command, needs_approval, review_within
from smsbook.library.document import Document
from smsbook.library.holdings import current
from smsbook.library.library import Library
from smsbook.source import duration
from smsbook.source.finding import Cause, Finding, Severity, Spot

ID = "long-review"
CAUSE = Cause.TIME
_IN_REVIEW = "in-review"


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each document that was put in review too long before the day, as git tells."""
    for document in library.documents:
        if document.head.status != _IN_REVIEW:
            continue
        since = library.history.since(document.path, _IN_REVIEW)
        due = duration.after(since, review_within(library)) if since else None
        if since is not None and due is not None and due < as_of:
            yield _finding(library, document, since, due, as_of)


def _finding(library: Library, document: Document, since: date, due: date, as_of: date) -> Finding:
    within = duration.in_words(review_within(library))
    step = "sets `status: approved`"
    if needs_approval(library, document):
        step = f"has it approved: `{approving_command(library, document, current(library, as_of))}`"
    return Finding(
        ID,
        Spot(document.path, ("status",)),
        f"«{document.title}» has been in review since {since}, expected a decision within {within}",
        f"{document.head.owner or 'its owner'} {step}; or sets `status: draft`",
        Severity.ERROR,
        CAUSE,
        due=due,
        role=document.head.owner,
        task=f"approval of {document.id}",
    )
