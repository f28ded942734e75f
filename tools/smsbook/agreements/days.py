"""Days in tables: `2026-10-31`, and how to mend what spreadsheets make of it."""

from __future__ import annotations

import re
from datetime import date, timedelta

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_EXCEL = date(1899, 12, 30)  # the day that Excel counts from
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:[ T].*)?", re.ASCII)
_SLASHED = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}(?:[ T].*)?", re.ASCII)
_LOOSE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?", re.ASCII)
_NUMBER = re.compile(r"(\d{5})(?:[.,]0+)?", re.ASCII)


def table_day(text: str) -> date | None:
    """Read `2026-10-31`; nothing else is read, since days such as 1/10/2026 mean two things."""
    try:
        day = date.fromisoformat(text) if len(text) == 10 and text.isascii() else None
    except ValueError:
        return None
    return day if day and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def mended_day(text: str) -> str:
    """Say how to mend what is no such day; where it can only mean one day, that one is named."""
    if match := _DOTTED.fullmatch(text):
        meant = _day(int(match[3]), int(match[2]), int(match[1]))
    elif match := _LOOSE.fullmatch(text):
        meant = _day(int(match[1]), int(match[2]), int(match[3]))
    elif match := _NUMBER.fullmatch(text):
        meant = table_day(str(_EXCEL + timedelta(int(match[1]))))
        if meant:
            return f"write {meant}, for which Excel stores this number; format the column as text before"
    elif _SLASHED.fullmatch(text):
        return "write the year first; nobody can tell for certain which number is the day and which the month"
    else:
        meant = None
    return f"write {meant}" if meant else "write the year, and two digits for month and day"


def _day(year: int, month: int, day: int) -> date | None:
    return table_day(f"{year:04}-{month:02}-{day:02}")
