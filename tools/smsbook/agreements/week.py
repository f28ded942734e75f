"""The grid of a week: `Mo-Fr 08:00-12:00, 13:00-17:00; Sa 09:00-12:00`, `24/7`, `second Tu 07:00-13:00`."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from smsbook.agreements.refusal import Refusal, shown

DAY = 1440  # minutes
ALWAYS = "24/7"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMES = {
    short: number
    for number, name in enumerate(map(str.lower, DAYS))
    for short in (name[:2], name[:3], name, f"{name}s")
} | {"tues": 1, "thur": 3, "thurs": 3}
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_OF_MONTH = re.compile(r" of (?:a|the|each|every) month$")
_MOST_LETTERS = 200
_TO = re.compile(r" ?(?:[-–—]|\bto\b) ?")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_EXPECTED = "days and times, such as Mo-Fr 08:00-18:00, or 24/7"
_MEND = "write the days as Mo, Tu, We, Th, Fr, Sa, Su and the times from 00:00 to 24:00"


@dataclass(frozen=True, order=True)
class Opening:
    """A range of time on some days of the week, in minutes after midnight.

    `end` beyond 1440 reaches into the next day. `nth` is 0 for each such day, 1 to 4 for the first to the
    fourth of a month, -1 for the last.
    """

    days: tuple[int, ...]
    begin: int
    end: int
    nth: int = 0

    def on(self, day: date) -> bool:
        """Tell whether the range begins on a day."""
        if day.weekday() not in self.days:
            return False
        if self.nth < 0:
            return day.day + 7 > monthrange(day.year, day.month)[1]
        return not self.nth or (day.day + 6) // 7 == self.nth


EVERY_DAY = tuple(range(7))
ALL_WEEK = (Opening(EVERY_DAY, 0, DAY),)


def openings(text: object, any_day: bool = False) -> tuple[Opening, ...] | Refusal:
    """Read days and times. With `any_day`, times without days are meant for each day."""
    if not isinstance(text, str) or not text.strip() or len(text) > _MOST_LETTERS:
        return Refusal(shown(text), _EXPECTED, _MEND)
    return _openings(text, any_day)


@lru_cache(maxsize=1024)
def _openings(text: str, any_day: bool) -> tuple[Opening, ...] | Refusal:
    """Read a text once: the same few stand in all agreements."""
    found: list[Opening] = []
    for part in text.split(";"):
        read = _part(" ".join(part.split()), any_day)
        if isinstance(read, Refusal):
            return read
        found += read
    return tuple(sorted(set(found)))


def _part(text: str, any_day: bool) -> list[Opening] | Refusal:
    if text == ALWAYS:
        return list(ALL_WEEK)
    at = next((index for index, letter in enumerate(text) if letter.isdigit()), len(text))
    days = _days(text[:at].strip().lower())
    if days is None and any_day and not text[:at].strip():
        days = EVERY_DAY, 0
    if days is None:
        return Refusal(
            f"the days in {shown(text)}" if at else f"{shown(text)} without days", _EXPECTED, _MEND
        )
    ranges = [_range(part.strip()) for part in text[at:].split(",")]
    found = [Opening(days[0], *minutes, days[1]) for minutes in ranges if minutes]
    return found if len(found) == len(ranges) else Refusal(f"the times in {shown(text)}", _EXPECTED, _MEND)


def _days(text: str) -> tuple[tuple[int, ...], int] | None:
    """Return the days of the week that a text names, and which of a month."""
    word, _, rest = text.partition(" ")
    if word in NTH:
        day = _NAMES.get(_OF_MONTH.sub("", rest))
        return None if day is None else ((day,), NTH[word])
    if text in {"daily", "every day"}:
        return EVERY_DAY, 0
    days: set[int] = set()
    for part in text.split(","):
        ends = [_NAMES.get(name.strip()) for name in _TO.split(part.strip())]
        first, last = ends[0], ends[-1]
        if len(ends) > 2 or first is None or last is None:
            return None
        days |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    return tuple(sorted(days)), 0


def _range(text: str) -> tuple[int, int] | None:
    """Return begin and end in minutes; an end at or before the begin lies on the next day."""
    ends = [_minutes(part) for part in _TO.split(text)]
    if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] in {DAY, ends[1]}:
        return None
    return ends[0], ends[1] if ends[1] > ends[0] else ends[1] + DAY


def _minutes(text: str) -> int | None:
    match = _TIME.fullmatch(text)
    if not match or int(match[2]) > 59:
        return None
    minutes = int(match[1]) * 60 + int(match[2])
    return minutes if minutes <= DAY else None
