"""Figures as people write them: `2 000 000`, `99,9` and `99.9`; never `1,000`, which means two things."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

MOST_LETTERS = 100  # of a value with its unit
COMMA = "whose comma may part thousands as well as decimals"
CLEARLY = "write `1 000` for a thousand, `1.0` for one"
_WHOLE = 15  # digits before the point; with those behind it, all arithmetic stays exact
_BEHIND = 9
_SPACES = " \u00a0\u2009\u202f"
_FIGURE = re.compile(rf"([0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?![0-9])|[0-9]+)(?:([.,])([0-9]+))?")


@dataclass(frozen=True)
class Figure:
    """A number at the beginning of a text, and the rest of the text.

    `unclear` where a comma may part thousands as well as decimals, as in `1,000`.
    """

    number: Decimal
    rest: str
    unclear: bool


def figure(text: str) -> Figure | None:
    """Return the number that a text begins with, or None where there is none, or one too long to be meant."""
    match = _FIGURE.match(text)
    if not match or text[match.end() : match.end() + 1] in {".", ","}:
        return None
    whole = re.sub(f"[{_SPACES}]", "", match[1])
    behind = match[3] or ""
    if len(whole) > _WHOLE or len(behind) > _BEHIND:
        return None
    unclear = match[2] == "," and len(behind) == 3 and len(whole) <= 3 and not whole.startswith("0")
    return Figure(Decimal(f"{whole}.{behind or 0}"), text[match.end() :].strip(), unclear)


def written(value: object) -> str | None:
    """Return a value from YAML as a person would have written it, or None where it is no text or number."""
    match value:
        case bool():
            return None
        case str():
            text = value.strip()
            return text if 0 < len(text) <= MOST_LETTERS else None
        case int():
            return str(value) if abs(value) < 10**_WHOLE else None
        case float() | Decimal():
            try:
                return format(Decimal(str(value)).normalize(), "f")[:MOST_LETTERS]
            except (InvalidOperation, ValueError):
                return None
    return None


def plainly(number: Decimal) -> str:
    """Return a number as people write it: no exponent, no idle zeros, thousands parted from 10 000 on."""
    whole, _, behind = format(number, "f").partition(".")
    behind = behind.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", " ") if len(whole) > 4 else str(int(whole))
    return f"{grouped}.{behind}" if behind else grouped
