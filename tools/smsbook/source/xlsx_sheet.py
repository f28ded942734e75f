"""Read a sheet of a workbook (xlsx): what its cells show, as far as that can be told for certain."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any

from smsbook.source.spreadsheet import MOST_COLUMNS, MOST_ROWS, Cell, Row, Spreadsheet, spreadsheet

_UNPACKED = 60_000_000  # bytes that a workbook may hold once unpacked
_MOST_PARTS = 2_000
_LAST_ROW = 1_048_576
_MOST_CELLS = 500_000  # filled or only formatted
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
# How workbooks write characters that XML cannot hold, and the `_` before what only looks like that.
_ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f]|005[Ff])_")
_EXACT = Decimal("1e15")  # beyond it, spreadsheets drop digits
_UNCOUNTED = Cell(error="a formula whose result is not saved; open the file, save it, and try again")


def from_xlsx(content: bytes, name: str = "", usual: tuple[str, ...] = ()) -> Spreadsheet:
    """Read a sheet; without a name the only one, or one named as usual. Raises ValueError, in words."""
    _bounded(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts of a workbook that nobody asked for
            return _read(content, name, usual)
    except _Told as told:
        raise ValueError(str(told)) from None
    except Exception as error:  # the library has no errors of its own for a broken file
        raise ValueError(f"it cannot be read as a workbook: {error}; save it again as xlsx") from error


class _Told(Exception):
    """What is wrong, in words."""


def _read(content: bytes, name: str, usual: tuple[str, ...]) -> Spreadsheet:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheet = _chosen(book.worksheets, name, usual)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        raw = archive.read(sheet._worksheet_path)
    _few(raw)
    unknown = _uncounted(content, sheet.title) if _FORMULA.search(raw) else {}
    try:
        return spreadsheet(_rows(sheet, unknown), _merged(raw))
    except ValueError as error:
        raise _Told(str(error)) from error


def _bounded(content: bytes) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ValueError(
            "it is a workbook of an old form (xls), or locked; save it as xlsx, without a password"
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ValueError("it is no workbook; if it is CSV, name the format csv") from error
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _UNPACKED:
        raise ValueError(
            f"unpacked it is larger than {_UNPACKED // 1_000_000} MB; split it into several files"
        )
    if "[Content_Types].xml" not in {part.filename for part in parts}:
        raise ValueError("it is no workbook of the form xlsx; save it as xlsx")


def _few(raw: bytes) -> None:
    """Raise _Told where a sheet has so many rows or cells, be they empty, that reading them takes minutes."""
    many = (
        (_ROW, _LAST_ROW, "rows"),
        (_CELL, _MOST_CELLS, "cells that are filled or formatted"),
    )
    for sign, most, what in many:
        if sum(1 for _ in islice(sign.finditer(raw), most + 1)) > most:
            raise _Told(f"the sheet has more than {most} {what}; copy what is needed into a new file")


def _chosen(sheets: list[Any], name: str, usual: tuple[str, ...]) -> Any:
    """Return the sheet that is meant; hidden ones are not looked at."""
    shown = {sheet.title: sheet for sheet in sheets if sheet.sheet_state == "visible"}
    listed = ", ".join(f"«{title}»" for title in shown) or "no other"
    if name and name not in shown:
        hidden = any(sheet.title == name for sheet in sheets)
        said = "is hidden" if hidden else "is not there"
        raise _Told(f"the sheet «{name}» {said}; sheets that are shown: {listed}")
    found = [sheet for title, sheet in shown.items() if title == name]
    found = (
        found or [sheet for title, sheet in shown.items() if title.casefold() in usual] or [*shown.values()]
    )
    if len(found) != 1:
        raise _Told(f"it is not clear which sheet is meant: {listed}; say it with `--sheet NAME`")
    return found[0]


def _rows(sheet: Any, unknown: Mapping[int, set[int]]) -> Iterator[Row]:
    filled, gap = 0, None
    for number, cells in enumerate(_each(sheet), 1):
        if cells is gap:
            continue
        uncounted = unknown.get(number, set())
        last = max(
            (at for at, cell in enumerate(cells) if cell.value is not None or at in uncounted), default=-1
        )
        if last < 0:
            gap = cells  # the library hands out the same one for each row that is not there
            continue
        read = (_UNCOUNTED if at in uncounted else _cell(cells[at]) for at in range(last + 1))
        yield Row(number, tuple(read))
        filled += 1
        if filled > MOST_ROWS + 1:
            return


def _each(sheet: Any) -> Iterator[Any]:
    sheet.reset_dimensions()  # what a workbook says about its own size need not be true
    return islice(sheet.iter_rows(max_col=MOST_COLUMNS + 1), _LAST_ROW)


def _cell(cell: Any) -> Cell:
    """Return what a cell shows."""
    value = cell.value
    if value is None:
        return Cell()
    if isinstance(value, str):
        if cell.data_type == "e":
            return Cell(error=f"the error {value}")
        return Cell(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(Decimal(repr(value)), percent="%" in (cell.number_format or ""))
    return Cell(_in_words(value))


def _in_words(value: object) -> str:
    """Return a truth value, a day or a time as people write them."""
    match value:
        case bool():
            return str(value).lower()
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "minutes")
        case time():
            return value.isoformat("minutes")
        case timedelta():
            hours, minutes = divmod(round(value.total_seconds() / 60), 60)
            return f"{hours:02}:{minutes:02}"
    return str(value)


def _number(number: Decimal, *, percent: bool) -> Cell:
    if not number.is_finite() or abs(number) >= _EXACT:
        return Cell(error="a number so long that spreadsheets drop digits; format the cell as text")
    shown = number * 100 if percent else number
    text = format(round(shown, 10).normalize(), "f")
    return Cell(f"{text} %" if percent else text, number)


def _uncounted(content: bytes, title: str) -> Mapping[int, set[int]]:
    """Return by row the places, from 0, of formulas whose result the workbook does not hold."""
    from openpyxl import load_workbook

    values, formulas = (
        _each(load_workbook(BytesIO(content), read_only=True, data_only=counted, keep_links=False)[title])
        for counted in (True, False)
    )
    found: dict[int, set[int]] = {}
    for number, rows in enumerate(zip(values, formulas, strict=True), 1):
        for at, (value, formula) in enumerate(zip(*rows, strict=True)):
            if formula.value is not None and formula.data_type == "f" and value.value is None:
                found.setdefault(number, set()).add(at)
    return found


def _merged(raw: bytes) -> Iterator[str]:
    places = [place.decode("ascii") for place in _MERGED.findall(raw)]
    if places:
        said = ", ".join(places[:5]) + (f" and {len(places) - 5} more" if len(places) > 5 else "")
        yield f"cells are merged: {said}; only the first cell of each counts, the others are empty"
