"""Read CSV as spreadsheets write it: in UTF-8 or UTF-16, parted by commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Collection, Iterator
from io import StringIO

from smsbook.source.spreadsheet import MOST_ROWS, Cell, Row, Spreadsheet, spreadsheet

_DELIMITERS = (",", ";", "\t")
_EXCEL = {f"sep={delimiter}" for delimiter in _DELIMITERS}  # a first line for Excel, which does not show it
_OTHERS = {
    b"PK\x03\x04": "it is a workbook, expected text; name the format xlsx, or save it as «CSV UTF-8»",
    b"\xd0\xcf\x11\xe0": "it is a workbook of an old form, or locked; save it as «CSV UTF-8»",
}


def from_csv(content: bytes, known: Collection[str] = ()) -> Spreadsheet:
    """Read CSV; `known` names of columns help to tell the delimiter. Raises ValueError, in words."""
    text = _text(content)
    first, _, rest = text.partition("\n")
    if first.strip() in _EXCEL:
        text = rest
    try:
        return spreadsheet(_rows(text, _delimiter(text, known)))
    except csv.Error as error:
        raise ValueError(f"it cannot be read as CSV: {error}; look for a quotation mark too many") from error


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    filled = 0
    for number, cells in enumerate(_reader(text, delimiter), 1):
        yield Row(number, tuple(map(Cell, cells)))
        filled += any(cells)
        if filled > MOST_ROWS + 1:
            return


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _delimiter(text: str, known: Collection[str]) -> str:
    """Return what parts the names of the columns: what makes most known names, then most names."""
    wanted = {name.casefold() for name in known}

    def made(delimiter: str) -> tuple[int, int]:
        first = next((row for row in _reader(text, delimiter) if any(cell.strip() for cell in row)), [])
        names = [cell.strip() for cell in first]
        return sum(name.casefold() in wanted for name in names), len(names)

    return max(_DELIMITERS, key=made)


def _text(content: bytes) -> str:
    for mark, said in _OTHERS.items():
        if content.startswith(mark):
            raise ValueError(said)
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ValueError(
            f"line {line} holds a character that is not UTF-8; save it as «CSV UTF-8»"
        ) from error
    if "\0" in text:
        raise ValueError("it is no text in UTF-8 or UTF-16; save it as «CSV UTF-8»")
    return text
