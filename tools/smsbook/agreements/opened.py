"""Hours as spans of time in UTC: the clock on the wall decides, on days with a change of clocks too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from operator import itemgetter

from smsbook.agreements import calendars, zones
from smsbook.agreements.schedule import Hours
from smsbook.agreements.spans import Span, Spans, merged
from smsbook.agreements.week import DAY

_EPOCH = date(1970, 1, 1).toordinal()
_NONE: Mapping[date, str] = {}


def midnight(day: date, zone: str) -> int:
    """Return the first minute of a day in a time zone, in minutes since 1970 UTC."""
    local = local_midnight(day)
    return next(
        (
            max(begin, local - ahead)
            for begin, end, ahead in zones.offsets(zone, local - DAY, local + DAY)
            if local < end + ahead
        ),
        local,
    )


def local_midnight(day: date) -> int:
    """Return the midnight at which a day begins, in minutes since 1970 on the clock on the wall."""
    return (day.toordinal() - _EPOCH) * DAY


def day_of(minute: int) -> date:
    """Return the day of a minute on the clock on the wall."""
    return date.fromordinal(minute // DAY + _EPOCH)


def holidays_of(hours: Hours, first: date, last: date) -> Mapping[date, str] | str:
    """Return the public holidays that the hours name in these years; or why they are not known."""
    if hours.holidays is None:
        return _NONE
    return calendars.public_holidays(hours.holidays.country, hours.holidays.region, first.year, last.year)


@lru_cache(maxsize=512)
def opened(hours: Hours, begin: int, end: int) -> Spans | str:
    """Return the spans of the hours within bounds, in minutes since 1970 UTC; or why they are not known."""
    first, last = day_of(begin - 2 * DAY), day_of(end + DAY)
    holidays = holidays_of(hours, first, last)
    if isinstance(holidays, str):
        return holidays
    local = merged(
        (local_midnight(day) + start, local_midnight(day) + stop)
        for day in map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
        for start, stop in hours.on(day, holidays)
    )
    return merged(_in_utc(local, zones.offsets(hours.zone, begin, end)))


def on_the_wall(spans: Spans, zone: str) -> Spans:
    """Return spans in UTC as the clock on the wall shows them; an hour that comes twice is shown once."""
    if not spans:
        return ()
    return merged(
        (begin + ahead, end + ahead)
        for start, stop, ahead in zones.offsets(zone, spans[0][0], spans[-1][1])
        for begin, end in _within(spans, start, stop)
    )


def _in_utc(local: Spans, offsets: zones.Offsets) -> list[Span]:
    return [
        (begin - ahead, end - ahead)
        for start, stop, ahead in offsets
        for begin, end in _within(local, start + ahead, stop + ahead)
    ]


def _within(spans: Spans, begin: int, end: int) -> Iterator[Span]:
    """Yield the parts of spans within bounds."""
    for index in range(bisect_right(spans, begin, key=itemgetter(1)), len(spans)):
        if spans[index][0] >= end:
            return
        yield max(spans[index][0], begin), min(spans[index][1], end)
