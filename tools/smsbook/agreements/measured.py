"""Measured values, as monitoring and the ticket tool hand them over: a table as CSV or JSON, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from smsbook.agreements.csv_table import from_csv
from smsbook.agreements.days import mended_day, table_day
from smsbook.agreements.figures import written
from smsbook.agreements.json_table import from_json
from smsbook.agreements.refusal import shown
from smsbook.agreements.table import Fault, Flaw, Line, Table
from smsbook.agreements.window import Window

__all__ = ["COLUMNS", "Fault", "Flaw", "Measured", "Row", "measured"]

# The one list of columns, and what stands in them. What is needed comes first.
NEEDED: Mapping[str, str] = {
    "agreement": "the id of the SLA, OLA or UA",
    "target": "the id of the target in it, or its name where it has no id",
    "from": "the first day that was measured, as 2026-10-01",
    "until": "the last day that was measured, as 2026-10-31",
    "value": "what was measured, with its sign or unit, as 99.95 % or 3 h 20 min",
}
COLUMNS: Mapping[str, str] = {
    **NEEDED,
    "service": "the service or component, where the target holds for several and each was measured by itself",
    "count": "in how many cases it was measured, such as incidents or test transfers",
    "note": "anything that readers should know",
}
_MOST_CASES = 10**12


@dataclass(frozen=True)
class Row:
    """One measured value: for which target, of which days, and in how many cases where that is known."""

    number: int
    agreement: str
    target: str
    days: Window
    value: str
    service: str = ""
    count: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Measured:
    """The rows that can be read, and the faults of the others; `total` counts both."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    total: int

    @property
    def suspects(self) -> frozenset[tuple[str, str]]:
        """Agreement and target of rows that cannot be read, as far as they name them."""
        return frozenset((fault.agreement, fault.target) for fault in self.faults)


def measured(content: bytes, *, as_json: bool) -> Measured:
    """Read the content of a file. Raises ValueError, in words, where it is no such table at all."""
    rows: list[Row] = []
    faults: list[Fault] = []
    read = from_json(content) if as_json else from_csv(content, NEEDED)
    lines = list(_known(read, faults))
    for line in lines:
        found = _row(line)
        if isinstance(found, Row):
            rows.append(found)
        else:
            faults += found
    return Measured(tuple(rows), tuple(faults), len({each.number for each in lines}))


def _known(table: Table, faults: list[Fault]) -> Iterator[Line]:
    """Yield the lines of a table; columns that mean nothing are told once each."""
    faults += table.faults
    for column, number in table.unknown(COLUMNS).items():
        mend = f"rename it, take it away, or write what it says under `note`; known are {', '.join(COLUMNS)}"
        faults.append(
            Fault(
                number,
                column,
                Flaw.COLUMN,
                f"found the column {shown(column)}, which means nothing here",
                mend,
            )
        )
    yield from table.lines


def _row(line: Line) -> Row | list[Fault]:
    """Return a row; or what is wrong with it. Where its form is, that alone is told."""
    fields = {
        name: " ".join((written(line.fields.get(name)) or _long(line, name)).split()) for name in COLUMNS
    }
    agreement, target = fields["agreement"], fields["target"]
    faults = line.faults or tuple(_faults(line.number, fields))
    if faults:
        return [replace(each, agreement=agreement, target=target) for each in faults]
    first, last = table_day(fields["from"]), table_day(fields["until"])
    assert first is not None and last is not None  # else there is a fault
    days, count = Window(first, last), _count(fields["count"])
    return Row(
        line.number, agreement, target, days, fields["value"], fields["service"], count, fields["note"]
    )


def _faults(number: int, fields: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what is wrong with the fields of a row, each by itself and the days together."""
    count = _count(fields["count"])
    for name, what in NEEDED.items():
        if not fields[name] and not (name == "value" and count == 0):
            message = f"found nothing under `{name}`, expected {what}"
            yield Fault(number, name, Flaw.EMPTY, message, f"fill in `{name}`")
    for name in ("from", "until"):
        if fields[name] and table_day(fields[name]) is None:
            message = f"found {shown(fields[name])} under `{name}`, expected a day such as 2026-10-31"
            yield Fault(number, name, Flaw.DATE, message, mended_day(fields[name]))
    first, last = table_day(fields["from"]), table_day(fields["until"])
    if first and last and first > last:
        message = f"found {last} as the last day, which lies before the first, {first}"
        yield Fault(number, "until", Flaw.RANGE, message, "write the earlier day under `from`")
    if fields["count"] and count is None:
        message = f"found {shown(fields['count'])} under `count`, expected a whole number of cases"
        mend = "write how many cases there were, or leave it empty"
        yield Fault(number, "count", Flaw.RANGE, message, mend)


def _long(line: Line, name: str) -> str:
    """Return a text that is longer than any value may be, such as a note."""
    value = line.fields.get(name)
    return value if isinstance(value, str) else ""


def _count(text: str) -> int | None:
    if text.isascii() and text.isdigit() and len(text) <= len(str(_MOST_CASES)):
        return int(text)
    return None
