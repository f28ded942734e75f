"""A schedule: a grid of the week, a time zone, public holidays and days with hours of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from smsbook.agreements.week import ALL_WEEK, Opening
from smsbook.agreements.week_words import in_words

LEAP_YEAR = 2000  # stands for every year in days without one


@dataclass(frozen=True)
class Holidays:
    """Public holidays of a country and its region, and the hours on them; none where closed."""

    country: str
    region: str = ""
    openings: tuple[Opening, ...] = ()


@dataclass(frozen=True)
class Period:
    """Days with hours of their own, from first to last; `yearly` where the year does not count."""

    first: date
    last: date
    openings: tuple[Opening, ...] = ()
    yearly: bool = False

    def covers(self, day: date) -> bool:
        """Tell whether a day is one of them. A yearly period may reach over the end of the year."""
        if not self.yearly:
            return self.first <= day <= self.last
        day = day.replace(year=LEAP_YEAR)
        if self.first <= self.last:
            return self.first <= day <= self.last
        return day >= self.first or day <= self.last


@dataclass(frozen=True)
class Hours:
    """When something is promised. The last period that covers a day rules it, then holidays, then the week.

    A range over midnight belongs to the day on which it begins.
    """

    openings: tuple[Opening, ...]
    zone: str = ""
    holidays: Holidays | None = None
    periods: tuple[Period, ...] = ()

    @property
    def always(self) -> bool:
        """Whether they leave out no minute, in every time zone."""
        return self.openings == ALL_WEEK and self.holidays is None and not self.periods

    @cached_property
    def in_words(self) -> str:
        """The hours in a few words, as in «Mo-Fr 08:00-18:00 (Europe/London), not on public holidays»."""
        place = f" ({self.zone})" if self.zone and not self.always else ""
        closed = self.holidays is not None and not self.holidays.openings
        others = "with other hours on public holidays" if self.holidays and not closed else ""
        count = len(self.periods)
        exceptions = f"with {count} exception{'s' if count > 1 else ''}" if count else ""
        parts = ("not on public holidays" if closed else others, exceptions)
        return ", ".join((in_words(self.openings) + place, *filter(None, parts)))

    def on(self, day: date, holidays: Mapping[date, str]) -> tuple[tuple[int, int], ...]:
        """Return the ranges that begin on a day, in minutes after its midnight."""
        found = self.openings
        if self.holidays and day in holidays:
            found = self.holidays.openings
        for period in reversed(self.periods):
            if period.covers(day):
                found = period.openings
                break
        return tuple((opening.begin, opening.end) for opening in found if opening.on(day))
