"""An SLA holds before the agreement that it rests on begins.

Why it matters: Until the OLA or UA begins, the customer has a promise that nobody behind us carries.

How to fix it: Agree with the supplier on an earlier first day, or have the SLA begin no earlier. If the
supplier already delivers under an agreement that came before, write that one down too. If the customer's
manager accepts it for now, write that into the SLA under `accepted_gaps`, with `what: validity`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.agreements.unbacked import Unbacked, at_the_begin
from smsbook.library.library import Library
from smsbook.source.finding import Finding

ID = "agreement-before-its-time"


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each SLA and supporting agreement that begins after it, and after the day."""
    for found in at_the_begin(library, as_of):
        yield _finding(library, found)


def _finding(library: Library, found: Unbacked) -> Finding:
    assert found.agreement.first
    sla, begins = found.sla.document, found.agreement.document
    since = f" from {found.sla.first.isoformat()} on" if found.sla.first else ""
    day = found.agreement.first.isoformat()
    return Finding(
        ID,
        found.spot,
        f"{sla.id} promises {found.services}{since}, and {begins.id}, which supports "
        f"{found.parts}, begins on {day}; nothing comes before it",
        f"let {begins.id} begin earlier ({library.shown(begins.path)}), or write down what came before it; "
        f"or let {sla.id} begin on {day}, or accept the gap there under `accepted_gaps`",
        related=(found.agreement.spot("validity.from"),),
    )
