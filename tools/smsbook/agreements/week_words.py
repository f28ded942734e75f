"""The grid of a week in words, as in «Mo-Fr 08:00-18:00; Sa 09:00-12:00»."""

from __future__ import annotations

from itertools import groupby

from smsbook.agreements.week import ALL_WEEK, ALWAYS, DAY, DAYS, NTH, Opening


def in_words(week: tuple[Opening, ...]) -> str:
    """Return the grid of a week as people write it, as in «Mo-Fr 08:00-18:00; Sa 09:00-12:00»."""
    if week == ALL_WEEK:
        return ALWAYS
    groups = groupby(sorted(week, key=_group), key=_group)
    return "; ".join(f"{_named(*group)} {', '.join(map(_ends, ranges))}" for group, ranges in groups)


def clock(minutes: int) -> str:
    """Return a time of the day, as in «08:00»."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _group(opening: Opening) -> tuple[int, tuple[int, ...]]:
    return opening.nth, opening.days


def _named(nth: int, days: tuple[int, ...]) -> str:
    names = [DAYS[day][:2] for day in days]
    if nth:
        return f"{next(word for word, number in NTH.items() if number == nth)} {names[0]}"
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{names[0]}-{names[-1]}"
    return ",".join(names)


def _ends(opening: Opening) -> str:
    end = opening.end if opening.end <= DAY else opening.end - DAY
    return f"{clock(opening.begin)}-{clock(end)}"
