"""An SLA promises hours in which something it cannot do without is not supported.

Why it matters: In those hours nobody at the supplier answers, or the component is not meant to work. A fault
then waits, while the customer was promised that it would not.

How to fix it: Have the supporting agreement cover the hours named, or promise fewer hours in the SLA. If the
gap is known and borne for a time, write it under `accepted_gaps` of the SLA: about whom, with
`what: hours`, the reason, who accepted it and until when.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.agreements.keeps import Shortfall, compared, not_accepted
from smsbook.agreements.keeps_hours import hours
from smsbook.library.library import Library
from smsbook.source.finding import Finding

ID = "uncovered-hours"


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for hours of an SLA that a required part does not cover."""
    for found in not_accepted(compared(library, as_of, hours), "short"):
        yield _finding(found)


def _finding(found: Shortfall) -> Finding:
    which = "support hours" if "support" in found.promised.route else "service hours"
    by = found.named
    return Finding(
        ID,
        found.promised,
        f"the {which} in `{found.sla.id}` are not covered by {by}: {found.rests}; {found.how}",
        f"have {by} cover what is missing, or promise fewer hours here; or accept the gap for a time "
        "under `accepted_gaps` with `what: hours`",
        related=found.received,
    )
