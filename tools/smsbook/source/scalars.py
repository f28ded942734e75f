"""Numbers and truth values as YAML 1.2 core knows them (YAML 1.2.2, section 10.3.2)."""

from __future__ import annotations

import re
from math import isfinite

_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NULLS = {"", "~", "null", "Null", "NULL"}
_WORDS = _NULLS | _BOOLEANS.keys()
_FIRST = frozenset("-+.0123456789")  # what numbers begin with
_DIGITS = 400  # longer numbers are not numbers that a person wrote


def boolean(text: str) -> bool | None:
    """Return the truth value that the text means, or None."""
    return _BOOLEANS.get(text)


def integer(text: str) -> int | None:
    """Return the integer that the text means, or None. `012` is twelve, `1_000` is no number."""
    if len(text) > _DIGITS or not _INTEGER.fullmatch(text):
        return None
    if text.startswith("0o"):
        return int(text[2:], 8)
    return int(text, 16) if text.startswith("0x") else int(text)


def number(text: str) -> float | int | None:
    """Return the number that the text means, or None. Infinity and NaN are no numbers here."""
    whole = integer(text)
    if whole is not None:
        return whole
    if len(text) > _DIGITS or not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if isfinite(value) else None


def means_other_than_text(text: str) -> bool:
    """Tell whether YAML 1.2 core would read the plain text as null, a truth value or a number."""
    return text in _WORDS or (text[0] in _FIRST and number(text) is not None)
