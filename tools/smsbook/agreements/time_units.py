"""Units of time as agreements write them: which there are, and how many of each may stand in a duration."""

from __future__ import annotations

import re
from decimal import Decimal

from smsbook.agreements.figures import plainly
from smsbook.source import duration as iso

_ISO_PART = re.compile(r"([0-9]+)([YMWDHS])")
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
SECONDS = {
    "hours": Decimal(3600),
    "minutes": Decimal(60),
    "seconds": Decimal(1),
    "milliseconds": Decimal("0.001"),
}
WHOLE = {
    "days": ("days", 1),
    "weeks": ("days", 7),
    "working_days": ("working_days", 1),
    "months": ("months", 1),
    "years": ("months", 12),
}


def out_of_bounds(number: Decimal, unit: str) -> str:
    """Return what was expected of the number of a unit; nothing where it is as expected."""
    words = unit.replace("_", " ")
    if unit in WHOLE and number % 1:
        return f"a whole number of {words}"
    if unit == "milliseconds" and number % _LEAST:
        return "at most six digits behind the point"
    return "" if number < _MOST else f"less than {plainly(_MOST)} {words}"


def iso_parts(text: str) -> dict[str, Decimal]:
    """Return the parts of an ISO 8601 duration as written; its reader would turn 24 hours into a day."""
    if iso.parse(text) is None:
        return {}
    calendar, _, clock = text.partition("T")
    names = {"Y": "years", "M": "months", "W": "weeks", "D": "days"}
    parts = {names[letter]: Decimal(count) for count, letter in _ISO_PART.findall(calendar)}
    names = {"H": "hours", "M": "minutes", "S": "seconds"}
    return parts | {names[letter]: Decimal(count) for count, letter in _ISO_PART.findall(clock)}
