"""A line of time from quarter to quarter, on which days have places in percent of the width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

_BACK, _AHEAD = 8, 16  # quarters before and after the day; what lies beyond is cut off
_MONTHS_UP_TO = 8  # quarters; on a longer line, months would stand too close to each other
_WIDE = 97.0  # percent; the rest is for the points of what has no end


@dataclass(frozen=True)
class Tick:
    """A place on the line: `look` is year, quarter or month, `label` what stands there, if anything."""

    place: str
    look: str
    label: str = ""


@dataclass(frozen=True)
class Axis:
    """The line, from the beginning of the quarter `begin` to that of `end`; they are counted from year 0."""

    begin: int
    end: int

    def place(self, day: date, after: int = 0) -> str:
        """Return where a day begins, or the day so many days after it; what lies beyond stands at the end."""
        return self._percent(day.toordinal() + after)

    def shows(self, day: date) -> bool:
        """Tell whether a day lies on the line."""
        return _start(self.begin) <= day.toordinal() < _start(self.end)

    def ticks(self) -> Iterator[Tick]:
        """Yield the beginnings of years, quarters and, on a short line, months; labels stand behind them."""
        for quarter in range(self.begin, self.end + 1):
            year, number = divmod(quarter, 4)
            new = number == 0 or quarter == self.begin
            shown = min(self.end, (year + 1) * 4) - quarter  # quarters of the year from here on
            yield Tick(self._quarter(quarter), "year" if number == 0 else "quarter")
            if new and shown > 1:
                yield Tick(self._quarter(quarter), "in-year", str(year))
            if quarter < self.end:
                yield Tick(self._quarter(quarter), "in-quarter", f"Q{number + 1}")
                yield from self._months(quarter) if self.end - self.begin <= _MONTHS_UP_TO else ()

    def _months(self, quarter: int) -> Iterator[Tick]:
        year, number = divmod(quarter, 4)
        for month in (number * 3 + 2, number * 3 + 3):
            yield Tick(self.place(date(year, month, 1)), "month")

    def _quarter(self, quarter: int) -> str:
        return self._percent(_start(quarter))

    def _percent(self, ordinal: int) -> str:
        begin, end = _start(self.begin), _start(self.end)
        share = (min(max(ordinal, begin), end) - begin) / (end - begin)
        return f"{share * _WIDE:.2f}"


def axis(today: date, days: Iterable[date]) -> Axis:
    """Return a line with a day and all others that lie within two years before and four years after it.

    It shows at least a quarter before the day and a year after it.
    """
    now = _quarter_of(today)
    quarters = [_quarter_of(day) for day in days]
    begin = max(min([now - 1, *quarters]), now - _BACK, _quarter_of(date.min))
    end = min(max([now + 3, *quarters]), now + _AHEAD, _quarter_of(date.max))
    return Axis(begin, end + 1)


def _quarter_of(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _start(quarter: int) -> int:
    """Return the first day of a quarter as an ordinal, also of the quarter behind the last one there is."""
    year, number = divmod(quarter, 4)
    return date(year, number * 3 + 1, 1).toordinal() if year <= date.max.year else date.max.toordinal() + 1
