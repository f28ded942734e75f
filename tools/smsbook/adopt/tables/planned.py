"""What rows change in one document: field by field, and entry by entry of its lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from smsbook.adopt.tables.cells import NOTHING, Refusal, meant, plain, same
from smsbook.adopt.tables.columns import ID, Column, Columns
from smsbook.adopt.tables.pairing import Cells, named_by, paired
from smsbook.adopt.tables.said import Fault, Said
from smsbook.control.roundtrip import Value
from smsbook.schema.words import found as in_words
from smsbook.schema.words import shortened
from smsbook.source.finding import Route
from smsbook.source.spreadsheet import Cell

_APPROVED = "approval is not imported: leave the status as it is, and use `smsbook approve`"


@dataclass
class Planned:
    """The fields to be set, or with None taken away; that in words; and what is wrong in the rows.

    `rows` tells by the place of an entry which row is about it.
    """

    changes: dict[Route, Value | None] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    rows: dict[Route, int] = field(default_factory=dict)

    def set(self, column: Column, route: Route, before: Any, row: int, cell: Cell, separator: str) -> str:
        """Note what a cell changes, and return that in words; '' where it changes nothing."""
        if cell.text.strip() == NOTHING:
            value: Any = None
        elif same(column, before, cell, separator):
            return ""
        else:
            value = meant(column, cell, separator)
        if isinstance(value, Refusal):
            self.faults.append(Fault(row, column.name, value.message))
        elif value != before and column.name == "status" and value == "approved":
            self.faults.append(Fault(row, column.name, _APPROVED))
        elif value != before:
            self.changes[route] = value
            return f"{column.name}: {_shown(before)} -> {_shown(value)}"
        return ""


def planned(
    columns: Columns, body: Mapping[str, Any], rows: Sequence[Said], separator: str, *, new: bool
) -> Planned:
    """Return what rows about one document change in it."""
    plan = Planned()
    _document(plan, columns, body, rows, separator, new=new)
    for part in columns.parts:
        own = columns.of(part)
        about = [(row.row, {key: row.cells[key] for key in own if key in row.cells}) for row in rows]
        if any(cells for _, cells in about):
            _entries(plan, columns, part, body, [item for item in about if item[1]], separator)
    return plan


def _document(
    plan: Planned,
    columns: Columns,
    body: Mapping[str, Any],
    rows: Sequence[Said],
    separator: str,
    *,
    new: bool,
) -> None:
    for column in columns.of(""):
        if column.name == ID:
            continue
        told = [(row.row, row.cells[column]) for row in rows if column in row.cells]
        for row, cell in told[1:]:
            if cell.text.strip() != told[0][1].text.strip():
                message = f"found another value than in row {told[0][0]}, which is about the same document"
                plan.faults.append(Fault(row, column.name, f"{message}; write it once, or the same in both"))
        if told:
            row, cell = told[0]
            words = plan.set(column, column.steps, column.value(body), row, cell, separator)
            if words and not new:
                plan.words.append(words if len(rows) == 1 else f"{words} (row {row})")


def _entries(
    plan: Planned,
    columns: Columns,
    part: str,
    body: Mapping[str, Any],
    rows: Sequence[tuple[int, Cells]],
    separator: str,
) -> None:
    present = body.get(part)
    entries = present if isinstance(present, list) else []
    names = named_by(part, columns.kind.schema["properties"][part]["items"])
    rows = list(_distinct(plan, rows, names[0]))
    places = paired(names, entries, [cells for _, cells in rows], separator)
    for (row, cells), place in zip(rows, places, strict=True):
        if isinstance(place, Refusal):
            plan.faults.append(Fault(row, "", place.message))
            continue
        plan.rows[part, place] = row
        entry = entries[place] if place < len(entries) else {}
        words = [
            plan.set(column, (part, place, *column.steps), column.value(entry), row, cell, separator)
            for column, cell in cells.items()
        ]
        said = "; ".join(filter(None, words))
        name = _name(names[-1], cells)
        if place >= len(entries):
            plan.words.append(f"adds to {part}: {name} (row {row})")
        elif said:
            plan.words.append(f"{name}: {said} (row {row})")


def _distinct(
    plan: Planned, rows: Sequence[tuple[int, Cells]], keys: Sequence[str]
) -> Iterator[tuple[int, Cells]]:
    """Yield the rows, but for those that are about the same entry as an earlier one."""
    seen: dict[tuple[tuple[str, str], ...], int] = {}
    for row, cells in rows:
        told = tuple(sorted((column.name, plain(cell.text)) for column, cell in cells.items()))
        name = told if [*keys] != [ID] else tuple(pair for pair in told if pair[0].endswith(ID))
        if name in seen:
            plan.faults.append(Fault(row, "", f"it is about the same as row {seen[name]}; take one away"))
        else:
            seen[name] = row
            yield row, cells


def _name(keys: Sequence[str], cells: Cells) -> str:
    said = [shortened(plain(cell.text)) for column, cell in cells.items() if column.steps[0] in keys]
    return ", ".join(said) or "an entry"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return in_words("; ".join(map(str, value)))
    return in_words(value)
