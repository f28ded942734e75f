"""An SLA promises an availability that is reached when outages are independent, but not in the worst case.

Why it matters: Parts that fail one after the other, never together, add up their outages. Whether that
happens cannot be told from the numbers, so the promise rests on hope.

How to fix it: Nothing has to be done at once. Raise the availability of a part, give it a stand-in, or
promise no more than the worst case gives; or write under `accepted_gaps` of the SLA, with
`what: availability`, why the risk is borne and until when.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.agreements.keeps import Shortfall, compared, not_accepted
from smsbook.agreements.keeps_availability import advice, availability
from smsbook.library.library import Library
from smsbook.source.finding import Finding, Severity

ID = "doubtful-availability"
SEVERITY = Severity.WARNING


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each availability that lies between the worst case and independent outages."""
    for found in not_accepted(compared(library, as_of, availability), "doubtful"):
        yield _finding(found)


def _finding(found: Shortfall) -> Finding:
    return Finding(
        ID,
        found.promised,
        f"the availability of `{found.way[0]}` in `{found.sla.id}` is not certain: {found.how}",
        advice(found),
        SEVERITY,
        related=found.received,
    )
