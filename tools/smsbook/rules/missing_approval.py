"""A document is approved, and does not say by whom, in which role or when.

Why it matters: A text binds people once somebody who may do so has put their name to it. An approval without
a name, a role or a day can neither be asked about nor shown to an auditor.

How to fix it: Have it approved with `smsbook approve`, which writes all of this. Until then, its status is
`in-review`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.approved import APPROVED
from smsbook.library.approving import approving_command, needs_approval
from smsbook.library.holdings import current
from smsbook.library.library import Library
from smsbook.schema.words import listed
from smsbook.source.finding import Finding, Spot

ID = "missing-approval"


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each approved document whose approval lacks the person, the role or the day."""
    held = current(library, as_of)
    for document in library.documents:
        approval = document.head.approval
        if document.head.status != APPROVED or not document.readable or document.damaged(("approval",)):
            continue
        said = {"by": approval.by, "role": approval.role, "date": approval.date}
        missing = [key for key, value in said.items() if not value]
        if missing and needs_approval(library, document):
            wanted = "`approval` with the person, the role and the day" if len(missing) == len(said) else ""
            yield Finding(
                ID,
                Spot(document.path, ("approval",), key=True),
                f"the document is approved, expected {wanted or f'{listed(missing)} under `approval`'}",
                f"have it approved: `{approving_command(library, document, held)}`; or set "
                "`status: in-review`",
            )
