"""An SLA promises more availability than what its service rests on gives when outages are independent.

Why it matters: Each part may be as available as its agreement says, and the service is still down for longer
than promised, because one part fails while the others work.

How to fix it: Raise the availability of a part, give it a stand-in, or promise less in the SLA.
`smsbook explain` with the id of the SLA shows each number and where it comes from. If the gap is known and
borne for a time, write it under `accepted_gaps` of the SLA with `what: availability`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.agreements.keeps import Shortfall, compared, not_accepted
from smsbook.agreements.keeps_availability import advice, availability
from smsbook.library.library import Library
from smsbook.source.finding import Finding

ID = "unreachable-availability"


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each availability that is not reached even where outages are independent."""
    for found in not_accepted(compared(library, as_of, availability), "short"):
        yield _finding(found)


def _finding(found: Shortfall) -> Finding:
    return Finding(
        ID,
        found.promised,
        f"the availability of `{found.way[0]}` in `{found.sla.id}` is not reached: {found.how}",
        advice(found),
        related=found.received,
    )
