"""Tables as spreadsheets and monitoring write them: CSV in UTF-8, parted by commas, semicolons or tabs."""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from io import StringIO

from smsbook.agreements.table import Fault, Flaw, Line, Table, bounded, decoded
from smsbook.schema.nearest import near

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_EXCEL = {f"sep={delimiter}" for delimiter in _DELIMITERS}  # a first line for Excel, which does not show it


def from_csv(content: bytes, needed: Collection[str]) -> Table:
    """Read CSV with the columns that are needed, and others. Raises ValueError, in words."""
    text = decoded(content)
    first, _, rest = text.partition("\n")
    if first.strip() in _EXCEL:
        text = rest
    try:
        read = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text, needed), strict=True)
        rows = [(number, row) for number, row in enumerate(read, 1) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise ValueError(f"it cannot be read as CSV: {error}; look for a quotation mark too many") from error
    names = [_name(cell) for cell in rows[0][1]]
    twice = {name for name in names if name and names.count(name) > 1}
    if twice:
        raise ValueError(f"the column `{min(twice)}` is there twice; take one away")
    bounded(rows[1:])
    return Table(tuple(_line(number, names, row) for number, row in rows[1:]))


def _line(number: int, names: Sequence[str], row: Sequence[str]) -> Line:
    fields = {name: cell for name, cell in zip(names, row, strict=False) if name or cell.strip()}
    full = len([cell for cell in row[len(names) :] if cell.strip()])
    if full or len(row) < len(names):
        message = f"found {len(row)} fields, expected {len(names)}, as many as there are columns"
        mend = "put quotation marks around a field in which the delimiter stands, such as a decimal comma"
        return Line(number, fields, (Fault(number, "", Flaw.FORM, message, mend),))
    return Line(number, fields)


def _delimiter(text: str, needed: Collection[str]) -> str:
    """Return what parts the columns in the first row."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise ValueError(f"it is empty, expected {_wanted(needed)}")
    header = lines[0].strip()
    if header.startswith(("[", "{")):
        raise ValueError("it looks like JSON; let its name end in .json")
    names = {each: [_name(name) for name in header.split(each)] for each in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda each: len(set(needed).intersection(names[each])))
    lacking = [name for name in needed if name not in names[best]]
    if len(lacking) == len(needed):
        raise ValueError(f"found `{header[:80]}` in its first row, expected {_wanted(needed)}")
    if lacking:
        said = " and ".join(f"`{name}`" for name in lacking)
        close = [name for lack in lacking for name in near(lack, [each for each in names[best] if each])]
        mend = f"is it what you call {' or '.join(f'`{name}`' for name in close)}?" if close else "add it"
        found = ", ".join(filter(None, names[best]))[:160]
        raise ValueError(f"found {found} in its first row, expected {said} too; {mend}")
    return best


def _wanted(needed: Collection[str]) -> str:
    *first, last = needed
    *some, other = _DELIMITERS.values()
    return f"the columns {', '.join(first)} and {last} there, parted by {', '.join(some)} or {other}"


def _name(cell: str) -> str:
    return cell.strip().strip('"').strip().lower()
