"""An SLA accepts a gap that is none: what it is about carries the promise.

Why it matters: An acceptance that nothing needs any more hides the next real gap at the same place.

How to fix it: Take the entry out of `accepted_gaps`. If a gap is meant, correct `about`, `what` or
`priority`: the gap as it was found is named in the finding that comes back without the entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.agreements.accepted import gaps
from smsbook.agreements.keeps_gaps import needed
from smsbook.agreements.unclear import unclear
from smsbook.library.library import Library
from smsbook.source.finding import Finding

ID = "idle-acceptance"


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each accepted gap without which nothing would be found.

    As long as something in an agreement or a part cannot be read or found, nobody knows which gaps there are.
    """
    listed = [gap for gap in gaps(library) if not gap.unclear]
    if not listed or unclear(library):
        return
    used = needed(library, as_of)
    for gap in listed:
        if gap.spot not in used:
            yield Finding(
                ID,
                gap.spot,
                f"the {gap.in_words} is accepted, and there is no such gap",
                "take the entry out, or correct `about`, `what` or `priority`",
            )
