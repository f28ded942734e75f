"""Two promises of the same kind: is the one that is received as good as the one that is promised?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from smsbook.agreements.amount import Amount, unlike
from smsbook.agreements.clocks import Basis
from smsbook.agreements.contained import NotComparable
from smsbook.agreements.duration import Duration
from smsbook.agreements.keeping import Keeping, Kept, Weaker, in_time, reaches
from smsbook.agreements.ratio import Ratio

TIMES = ("response-time", "resolution-time", "fulfilment-time", "recovery-time", "recovery-point")
AMOUNTS = ("throughput", "capacity")
_ALWAYS = Ratio(Decimal(1))
_CALENDAR = Basis()


@dataclass(frozen=True)
class Promise:
    """A promised value. Without a priority, it holds for each; `share` is in how many cases, or how often.

    `period` is over which time it is counted, in words; `whole` where it holds whatever the reason, so that
    nothing below has to be looked at for it; `source` is for the caller, such as file and route.
    """

    metric: str
    quantity: Duration | Amount
    priority: str = ""
    basis: Basis = _CALENDAR
    share: Ratio = _ALWAYS
    period: str = ""
    whole: bool = False
    source: object = None


def kept(promised: Promise, received: Promise, first: date, last: date) -> Keeping | None:
    """Compare two promises; nothing where they are about different things."""
    match promised.quantity, received.quantity:
        case Duration() as time, Duration() as other:
            found = in_time(time, promised.basis, other, received.basis, first, last)
        case Amount() as amount, Amount() as other:
            if unlike(amount.unit, other.unit):
                return None
            found = reaches(amount, other)
            if promised.basis != received.basis:
                found = _apart(found, promised.basis.in_words, received.basis.in_words)
        case _:
            how = f"{received.quantity.in_words} received, {promised.quantity.in_words} promised"
            return NotComparable(f"{how}: one is a time, the other an amount")
    return _shares(promised, received, found)


def _shares(promised: Promise, received: Promise, found: Keeping) -> Keeping:
    """Weigh in how often each promise holds, counted over which period."""
    if promised.share == received.share == _ALWAYS and not isinstance(promised.quantity, Amount):
        return found
    if promised.period != received.period:
        return _apart(found, promised.period or "no period", received.period or "no period")
    if isinstance(found, NotComparable) or promised.share == received.share:
        return found
    return _weighed(promised, received, found)


def _weighed(promised: Promise, received: Promise, found: Kept | Weaker) -> Keeping:
    how = f"{found.how}; {received.share.in_words} of cases received, {promised.share.in_words} promised"
    more = received.share.value > promised.share.value
    equal = (promised.quantity, promised.basis) == (received.quantity, received.basis)
    match found:
        case Kept():
            if more:
                return Kept(how)
            return Weaker(how) if equal else NotComparable(f"{how}: the better value is promised less often")
        case Weaker():
            return NotComparable(f"{how}: the worse value is promised more often") if more else Weaker(how)


def _apart(found: Keeping, promised: str, received: str) -> NotComparable:
    how = found.why if isinstance(found, NotComparable) else found.how
    return NotComparable(f"{how}: counted over {received} received, over {promised} promised")
