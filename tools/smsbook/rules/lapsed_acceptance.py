"""An accepted gap is past its last day, and the gap is still there.

Why it matters: Somebody bore the risk for a time, and that time is over: the promise to the customer is not
carried, and nobody answers for it. Time alone brings this finding, so it closes the gate only where
`--strict-time` asks for it.

How to fix it: Close the gap: have the supporting agreement carry the promise, or promise less, and take the
entry out. If it has to be borne for longer, let somebody accept it anew and write the new day under `until`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.agreements.accepted import gaps
from smsbook.agreements.keeps_gaps import needed
from smsbook.library.library import Library
from smsbook.source.finding import Cause, Finding, Severity, Spot

ID = "lapsed-acceptance"
CAUSE = Cause.TIME


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each accepted gap whose last day lies before the day, unless it is idle."""
    lapsed = [gap for gap in gaps(library) if gap.lapsed(as_of) and not gap.unclear]
    used = needed(library, as_of, as_of) if lapsed else frozenset()
    for gap in lapsed:
        if gap.until and gap.spot in used:
            owner = gap.document.head.owner
            yield Finding(
                ID,
                Spot(gap.spot.path, (*gap.spot.route, "until")),
                f"the {gap.in_words} was accepted until {gap.until.isoformat()}, and is still there",
                f"{owner or 'the owner'} closes the gap and takes the entry out, or has it accepted anew",
                Severity.ERROR,
                CAUSE,
                due=gap.until,
                role=owner,
                task=f"accepted {gap.in_words.replace('`', '')} in {gap.document.id}",
            )
