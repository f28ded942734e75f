"""Stretches of days: the period that is evaluated, and those over which a target is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from smsbook.agreements.duration import Duration, duration
from smsbook.agreements.refusal import Refusal, shown

_DAY = timedelta(days=1)
_FORMS = re.compile(r"([0-9]{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?")
_EXPECTED = "a month, a quarter, a year or two days, such as 2026-10, 2026-Q4, 2026 or 2026-10-01/2026-10-15"


@dataclass(frozen=True, order=True)
class Window:
    """The days from the first to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days these are."""
        return (self.last - self.first).days + 1

    @property
    def in_words(self) -> str:
        """The name of the month, quarter or year; else both days."""
        if self.first.day == 1 and (self.last + _DAY).day == 1:
            if self == _months(self.first.year, 1, 12):
                return str(self.first.year)
            if self == _months(self.first.year, self.first.month, 1):
                return f"{self.first:%Y-%m}"
            if self.first.month % 3 == 1 and self == _months(self.first.year, self.first.month, 3):
                return f"{self.first.year}-Q{self.first.month // 3 + 1}"
        return self.first.isoformat() if self.days == 1 else f"{self.first} to {self.last}"

    def holds(self, other: Window) -> bool:
        """Tell whether all days of another lie in it."""
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: Window) -> bool:
        """Tell whether it has a day in common with another."""
        return self.first <= other.last and other.first <= self.last

    def cut(self, first: date | None, last: date | None) -> Window | None:
        """Return what lies from one day to another, either of which may be open; None where nothing does."""
        cut = Window(max(self.first, first or self.first), min(self.last, last or self.last))
        return cut if cut.first <= cut.last else None


def period(text: str) -> Window | Refusal:
    """Read `2026-10`, `2026-Q4`, `2026`, or two days as in `2026-10-01/2026-10-15`."""
    if match := _FORMS.fullmatch(text):
        year, month, quarter = int(match[1]), int(match[2] or 0), int(match[3] or 0)
        if 1 <= year < date.max.year:
            return _months(
                year,
                month or quarter * 3 - 2 if month or quarter else 1,
                1 if month else 3 if quarter else 12,
            )
    ends = [_day(part) for part in text.split("/")]
    if len(ends) == 2 and ends[0] and ends[1] and ends[0] <= ends[1] < date.max:
        return Window(ends[0], ends[1])
    return Refusal(shown(text), _EXPECTED, "write the earlier day first")


def counting(within: Window, length: str) -> tuple[Window, ...]:
    """Return the periods over which a target is counted that end within a window, as the calendar has them.

    `length` is their length in words, such as «3 months». What does not part a year evenly, or nothing, is
    counted over the whole window.
    """
    read = duration(length) if length else None
    months = read.months if isinstance(read, Duration) and read == Duration(months=read.months) else 0
    if not months or 12 % months:
        return (within,)
    start = date(within.first.year, 1 + (within.first.month - 1) // months * months, 1)
    found = []
    while (each := _months(start.year, start.month, months)).last <= within.last:
        found.append(each)
        start = each.last + _DAY
    return tuple(found)


def missing(window: Window, covered: Iterable[Window]) -> Iterator[Window]:
    """Yield the stretches of a window that nothing covers."""
    following = window.first
    for each in sorted(covered):
        if each.first > following:
            yield Window(following, min(each.first - _DAY, window.last))
        following = max(following, each.last + _DAY)
    if following <= window.last:
        yield Window(following, window.last)


def _months(year: int, month: int, count: int) -> Window:
    first = date(year, month, 1)
    return Window(first, first + relativedelta(months=count) - _DAY)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
