"""Gaps in hours, in words: «Saturdays 08:00 to 12:00», «on 24 December 2026»."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from smsbook.agreements.opened import day_of
from smsbook.agreements.spans import Spans, without
from smsbook.agreements.week import DAY, DAYS
from smsbook.agreements.week_words import clock

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_FEW = 3
Ranges = Mapping[date, Spans]


Usual = Mapping[int, Spans]
Holidays = Mapping[date, str]


@dataclass(frozen=True)
class Gap:
    """What is missing on a day beyond the usual, and whether nothing is left of what is promised on it."""

    ranges: Spans
    whole: bool

    @property
    def in_words(self) -> str:
        """The times of the day; nothing where all that is promised is missing."""
        return "" if self.whole else f", {_times(self.ranges)}"


def gaps(missing: Spans, wanted: Spans, holidays: Holidays) -> tuple[str, ...]:
    """Say when something is missing, each week first. Spans are as on the clock on the wall.

    What is missing on most Mondays, but not on all, is told by days where few words suffice.
    """
    if not without(wanted, missing):
        return ("at all times that are promised",)
    lacking, promised = _by_day(missing), _by_day(wanted)
    usual = _usual(lacking, promised)
    spared = _spared(lacking, promised, usual)
    always = {weekday: ranges for weekday, ranges in usual.items() if weekday not in spared}
    exact, short = (
        (*_weekly(each, spared), *_by_date(_unusual(lacking, promised, each), holidays))
        for each in (always, usual)
    )
    return exact if len(exact) <= max(len(short), _FEW) else short


def _usual(lacking: Ranges, promised: Ranges) -> Usual:
    """Return what is missing on more than half of the days promised, by day of the week."""
    counts: dict[int, Counter[Spans]] = defaultdict(Counter)
    for day in promised:
        counts[day.weekday()][lacking.get(day, ())] += 1
    most = {weekday: count.most_common(1)[0] for weekday, count in counts.items()}
    return {
        weekday: ranges
        for weekday, (ranges, times) in most.items()
        if ranges and times > 1 and times * 2 > counts[weekday].total()
    }


def _spared(lacking: Ranges, promised: Ranges, usual: Usual) -> set[int]:
    """Return the days of the week on which, at least once, something of the usual is not missing."""
    spared = set()
    for day, ranges in promised.items():
        most = usual.get(day.weekday(), ())
        if without(most, without(ranges, lacking.get(day, ()))) != most:
            spared.add(day.weekday())
    return spared


def _unusual(lacking: Ranges, promised: Ranges, usual: Usual) -> dict[date, Gap]:
    """Return what is missing on each day promised beyond the usual."""
    found = {}
    for day, ranges in promised.items():
        missing = lacking.get(day, ())
        more = without(missing, usual.get(day.weekday(), ()))
        found[day] = Gap(more, bool(more) and not without(ranges, missing))
    return found


def _weekly(usual: Usual, spared: Set[int]) -> list[str]:
    days: dict[tuple[Spans, bool], list[int]] = defaultdict(list)
    for weekday in sorted(usual):
        days[usual[weekday], weekday in spared].append(weekday)
    return [f"{_weekdays(numbers, most)} {_times(ranges)}" for (ranges, most), numbers in days.items()]


def _by_date(unusual: Mapping[date, Gap], holidays: Holidays) -> list[str]:
    """Say what is missing on single days: public holidays together, then days that follow each other."""
    found = []
    closed = [day for day, gap in unusual.items() if day in holidays and gap.ranges]
    if len(closed) == 1:
        found.append(f"on {_date(closed[0])} ({holidays[closed[0]]}){unusual[closed[0]].in_words}")
    elif closed:
        first = f"{_date(closed[0])} ({holidays[closed[0]]})"
        found.append(f"on {len(closed)} public holidays, the first of them {first}")
    others = [day for day in unusual if day not in closed]
    for gap, run in groupby(others, key=unusual.__getitem__):
        if gap.ranges:
            begin, *rest = run
            when = f"from {_date(begin)} to {_date(rest[-1])}" if rest else f"on {_date(begin)}"
            found.append(when + gap.in_words)
    return found


def _by_day(spans: Spans) -> Ranges:
    """Return spans parted at midnight, by day, in minutes after its midnight."""
    found: dict[date, list[tuple[int, int]]] = defaultdict(list)
    for begin, end in spans:
        for midnight in range(begin // DAY * DAY, end, DAY):
            span = max(begin, midnight) - midnight, min(end, midnight + DAY) - midnight
            found[day_of(midnight)].append(span)
    return {day: tuple(ranges) for day, ranges in found.items()}


def _weekdays(numbers: list[int], most: bool) -> str:
    if len(numbers) == len(DAYS):
        return "most days" if most else "every day"
    return f"most {_named(numbers)}" if most else _named(numbers)


def _named(numbers: list[int]) -> str:
    names = [f"{DAYS[number]}s" for number in numbers]
    if len(names) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{names[0]} to {names[-1]}"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _times(ranges: Spans) -> str:
    if ranges == ((0, DAY),):
        return "all day"
    return " and ".join(f"{clock(begin)} to {clock(end)}" for begin, end in ranges)


def _date(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
