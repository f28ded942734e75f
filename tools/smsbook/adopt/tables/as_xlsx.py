"""A table as a workbook (xlsx) with one sheet. All cells are text; the same table gives the same bytes."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from smsbook.adopt.tables.columns import Column
from smsbook.adopt.tables.hand_out import Table

_TEXT = "@"  # the format of a cell that keeps what is typed as it is
_NARROW, _WIDE = 12, 60  # characters
_OFFERED, _SPARE = 255, 200  # characters of values that can be offered; rows for what comes in
_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # a day has to be there; the same in each workbook
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_CHANGED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def render(table: Table) -> bytes:
    """Return the table as a workbook; its first row stays in view and holds the names of the fields."""
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = table.title[:31]
    sheet.freeze_panes = "B2"
    wrapped = Alignment(vertical="top", wrap_text=True)
    for at, column in enumerate(table.columns, 1):
        head = sheet.cell(1, at, column.name)
        head.font = Font(bold=True)
        head.comment = Comment(_about(column), "smsbook", height=80, width=300)
        letter = get_column_letter(at)
        if choices := _choices(column):
            choices.add(f"{letter}2:{letter}{len(table.rows) + _SPARE}")
            sheet.add_data_validation(choices)
        sheet.column_dimensions[letter].width = _width(column, [row[at - 1] for row in table.rows])
        for number, row in enumerate(table.rows, 2):
            cell = sheet.cell(number, at)
            cell.number_format, cell.alignment = _TEXT, wrapped
            if row[at - 1]:
                cell.value = _ESCAPE.sub("_x005F_", row[at - 1])
                cell.data_type = "s"  # a text, also where it begins like a formula
    packed = BytesIO()
    book.save(packed)
    return _same_each_time(packed.getvalue())


def _about(column: Column) -> str:
    words = str(column.schema.get("description", ""))
    values = column.schema.get("enum")
    return f"{column.title}: {words}" + (f" One of: {', '.join(values)}." if values else "")


def _choices(column: Column) -> Any:
    """Return the values that a program offers in a column; other texts may be written all the same."""
    from openpyxl.worksheet.datavalidation import DataValidation

    values = f'"{",".join(column.schema.get("enum", []))}"'
    if not 2 < len(values) <= _OFFERED:
        return None
    return DataValidation(type="list", formula1=values, showErrorMessage=False)


def _width(column: Column, texts: list[str]) -> int:
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(longest, len(column.name), _NARROW - 2) + 2, _WIDE)


def _same_each_time(content: bytes) -> bytes:
    """Return a workbook without the moment at which it was made."""
    packed = BytesIO()
    moment = _DAY.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, _DAY.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            text = old.read(part)
            if part.filename == "docProps/core.xml":
                text = _CHANGED.sub(lambda match: match[1] + moment, text)
            new.writestr(entry, text)
    return packed.getvalue()
