"""A promise of an SLA and what is received for it are counted in different ways, or a number is missing.

Why it matters: Four hours of support time and four hours of the calendar are not the same, nor are 99 % of a
month and 99 % of a year. What cannot be compared is no gap, but nobody knows that it is none.

How to fix it: Agree on the same basis, period and unit in both places named, or state the number that is
missing. If both sides are content, change nothing: this is shown only with
`smsbook check --advice`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.agreements.keeps import Shortfall, not_accepted
from smsbook.agreements.keeps_gaps import all_compared
from smsbook.agreements.target import AVAILABILITY
from smsbook.agreements.unclear import unclear
from smsbook.library.library import Library
from smsbook.source.finding import Finding, Severity

ID = "incomparable-target"
SEVERITY = Severity.INFO


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each promise that cannot be compared with what is received for it.

    As long as something in an agreement or a part cannot be read or found, an availability may wait for it.
    """
    for found in not_accepted(all_compared(library, as_of), "unknown"):
        if found.what != AVAILABILITY or not unclear(library):
            yield _finding(found)


def _finding(found: Shortfall) -> Finding:
    below = f"what `{found.way[0]}` rests on" if found.what == AVAILABILITY else found.named
    why = found.how if found.what == AVAILABILITY else f"{found.rests}; {found.how}"
    return Finding(
        ID,
        found.promised,
        f"the {found.target} in `{found.sla.id}` cannot be compared with {below}: {why}",
        "agree on the same basis, period and unit, or state what is missing; if both sides are content, "
        "leave it",
        SEVERITY,
        related=found.received,
    )
