"""Durations as ISO 8601 writes them, in calendar units: P1M after 31 January is 28 February."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from dateutil.relativedelta import relativedelta

_PATTERN = re.compile(
    r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)
_UNITS = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")
_MOST = 4  # digits of a number in a duration: nobody plans for more


@lru_cache(maxsize=256)
def parse(text: str) -> relativedelta | None:
    """Return the duration that a text such as P12M or PT4H means, or None."""
    match = _PATTERN.fullmatch(text)
    if not match or any(len(part or "") > _MOST for part in match.groups()):
        return None
    parts = {unit: int(part) for unit, part in zip(_UNITS, match.groups(), strict=True) if part}
    return relativedelta(**parts)  # type: ignore[arg-type]


def after(day: date, text: str) -> date | None:
    """Return the day on which the duration that begins on `day` ends, or None where it is no duration."""
    span = parse(text)
    try:
        if span is None:
            return None
        end = day + span
        return end.date() if isinstance(end, datetime) else end
    except (ValueError, OverflowError):
        return date.max


def in_words(text: str) -> str:
    """Say a duration in words, as in «12 months»; a text that is no duration is returned as it is."""
    match = _PATTERN.fullmatch(text)
    if not match:
        return text
    parts = [(int(part), unit) for unit, part in zip(_UNITS, match.groups(), strict=True) if part]
    return " ".join(f"{count} {unit if count != 1 else unit[:-1]}" for count, unit in parts)
