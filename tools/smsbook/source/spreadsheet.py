"""A spreadsheet as rows of cells below named columns, bounded in size, however it was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from smsbook.source.folder import CouldNotRun

MAX_BYTES = 10_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 500
LONGEST = 32_767  # characters that spreadsheets keep in a cell
_GARBLED = "\ufeff".encode().decode("cp1252")  # how the mark of UTF-8 looks where nobody knows it
# A spreadsheet takes a text that begins so for a formula; an apostrophe before it prevents that.
_FORMULA = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: its text, its number where it is kept as one, or why it says nothing."""

    text: str = ""
    number: Decimal | None = None
    error: str = ""


@dataclass(frozen=True)
class Row:
    """A row, by the number that a spreadsheet shows beside it; `error` says what is wrong with its form."""

    number: int
    cells: tuple[Cell, ...]
    error: str = ""


@dataclass(frozen=True)
class Spreadsheet:
    """The names of the columns, the rows below them that are not empty, and notes on what was passed over."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def content_of(file: Path) -> bytes:
    """Return the bytes of a file. Raises CouldNotRun where it cannot be read, or is too large."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise CouldNotRun(f"{file} cannot be read: {(error.strerror or str(error)).lower()}") from error
    if len(content) > MAX_BYTES:
        raise CouldNotRun(f"{file} is larger than {MAX_BYTES // 1_000_000} MB; split it into several files")
    return content


def spreadsheet(rows: Iterable[Row], notes: Iterable[str] = ()) -> Spreadsheet:
    """Return rows below the first that is not empty, which names the columns. Raises ValueError, in words."""
    filled = [row for row in rows if any(cell.text.strip() or cell.error for cell in row.cells)]
    if not filled:
        raise ValueError("there is nothing in it, expected a row with the names of the columns")
    head, *body = filled
    if len(body) > MOST_ROWS:
        raise ValueError(f"it has more than {MOST_ROWS} rows; split it into several files")
    names = tuple(" ".join(cell.text.split()) for cell in head.cells)
    last = max((at for at, name in enumerate(names) if name), default=0)
    if last >= MOST_COLUMNS:
        raise ValueError(f"it has more than {MOST_COLUMNS} columns; take away those that are not needed")
    if names[0].startswith(_GARBLED):
        raise ValueError("its letters were garbled when it was opened; open it again as «Unicode (UTF-8)»")
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise ValueError(f"the column «{twice[0]}» is there twice; take one away, or give it another name")
    fitted = [_fitted(row, last + 1) for row in body]
    return Spreadsheet(names[: last + 1], tuple(fitted), (*notes, *_gaps(head, body)))


def _fitted(row: Row, width: int) -> Row:
    """Return a row with as many cells as there are columns."""
    beyond = [cell for cell in row.cells[width:] if cell.text.strip()]
    cells = (*row.cells[:width], *[Cell()] * (width - len(row.cells)))
    if not beyond:
        return Row(row.number, cells, row.error)
    said = f"something stands right of the last column that has a name: `{beyond[0].text.strip()[:40]}`"
    mend = "put quotation marks around a field in which the delimiter stands, such as a decimal comma"
    return Row(row.number, cells, row.error or f"{said}; {mend}, or give the column a name")


def _gaps(head: Row, body: Iterable[Row]) -> Iterator[str]:
    """Yield which rows between others are empty."""
    before = head.number
    for row in body:
        first, last = before + 1, row.number - 1
        if first == last:
            yield f"row {first} is empty and was passed over"
        elif first < last:
            yield f"rows {first}-{last} are empty and were passed over"
        before = row.number


def guarded(text: str, *, always: bool = True) -> str:
    """Return a text that no spreadsheet takes for a formula; `unguarded` takes the apostrophe away again.

    Without `always`, only a text that has such an apostrophe by itself is given another one.
    """
    return f"'{text}" if _FORMULA.match(text) and (always or text.startswith("'")) else text


def unguarded(text: str) -> str:
    """Return a text without the apostrophe that keeps it from being a formula."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
