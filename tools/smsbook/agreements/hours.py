"""Read service and support hours as agreements write them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from smsbook.agreements import calendars, zones
from smsbook.agreements.refusal import Refusal, shown
from smsbook.agreements.schedule import LEAP_YEAR, Holidays, Hours, Period
from smsbook.agreements.week import Opening, openings
from smsbook.source.finding import Route

__all__ = ["Holidays", "Hours", "Period", "hours"]

_MOST = 100  # entries of a list: nobody agrees on more
_DATES = "a day such as 2026-12-24, or 12-24 for each year"
_ORDER = "write the earlier day under `from`"
Refusals = tuple[Refusal, ...]


def hours(data: object, zone: str = "") -> Hours | Refusals:
    """Read hours: a text such as `Mo-Fr 08:00-18:00`, or a mapping with `times`, `time_zone` and more.

    `zone` is the time zone where they name none.
    """
    if isinstance(data, str):
        found = hours({"times": data}, zone)
        return found if isinstance(found, Hours) else tuple(replace(each, route=()) for each in found)
    if not isinstance(data, dict):
        return (Refusal(shown(data), "hours, such as Mo-Fr 08:00-18:00 or 24/7", "write days and times"),)
    refusals: list[Refusal] = []
    week = _openings(data.get("times"), ("times",), refusals, any_day=False)
    place = data.get("time_zone", zone) or ""
    if place and (why := zones.unknown(place)):
        refusals.append(_at(why, "time_zone"))
    holidays = _holidays(data["holidays"], refusals) if data.get("holidays") is not None else None
    periods = tuple(_periods(data.get("exceptions"), refusals))
    return tuple(refusals) or Hours(week, str(place), holidays, periods)


def _openings(data: object, route: Route, refusals: list[Refusal], any_day: bool) -> tuple[Opening, ...]:
    texts = data if isinstance(data, list) else [data]
    found: set[Opening] = set()
    for index, text in enumerate(texts[:_MOST]):
        read = openings(text, any_day)
        if isinstance(read, Refusal):
            refusals.append(_at(read, *route, *((index,) if isinstance(data, list) else ())))
        else:
            found |= set(read)
    if max(len(texts), len(found)) > _MOST or (not texts and not any_day):
        count = f"{max(len(texts), len(found))} entries"
        expected = f"from 1 to {_MOST} entries with days and times"
        refusals.append(Refusal(count, expected, "list days and times, or 24/7", route))
    return tuple(sorted(found))


def _holidays(data: object, refusals: list[Refusal]) -> Holidays | None:
    if not isinstance(data, dict):
        expected = "a mapping with a country"
        refusals.append(Refusal(shown(data), expected, "write `country: GB`", ("holidays",)))
        return None
    country, region = data.get("country"), data.get("region", "")
    if why := calendars.unknown(country, region):
        refusals.append(_at(why, "holidays"))
    times = _openings(data.get("times", []), ("holidays", "times"), refusals, any_day=True)
    return Holidays(str(country), str(region), times)


def _periods(data: object, refusals: list[Refusal]) -> Iterator[Period]:
    entries = data if isinstance(data, list) else [] if data is None else [data]
    if len(entries) > _MOST:
        found, expected = f"{len(entries)} exceptions", f"at most {_MOST}"
        refusals.append(Refusal(found, expected, "join days that follow each other", ("exceptions",)))
    for index, entry in enumerate(entries[:_MOST]):
        route: Route = ("exceptions", index)
        fields = entry if isinstance(entry, dict) else {}
        first = _day(fields.get("from"))
        last = _day(fields.get("until")) if "until" in fields else first
        if first is None or last is None:
            key = "from" if first is None else "until"
            mend = f"write `{key}` with two digits for month and day"
            refusals.append(Refusal(shown(fields.get(key)), _DATES, mend, (*route, key)))
            continue
        if first[1] != last[1] or (first[0] > last[0] and not first[1]):
            expected = "a first and a last day in order, both with a year or both without"
            refusals.append(Refusal(f"{shown(fields['until'])} as the end", expected, _ORDER, route))
        times = _openings(fields.get("times", []), (*route, "times"), refusals, any_day=True)
        yield Period(first[0], last[0], times, first[1])


def _day(value: object) -> tuple[date, bool] | None:
    """Return a day and whether it is one of each year, or None."""
    text = value.isoformat() if type(value) is date else value
    if not isinstance(text, str) or len(text) not in {5, 10}:
        return None
    yearly = len(text) == 5
    try:
        day = date.fromisoformat(f"{LEAP_YEAR}-{text}" if yearly else text)
    except ValueError:
        return None
    return day, yearly


def _at(refusal: Refusal, *route: str | int) -> Refusal:
    return replace(refusal, route=(*route, *refusal.route))
