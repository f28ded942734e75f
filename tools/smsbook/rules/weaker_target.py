"""A target of an SLA is better than what is received for something the service cannot do without.

Why it matters: When that part fails, its supplier may keep every promise and the one to the customer is still
broken. Improving anything else does not help.

How to fix it: Have the supporting agreement promise at least as much, or promise less in the SLA; both places
are named. If the gap is known and borne for a time, write it under `accepted_gaps` of the SLA: about whom,
`what` with the metric, the reason, who accepted it and until when.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.agreements.keeps import Shortfall, compared, not_accepted
from smsbook.agreements.keeps_targets import times_and_amounts
from smsbook.library.library import Library
from smsbook.source.finding import Finding

ID = "weaker-target"


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each time or amount in an SLA that a required part does not keep."""
    for found in not_accepted(compared(library, as_of, times_and_amounts), "short"):
        yield _finding(found)


def _finding(found: Shortfall) -> Finding:
    return Finding(
        ID,
        found.promised,
        f"the {found.target} in `{found.sla.id}` is not carried by {found.named}: {found.rests}; {found.how}",
        f"have {found.named} promise {found.least}, or promise no better than {found.best} here; or accept "
        f"the gap for a time under `accepted_gaps` with `what: {found.what}`",
        related=found.received,
    )
