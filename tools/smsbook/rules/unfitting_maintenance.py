"""Planned work of a supplier falls outside the window that an SLA promises, or is announced too late for it.

Why it matters: Customers plan around the window and the notice they were promised. Work that falls beside it
breaks the promise, although everything went as planned.

How to fix it: Agree on a window within that of the SLA and on a notice at least as long, or widen what the
SLA promises. If the supplier's work interrupts nothing, say so with `interrupts: false`. If the gap is known
and borne for a time, write it under `accepted_gaps` of the SLA with `what: maintenance`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.agreements.keeps import Shortfall, compared, not_accepted
from smsbook.agreements.keeps_maintenance import maintenance
from smsbook.library.library import Library
from smsbook.source.finding import Finding

ID = "unfitting-maintenance"


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for a window or a notice that does not fit what an SLA promises."""
    for found in not_accepted(compared(library, as_of, maintenance), "short"):
        yield _finding(found)


def _finding(found: Shortfall) -> Finding:
    return Finding(
        ID,
        found.promised,
        f"planned work under {found.named} does not fit `{found.sla.id}`: {found.rests}; {found.how}",
        f"agree on {found.least} with {found.named}, or promise {found.best} here; or accept the gap for a "
        "time under `accepted_gaps` with `what: maintenance`",
        related=found.received,
    )
