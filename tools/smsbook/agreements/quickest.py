"""How soon a time promised in certain hours can be over, on the clock on the wall."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from smsbook.agreements.opened import midnight, opened
from smsbook.agreements.schedule import Hours
from smsbook.agreements.spans import Spans

_DAYS = 92  # looked at, from the first day on
_MINUTE = 60  # seconds


def quickest(hours: Hours, seconds: Decimal, first: date, last: date) -> Decimal | None:
    """Return the fewest seconds from the begin of some opening until so much time of the hours is over.

    It is over when the clock would go on: what ends with an opening is not over before the next one. Looks at
    the first three months; None where the time is not over within them, or the hours are not known.
    """
    if hours.always:
        return seconds
    end = min(last, first + timedelta(days=_DAYS)) + timedelta(days=1)
    spans = opened(hours, midnight(first, hours.zone), midnight(end, hours.zone)) if hours.zone else ()
    if isinstance(spans, str):
        return None
    found = (_over(spans[index:], seconds) for index in range(len(spans)))
    return min((each for each in found if each is not None), default=None)


def _over(spans: Spans, seconds: Decimal) -> Decimal | None:
    left = seconds
    for begin, end in spans:
        length = Decimal((end - begin) * _MINUTE)
        if left < length:
            return (begin - spans[0][0]) * _MINUTE + left
        left -= length
    return None
