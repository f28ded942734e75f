"""An agreement is over: the last day of its validity has passed.

Why it matters: Customers and suppliers rely on promises that nobody has made for today, and nobody can be
held to them. Time alone brings this finding, so it closes the gate only where `--strict-time` asks for it.

How to fix it: Agree anew and write the new last day under `validity.until`. If the service goes on without
it, or another agreement has taken its place, set `status: retired`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.document import day
from smsbook.library.library import Library
from smsbook.source.finding import Cause, Finding, Severity, Spot

ID = "ended-agreement"
CAUSE = Cause.TIME
_UNTIL = ("validity", "until")


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each agreement in use whose last day lies before the day.

    A last day before the first one is a finding of its own, whatever the day.
    """
    for document in library.of_kind("sla", "ola", "ua"):
        until = None if document.damaged(_UNTIL) else day(document.get("validity.until"))
        first = day(document.get("validity.from"))
        if until is not None and until < as_of and not (first and until < first):
            yield Finding(
                ID,
                Spot(document.path, _UNTIL),
                f"the agreement «{document.title}» was valid until {until.isoformat()}, and is still in use",
                f"{document.head.owner or 'its owner'} agrees anew and sets `validity.until`, or sets "
                "`status: retired`",
                Severity.ERROR,
                CAUSE,
                due=until,
                role=document.head.owner,
                task=f"renewal of {document.id}",
            )
