"""The approval of a document has no seal.

Why it matters: Without a seal nobody can tell whether a word was altered after the approval. The seal is what
ties a name and a day to a text.

How to fix it: Have the document approved with `smsbook approve`, which writes the seal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.approved import APPROVED
from smsbook.library.approving import approving_command, needs_approval
from smsbook.library.holdings import current
from smsbook.library.library import Library
from smsbook.source.finding import Finding, Severity, Spot

ID = "unsealed-approval"
SEVERITY = Severity.WARNING


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each complete approval without a seal."""
    held = current(library, as_of)
    for document in library.documents:
        approval = document.head.approval
        complete = approval.by and approval.role and approval.date
        if document.head.status != APPROVED or approval.seal or not complete or document.faults:
            continue
        if needs_approval(library, document):
            yield Finding(
                ID,
                Spot(document.path, ("approval",), key=True),
                f"the approval of {approval.date} has no `seal`, so nobody can tell whether the text is "
                "still the one that was approved",
                f"have it approved again: `{approving_command(library, document, held, approval.by)}`",
                SEVERITY,
            )
