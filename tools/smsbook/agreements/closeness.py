"""How close a measured value comes to what was promised, on one scale for all targets."""

from __future__ import annotations

from decimal import Decimal

from smsbook.agreements.amount import Amount, unlike
from smsbook.agreements.duration import Duration
from smsbook.agreements.quantity import Quantity, quantity
from smsbook.agreements.ratio import Ratio, ratio
from smsbook.agreements.refusal import Refusal

BEYOND = Decimal(2)  # twice of what is allowed, and all that is more
_ALL, _NONE = Decimal(1), Decimal(0)


def used(promised: str, share: str, measured: str) -> Decimal | None:
    """Return how much was used of what a promise allows: 0 is nothing, 1 the limit, more is missed.

    Of a share it is the failures, of a time its length, of an amount how much of it is owed. None where the
    two are not of one kind, or where a text holds more than one value; never more than `BEYOND`.
    """
    goal, value = quantity(promised), quantity(measured)
    if isinstance(goal, Refusal) or isinstance(value, Refusal):
        return None
    if isinstance(value, Ratio):
        wanted = goal if isinstance(goal, Ratio) else ratio(share) if share else Ratio(_ALL)
        return _part(_ALL - value.value, _ALL - wanted.value) if isinstance(wanted, Ratio) else None
    return _of(goal, value)


def _of(goal: Quantity, value: Quantity) -> Decimal | None:
    if isinstance(goal, Duration) and isinstance(value, Duration):
        pairs = list(zip(_lengths(goal), _lengths(value), strict=True))
        told = [(allowed, taken) for allowed, taken in pairs if allowed or taken]
        if len(told) > 1:  # a month is no number of hours
            return None
        return _part(told[0][1], told[0][0]) if told else _NONE
    if isinstance(goal, Amount) and isinstance(value, Amount) and not unlike(goal.unit, value.unit):
        part = goal.exact / value.exact if value.exact else 2
        return min(BEYOND, Decimal(part.numerator) / Decimal(part.denominator))
    return None


def _lengths(duration: Duration) -> tuple[Decimal, ...]:
    counts = (duration.months, duration.days, duration.working_days)
    return (*(Decimal(count) for count in counts), duration.seconds)


def _part(taken: Decimal, allowed: Decimal) -> Decimal:
    if allowed:
        return min(BEYOND, taken / allowed)
    return BEYOND if taken else _NONE
