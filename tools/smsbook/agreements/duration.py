"""Durations of targets: `PT4H`, `4 h`, `30 minutes`, `2 working days`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from smsbook.agreements.figures import CLEARLY, COMMA, figure, plainly, written
from smsbook.agreements.refusal import Refusal, shown
from smsbook.source import duration as iso

_EXPECTED = "a duration, such as 4 h, 30 min, 2 working days or PT4H"
_MEND = "write a number and a unit, as in `4 h` or `1 h 30 min`"
_HOURS = "write it in hours, or as a whole number of days, weeks or months"
_ISO_PART = re.compile(r"([0-9]+)([YMWDHS])")
_UNIT = re.compile(r"(?:(?:calendar|working|business) )?[a-zA-Z]+")
_AND = re.compile(r"^(?:,|and\b)[ \u00a0]*")
_MOST = Decimal(1_000_000)  # of any unit: nobody plans for more
_LEAST = Decimal("0.000001")  # of a millisecond
_NAMES = {
    "milliseconds": ("ms", "millisecond"),
    "seconds": ("s", "sec", "secs", "second"),
    "minutes": ("min", "mins", "minute"),
    "hours": ("h", "hr", "hrs", "hour"),
    "days": ("d", "day", "calendar day", "calendar days"),
    "working_days": ("working day", "working days", "business day", "business days"),
    "weeks": ("week", "wk", "wks"),
    "months": ("month",),
    "years": ("year", "yr", "yrs"),
}
UNITS = {name: unit for unit, names in _NAMES.items() for name in (unit, *names)}
_SECONDS = {
    "hours": Decimal(3600),
    "minutes": Decimal(60),
    "seconds": Decimal(1),
    "milliseconds": Decimal("0.001"),
}
_WHOLE = {
    "days": ("days", 1),
    "weeks": ("days", 7),
    "working_days": ("working_days", 1),
    "months": ("months", 1),
    "years": ("months", 12),
}


@dataclass(frozen=True)
class Duration:
    """A time that may pass. Months, calendar days, working days and hours are kept apart.

    A month is no number of days, a working day is no number of hours, and how long a calendar day is depends
    on the hours that count. `seconds` holds what was written in hours, minutes and seconds.
    """

    months: int = 0
    days: int = 0
    working_days: int = 0
    seconds: Decimal = Decimal(0)

    @property
    def in_words(self) -> str:
        """The duration as a person writes it, as in «4 hours» or «1 hour 30 minutes»."""
        parts = [
            _count(Decimal(self.months), "month"),
            _count(Decimal(self.days), "day"),
            _count(Decimal(self.working_days), "working day"),
            *_clock(self.seconds),
        ]
        return " ".join(part for part in parts if part) or "0 minutes"


def duration(value: object) -> Duration | Refusal:
    """Read a duration as people or ISO 8601 write it. A bare number, and `m`, are refused as unclear."""
    text = written(value)
    if not text:
        return Refusal(shown(value), _EXPECTED, _MEND)
    if text[0] == "P":
        exact = _iso_parts(text)
        mend = "write whole numbers, as in `PT1H30M` (1 h 30 min) or `P2D` (2 days)"
        return _sum(exact) if exact else Refusal(shown(value), _EXPECTED, mend)
    parts = _parts(text)
    return parts if isinstance(parts, Refusal) else _sum(parts)


def _iso_parts(text: str) -> dict[str, Decimal]:
    """Return the parts of an ISO 8601 duration as written; its reader would turn 24 hours into a day."""
    if iso.parse(text) is None:
        return {}
    calendar, _, clock = text.partition("T")
    names = {"Y": "years", "M": "months", "W": "weeks", "D": "days"}
    parts = {names[letter]: Decimal(count) for count, letter in _ISO_PART.findall(calendar)}
    names = {"H": "hours", "M": "minutes", "S": "seconds"}
    return parts | {names[letter]: Decimal(count) for count, letter in _ISO_PART.findall(clock)}


def _parts(text: str) -> dict[str, Decimal] | Refusal:
    parts: dict[str, Decimal] = {}
    rest = text
    while rest:
        found = figure(rest)
        if found is None:
            return Refusal(shown(text), _EXPECTED, _MEND)
        if found.unclear:
            return Refusal(f"{shown(text)}, {COMMA}", _EXPECTED, CLEARLY)
        name = _UNIT.match(found.rest)
        unit = UNITS.get(name[0].lower()) if name else None
        if name is None or unit is None or unit in parts:
            return _unknown(text, name[0] if name else "")
        if why := _out_of_bounds(found.number, unit):
            return Refusal(f"`{plainly(found.number)} {name[0]}` in {shown(text)}", why, _HOURS)
        parts[unit] = found.number
        rest = found.rest[name.end() :].strip()
        rest = _AND.sub("", rest, count=1) or rest
    return parts


def _out_of_bounds(number: Decimal, unit: str) -> str:
    """Return what was expected of the number of a unit; nothing where it is as expected."""
    words = unit.replace("_", " ")
    if unit in _WHOLE and number % 1:
        return f"a whole number of {words}"
    if unit == "milliseconds" and number % _LEAST:
        return "at most six digits behind the point"
    return "" if number < _MOST else f"less than {plainly(_MOST)} {words}"


def _unknown(text: str, name: str) -> Refusal:
    if not name:
        return Refusal(f"{shown(text)} without a unit", _EXPECTED, _MEND)
    if name.lower() == "m":
        return Refusal(f"`{name}` in {shown(text)}", _EXPECTED, "write `min` for minutes, or `months`")
    return Refusal(shown(text), _EXPECTED, _MEND)


def _sum(parts: dict[str, Decimal]) -> Duration:
    whole = {"months": 0, "days": 0, "working_days": 0}
    for unit, (field, times) in _WHOLE.items():
        whole[field] += int(parts.get(unit, 0)) * times
    seconds = sum((parts.get(unit, Decimal(0)) * length for unit, length in _SECONDS.items()), Decimal(0))
    return Duration(**whole, seconds=seconds.normalize() + 0)


def _clock(seconds: Decimal) -> list[str]:
    if 0 < seconds < 1:
        return [_count(seconds * 1000, "millisecond")]
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return [_count(hours, "hour"), _count(minutes, "minute"), _count(rest, "second")]


def _count(number: Decimal, unit: str) -> str:
    if not number:
        return ""
    return f"{plainly(number)} {unit if number == 1 else unit + 's'}"
