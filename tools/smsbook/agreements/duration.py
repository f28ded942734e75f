"""Durations of targets: `PT4H`, `4 h`, `30 minutes`, `2 working days`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from smsbook.agreements.figures import CLEARLY, COMMA, figure, plainly, written
from smsbook.agreements.refusal import Refusal, shown
from smsbook.agreements.time_units import SECONDS, UNITS, WHOLE, iso_parts, out_of_bounds

_EXPECTED = "a duration, such as 4 h, 30 min, 2 working days or PT4H"
_MEND = "write a number and a unit, as in `4 h` or `1 h 30 min`"
_HOURS = "write it in hours, or as a whole number of days, weeks or months"
_UNIT = re.compile(r"(?:(?:calendar|working|business) )?[a-zA-Z]+")
_AND = re.compile(r"^(?:,|and\b)[ \u00a0]*")


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

    @cached_property
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
    return _of_text(value) if isinstance(value, str) else _read(value)


@lru_cache(maxsize=1024)
def _of_text(text: str) -> Duration | Refusal:
    """Read a text once: the same few stand in all agreements."""
    return _read(text)


def _read(value: object) -> Duration | Refusal:
    text = written(value)
    if not text:
        return Refusal(shown(value), _EXPECTED, _MEND)
    if text[0] == "P":
        exact = iso_parts(text)
        mend = "write whole numbers, as in `PT1H30M` (1 h 30 min) or `P2D` (2 days)"
        return _sum(exact) if exact else Refusal(shown(value), _EXPECTED, mend)
    parts = _parts(text)
    return parts if isinstance(parts, Refusal) else _sum(parts)


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
        if why := out_of_bounds(found.number, unit):
            return Refusal(f"`{plainly(found.number)} {name[0]}` in {shown(text)}", why, _HOURS)
        parts[unit] = found.number
        rest = found.rest[name.end() :].strip()
        rest = _AND.sub("", rest, count=1) or rest
    return parts


def _unknown(text: str, name: str) -> Refusal:
    if not name:
        return Refusal(f"{shown(text)} without a unit", _EXPECTED, _MEND)
    if name.lower() == "m":
        return Refusal(f"`{name}` in {shown(text)}", _EXPECTED, "write `min` for minutes, or `months`")
    return Refusal(shown(text), _EXPECTED, _MEND)


def _sum(parts: dict[str, Decimal]) -> Duration:
    whole = {"months": 0, "days": 0, "working_days": 0}
    for unit, (field, times) in WHOLE.items():
        whole[field] += int(parts.get(unit, 0)) * times
    seconds = sum((parts.get(unit, Decimal(0)) * length for unit, length in SECONDS.items()), Decimal(0))
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
