"""The next review of a document was moved, and no review tells why.

Why it matters: A date is quickly changed. That somebody has read the document and found it good, or changed
it, is shown by a record of the review.

How to fix it: Review the document with `smsbook review`, which writes the record and moves the date; or set
the date back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from smsbook.library.approved import APPROVED
from smsbook.library.document import Document
from smsbook.library.history import Change, Revision
from smsbook.library.holdings import Holding, current
from smsbook.library.library import Library
from smsbook.library.reviews import reviews
from smsbook.source import duration
from smsbook.source.finding import Finding, Spot

ID = "unfounded-review-date"
_FIELDS = ("date", "about", "outcome")
Told = tuple[tuple[date, Document], ...]


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each next review later than the interval allows, or moved without a reason.

    Nothing can be said while the record of a review may be among those that cannot be read.
    """
    if any(record.damaged((field,)) for record in library.of_kind("record") for field in _FIELDS):
        return
    told = reviews(library)
    held = current(library, as_of)
    for document in library.documents:
        following = document.head.review.next
        if document.head.status != APPROVED or following is None or document.damaged(("review",)):
            continue
        known = told.get(document.id, ())
        message = _too_late(document, following, known) or _moved(library, document, following, known)
        if message:
            yield Finding(
                ID, Spot(document.path, ("review", "next")), message, _mend(library, document, held)
            )


def _too_late(document: Document, following: date, told: Told) -> str:
    """Say that the next review is later than the interval after approval or last review, or ''."""
    interval, approved = document.head.review.interval, document.head.approval.date
    reviewed = told[0][0] if told else None
    last = max((when for when in (approved, reviewed) if when is not None), default=None)
    latest = duration.after(last, interval) if last is not None and interval else None
    if latest is None or following <= latest:
        return ""
    event = f"the review of {last} ({told[0][1].id})" if last == reviewed else f"the approval of {last}"
    span = duration.in_words(interval)
    return f"the next review is set to {following}, expected {latest} at the latest: {span} after {event}"


def _moved(library: Library, document: Document, following: date, told: Told) -> str:
    """Say that the next review was put off since a committed state, with nothing that founds it, or ''."""
    states = iter(library.history.revisions(document.path))
    before = next((state for state in states if state.next_review != following), None)
    if before is None or before.next_review is None or before.next_review > following:
        return ""
    first = before
    for state in states:
        if state.next_review != before.next_review:
            break
        first = state
    if document.head.approval.date != first.approval.date or _reviewed_since(library, first, told):
        return ""
    return (
        f"the next review was moved from {before.next_review} to {following}, expected a record of a review "
        "or a new approval with it"
    )


def _reviewed_since(library: Library, state: Revision, told: Told) -> bool:
    """Tell whether a record of a review came after a committed state."""
    order: Mapping[str, int] = {change.commit: at for at, change in enumerate(library.history.changes)}

    def later(change: Change) -> bool:
        return order.get(change.commit, 0) < order.get(state.change.commit, 0)

    changes = [library.history.of(record.path) for _, record in told]
    return any(not found or later(found[-1]) for found in changes)


def _mend(library: Library, document: Document, held: tuple[Holding, ...]) -> str:
    owner = library.canonical(document.head.owner)
    people = [item.person for item in held if item.role == owner and item.serves(document.id)]
    command = f"smsbook review {document.id} --by {next(iter(people), 'PERSON')} --outcome no-change"
    return f"review it: `{command}`; or set the date back"
