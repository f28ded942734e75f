"""A table of rows with named columns, however it was written, and what can be wrong with a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MAX_BYTES = 10_000_000
_MOST_ROWS = 100_000
_OTHERS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"PK\x03\x04": "a workbook (xlsx or ods)"}


class Flaw(StrEnum):
    """What can be wrong with a row."""

    COLUMN = "unknown-column"
    FORM = "misshapen-row"
    EMPTY = "empty-field"
    DATE = "unclear-day"
    AGREEMENT = "unknown-agreement"
    TARGET = "unknown-target"
    SERVICE = "unknown-service"
    VALUE = "unclear-value"
    UNIT = "wrong-unit"
    RANGE = "out-of-range"
    EDGE = "crosses-period"
    DUPLICATE = "duplicate-row"
    OVERLAP = "overlapping-rows"
    GAP = "gap"


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row: what was found and expected, and how to mend it; which target it may concern.

    Rows are counted as a spreadsheet does: the names of the columns are row 1. In JSON, the first row is 1.
    """

    row: int
    column: str
    flaw: Flaw
    message: str
    mend: str
    agreement: str = ""
    target: str = ""


@dataclass(frozen=True)
class Line:
    """One row as it is written, by column, and what is wrong with its form."""

    number: int
    fields: Mapping[str, Any]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Table:
    """The rows of a table."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...] = ()

    def unknown(self, known: Iterable[str]) -> dict[str, int]:
        """Return the columns that are not known, each with the first row that has it."""
        names = set(known)
        found: dict[str, int] = {}
        for line in self.lines:
            for name in line.fields:
                if name not in names:
                    found.setdefault(name, line.number)
        return found


def decoded(content: bytes) -> str:
    """Return the text of a file. Raises ValueError, in words, where it is none in UTF-8 or too large."""
    for mark, name in _OTHERS.items():
        if content.startswith(mark):
            raise ValueError(f"it is {name}, expected text in UTF-8; save it as «CSV UTF-8»")
    if len(content) > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES // 1_000_000} MB; split it by period")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ValueError(
            f"line {line} holds a character that is not UTF-8; save it as «CSV UTF-8»"
        ) from error


def bounded(rows: Sequence[object]) -> None:
    """Raise ValueError, in words, where there is no row, or more than anybody measures."""
    if not rows:
        raise ValueError("there is no row in it, expected one for each measured value; export it again")
    if len(rows) > _MOST_ROWS:
        raise ValueError(f"it has more than {_MOST_ROWS} rows; split it by period")
