"""An agreement ends before it begins.

Why it matters: One of the two days is wrong, mostly its year. As they stand, the agreement holds on no day,
and whether anything rests on it cannot be told.

How to fix it: Correct `validity.from` or `validity.until`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.document import day
from smsbook.library.library import Library
from smsbook.source.finding import Finding, Spot

ID = "reversed-validity"


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each agreement in use whose last day lies before its first."""
    for document in library.of_kind("sla", "ola", "ua"):
        first, last = day(document.get("validity.from")), day(document.get("validity.until"))
        if first and last and last < first and not document.damaged(("validity",)):
            yield Finding(
                ID,
                Spot(document.path, ("validity", "until")),
                f"{document.id} is valid from {first.isoformat()} until {last.isoformat()}, a day that lies "
                "before the first",
                "correct `validity.from` or `validity.until`",
                related=(Spot(document.path, ("validity", "from")),),
            )
