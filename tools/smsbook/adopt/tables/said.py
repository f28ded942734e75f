"""What each row of a spreadsheet says: about which document, and which fields of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from smsbook.adopt.tables.cells import NOTHING, Refusal, plain
from smsbook.adopt.tables.columns import ID, Column, Columns
from smsbook.adopt.tables.headings import Headings
from smsbook.adopt.tables.ids import made
from smsbook.adopt.tables.pairing import Cells
from smsbook.source.spreadsheet import Cell, Row, Spreadsheet

_LONGEST = 100  # characters of an id; a file is named after it
_LABELS = ("title", "name")


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row, and how to mend it; `column` is the name of the field, '' for the whole row."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Said:
    """What a row says: the id that stands in it, and the cells that are not empty."""

    row: int
    id: str
    cells: Cells


def said(
    sheet: Spreadsheet, found: Headings, columns: Columns, taken: Mapping[str, str], *, make_ids: bool
) -> tuple[list[Said], list[Fault]]:
    """Read all rows; `taken` holds the ids that there are, each with its name."""
    rows: list[Said] = []
    faults: list[Fault] = []
    filled = [_filled(row, found) for row in sheet.rows]
    known = {**dict(_named(filled, columns)), **taken}
    for row, cells in zip(sheet.rows, filled, strict=True):
        broken = list(_broken(row, found))
        id = _id(cells, columns, known, make_ids=make_ids)
        if isinstance(id, Refusal):
            broken.append(Fault(row.number, ID, id.message))
        elif id:
            cells[columns.by_name[ID]] = Cell(id)
        if broken:
            faults += broken
        elif isinstance(id, str):
            rows.append(Said(row.number, id, cells))
    return rows, faults


def _filled(row: Row, found: Headings) -> dict[Column, Cell]:
    """Return the cells of a row that say something."""
    return {
        column: row.cells[at]
        for at, column in found.fields.items()
        if row.cells[at].text.strip() and not row.cells[at].error
    }


def _named(rows: Iterable[Cells], columns: Columns) -> Iterator[tuple[str, str]]:
    """Yield the ids that rows give by themselves, each with the name in its row."""
    column = columns.by_name.get(ID)
    for cells in rows:
        if column is not None and column in cells:
            yield plain(cells[column].text), _label(cells, columns)


def _broken(row: Row, found: Headings) -> Iterator[Fault]:
    if row.error:
        yield Fault(row.number, "", row.error)
    for at, column in found.fields.items():
        if row.cells[at].error:
            yield Fault(row.number, column.name, f"the cell holds {row.cells[at].error}")


def _id(cells: Cells, columns: Columns, known: dict[str, str], *, make_ids: bool) -> str | Refusal:
    """Return the id in a row, or one made of its title or name; '' where entries have none."""
    column = columns.by_name.get(ID)
    if column is None:
        return ""
    id = plain(cells[column].text) if column in cells else ""
    name = _label(cells, columns)
    if not id and make_ids and name:
        new = made(name, columns.kind.prefix, known)
        if isinstance(new, str):
            known[new] = name
        return new
    if not id or id == NOTHING:
        hint = "" if make_ids else ", or let ids be made of titles and names with `--make-ids`"
        return Refusal(f"there is no id, expected one in a column `id`{hint}")
    if not column.validator.is_valid(id) or len(id) > _LONGEST:
        hint = f"; did you mean `{columns.kind.prefix}{id}`?" if _lacks_prefix(column, columns, id) else ""
        return Refusal(f"found `{id[:60]}` as the id, expected {column.schema.get('x-expected')}{hint}")
    return id


def _label(cells: Cells, columns: Columns) -> str:
    for name in _LABELS:
        column = columns.by_name.get(name)
        if column is not None and column in cells:
            return plain(cells[column].text)
    return ""


def _lacks_prefix(column: Column, columns: Columns, id: str) -> bool:
    """Tell whether an id lacks only the letters that begin each id of the kind."""
    whole = not columns.part and column.validator.is_valid(f"{columns.kind.prefix}{id}")
    return bool(whole) and not re.match("[A-Z]+-", id)
