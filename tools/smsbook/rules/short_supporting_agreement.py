"""A supporting agreement ends before the SLA that rests on it.

Why it matters: From the day on which the OLA or UA ends, the customer still has a promise that nobody behind
us carries. Whoever signed the SLA may not know how much time there is to renew the other one.

How to fix it: Renew the supporting agreement, or write the one that follows it; or have the SLA end no
later. If the customer's manager accepts it for now, write that into the SLA under `accepted_gaps`, with
`what: validity`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.agreements.unbacked import Unbacked, at_the_end
from smsbook.library.library import Library
from smsbook.source.finding import Finding

ID = "short-supporting-agreement"


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each SLA and supporting agreement that ends before it, with none to follow."""
    for found in at_the_end(library, as_of):
        yield _finding(library, found)


def _finding(library: Library, found: Unbacked) -> Finding:
    assert found.agreement.last and found.sla.last
    sla, ends = found.sla.document, found.agreement.document
    until, over = found.sla.last.isoformat(), found.agreement.last.isoformat()
    return Finding(
        ID,
        found.spot,
        f"{sla.id} promises {found.services} until {until}, and {ends.id}, which supports "
        f"{found.parts}, ends on {over}; nothing follows it",
        f"renew {ends.id} until {until} or later ({library.shown(ends.path)}), or write what follows it; or "
        f"let {sla.id} end on {over}, or accept the gap there under `accepted_gaps`",
        related=(found.agreement.spot("validity.until"),),
    )
