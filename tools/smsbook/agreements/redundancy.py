"""So many of these must work: how available that is, from the availability of each. All values are shares."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

_NONE, _ALL = Decimal(0), Decimal(1)


def independent(up: Sequence[Decimal], needed: int) -> Decimal:
    """Return the share of time in which at least so many work, where the outages know nothing of each other.

    Counts whichever is quicker to count, those that work or those that do not: parts x counted steps.
    """
    spare = len(up) - needed + 1
    if needed <= spare:
        return _at_least(up, needed)
    return _ALL - _at_least([_ALL - share for share in up], spare)


def worst_outage(down: Sequence[Decimal], needed: int) -> Decimal:
    """Return the largest share of time in which fewer than so many work, however the outages fall.

    The group is down where at least d = n - k + 1 of its n parts are. Let it be down for the time T. A part
    gives at most min(u, T) of its down time u to that, and d parts are needed at each moment, so the sum of
    all min(u, T) is at least d T. That is also enough: fill d rows of length T one after the other with the
    outages cut to T, and go on in the next row where one is full (McNaughton 1959); no part is then twice in
    one column, since none is longer than a row. So the worst case is the largest such T: the smallest, over
    j = 0 … d - 1, of the down time without the j worst parts, divided by d - j; and never more than all. For
    d = 1, where all parts are needed, it is the sum: no two outages overlap.
    """
    rows = len(down) - needed + 1
    rest = sum(down, _NONE)
    worst = min(_ALL, rest / rows)
    for taken, share in enumerate(sorted(down, reverse=True)[: rows - 1], 1):
        rest -= share
        worst = min(worst, rest / (rows - taken))
    return worst


def _at_least(up: Sequence[Decimal], needed: int) -> Decimal:
    """Return how likely at least so many are up: `ahead[j]` that at least j of those seen so far are."""
    if needed == 1:
        none = _ALL
        for share in up:
            none *= _ALL - share
        return _ALL - none
    ahead = [_ALL] + [_NONE] * needed
    for share in up:
        for count in range(needed, 0, -1):
            ahead[count] += share * (ahead[count - 1] - ahead[count])
    return ahead[needed]
