"""Are hours that are promised contained in the hours that support them?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from smsbook.agreements.gaps import gaps
from smsbook.agreements.opened import holidays_of, midnight, on_the_wall, opened
from smsbook.agreements.schedule import Hours
from smsbook.agreements.spans import without

MOST_DAYS = 5 * 366  # examined at once: after that, rules repeat
_FIRST, _LAST = date(1990, 1, 1), date(2100, 12, 31)
MOST_GAPS = 20
_SHOWN = 3


@dataclass(frozen=True)
class Contained:
    """No minute that is promised lacks support, from the first day examined to the last."""

    first: date
    last: date


@dataclass(frozen=True)
class NotContained:
    """Minutes that are promised lack support: how many, and when, in the time zone of the promise.

    `gaps` are told in words, the first `MOST_GAPS` of them; `more` counts the others.
    """

    first: date
    last: date
    minutes: int
    zone: str
    gaps: tuple[str, ...]
    more: int = 0

    @property
    def in_words(self) -> str:
        """The first few times, as in «Saturdays 08:00 to 12:00; on 24 December 2026»."""
        more = len(self.gaps) + self.more - _SHOWN
        return "; ".join((*self.gaps[:_SHOWN], *((f"and {more} more",) if more > 0 else ())))


@dataclass(frozen=True)
class NotComparable:
    """Two things cannot be compared for certain, and why."""

    why: str


Containment = Contained | NotContained | NotComparable


@lru_cache(maxsize=4096)
def contained(
    promised: Hours, supporting: Hours, first: date, last: date, within: Hours | None = None
) -> Containment:
    """Compare hours minute by minute from the first day to the last, in the time zone of the promise.

    With `within`, only minutes in those hours matter. A period longer than `MOST_DAYS` is examined from its
    first day on; the answer names the last day.
    """
    first = min(max(first, _FIRST), _LAST + timedelta(days=1))
    last = min(last, _LAST, first + timedelta(days=MOST_DAYS))
    if last < first:
        return NotComparable("there is no day on which both hold")
    if supporting.always or (promised == supporting and promised.zone):
        return Contained(first, last)
    for hours, other in ((promised, supporting), (supporting, promised)):
        if not hours.zone and not hours.always:
            what = "the hours promised" if hours is promised else "the supporting hours"
            place = f"; the others are those of {other.zone}" if other.zone else ""
            return NotComparable(f"{what} name no time zone{place}")
    zone = promised.zone or supporting.zone
    begin, end = midnight(first, zone), midnight(last + timedelta(days=1), zone)
    wanted, given = opened(_in(promised, zone), begin, end), opened(supporting, begin, end)
    if isinstance(wanted, str) or isinstance(given, str):
        return NotComparable(wanted if isinstance(wanted, str) else str(given))
    missing = without(wanted, given)
    if within and missing and not within.always:
        meant = opened(_in(within, zone), begin, end)
        missing = missing if isinstance(meant, str) else without(missing, without(missing, meant))
    if not missing:
        return Contained(first, last)
    closed = holidays_of(supporting, first, last)
    holidays = {} if isinstance(closed, str) else closed
    words = gaps(on_the_wall(missing, zone), on_the_wall(wanted, zone), holidays)
    minutes = sum(stop - start for start, stop in missing)
    return NotContained(first, last, minutes, zone, words[:MOST_GAPS], len(words[MOST_GAPS:]))


def _in(hours: Hours, zone: str) -> Hours:
    return hours if hours.zone else Hours(hours.openings, zone)
