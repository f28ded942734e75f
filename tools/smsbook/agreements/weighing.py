"""How several measured values of one target weigh together, and what share of cases they say was kept."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from smsbook.agreements.amount import Amount
from smsbook.agreements.duration import Duration
from smsbook.agreements.ratio import Ratio
from smsbook.agreements.reading import Reading
from smsbook.agreements.target import AVAILABILITY, Target
from smsbook.agreements.window import Window
from smsbook.agreements.working import percent

_ALL, _NONE = Decimal(1), Decimal(0)


def weights(target: Target, cases: Sequence[Reading]) -> tuple[list[Decimal], str]:
    """Return the weight of each reading, and how it was found; no weights where nobody can know them."""
    if len(cases) == 1:
        return [_ALL], ""
    counts = [each.row.count for each in cases]
    shares = all(isinstance(each.quantity, Ratio) for each in cases)
    if not shares:
        worst = "longest" if isinstance(target.quantity, Duration) else "lowest"
        how = f"the {worst} of {len(cases)} rows"
    else:
        how = f"{len(cases)} rows, weighted by cases"
    if all(counts):
        return [Decimal(count or 0) for count in counts], how
    if shares and target.metric == AVAILABILITY and target.basis.always:
        return [Decimal(each.row.days.days) for each in cases], f"{len(cases)} rows, weighted by days"
    return [], how if not shares else f"{len(cases)} rows, each by itself"


def bounds(cases: Sequence[Reading], weights: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """Return the least and the most share of cases in which the promise was kept."""
    lows, highs = [each.low for each in cases], [each.high for each in cases]
    if not weights:
        return min(lows), max(highs)
    return _mean(lows, weights), _mean(highs, weights)


def with_gap(target: Target, high: Decimal, how: str, cases: Sequence[Reading], days: Window) -> Decimal:
    """Return the most that the share can be if all was well on the days that are missing."""
    by_days = target.metric == AVAILABILITY and target.basis.always and (how.endswith("days") or not how)
    if not by_days:
        return _ALL
    measured = sum(each.row.days.days for each in cases)
    return (high * measured + (days.days - measured)) / days.days


def in_words(cases: Sequence[Reading], weights: Sequence[Decimal]) -> str:
    """Return what was measured, in words: the mean of shares, the worst of times and amounts."""
    ratios = [each.quantity for each in cases if isinstance(each.quantity, Ratio)]
    words = []
    if len(ratios) == len(cases) and weights:
        words = [percent(_mean([each.value for each in ratios], weights))]
    elif ratios:
        ends = sorted({each.value for each in ratios})
        words = [" to ".join(percent(end) for end in dict.fromkeys((ends[0], ends[-1])))]
    times = [each.quantity for each in cases if isinstance(each.quantity, Duration)]
    amounts = [each.quantity for each in cases if isinstance(each.quantity, Amount)]
    if times:
        words.append(
            max(times, key=lambda each: (each.months, each.days, each.working_days, each.seconds)).in_words
        )
    if amounts:
        words.append(min(amounts, key=lambda each: each.exact).in_words)
    return ", ".join(words)


def _mean(shares: Sequence[Decimal], weights: Sequence[Decimal]) -> Decimal:
    return sum((share * weight for share, weight in zip(shares, weights, strict=True)), _NONE) / sum(weights)
