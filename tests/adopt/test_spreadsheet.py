"""Spreadsheets are read as people save them, within bounds; what cannot be told for certain is refused."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.workbook.workbook import Workbook as Book

from adopt.tables import packed, workbook
from smsbook.source.csv_sheet import from_csv
from smsbook.source.spreadsheet import MOST_COLUMNS, MOST_ROWS, Spreadsheet, guarded, unguarded
from smsbook.source.xlsx_sheet import from_xlsx

CSV = 'id,title,cost\na,"Åse, ""Ö""","1,5"\nb,"two\nlines",2\n'
READ = [["a", 'Åse, "Ö"', "1,5"], ["b", "two\nlines", "2"]]


def cells(sheet: Spreadsheet) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_is_read_as_programs_write_it(encoding: str, delimiter: str, end: str) -> None:
    text = CSV if delimiter == "," else CSV.replace("id,title,cost", delimiter.join(("id", "title", "cost")))
    if delimiter != ",":
        text = text.replace('a,"', f'a{delimiter}"').replace('","', f'"{delimiter}"')
        text = text.replace('b,"', f'b{delimiter}"').replace('",2', f'"{delimiter}2')
    sheet = from_csv(text.replace("\n", end).encode(encoding), ["id"])
    assert sheet.names == ("id", "title", "cost")
    assert [[cell.replace("\r\n", "\n") for cell in row] for row in cells(sheet)] == READ
    assert [row.number for row in sheet.rows] == [2, 3], "a row is a row, however many lines it has"


def test_a_line_for_excel_and_empty_rows_are_passed_over() -> None:
    sheet = from_csv(b"sep=;\nid;title\n;\na;b\n\n;\nc;d\n")
    assert (cells(sheet), sheet.notes) == (
        [["a", "b"], ["c", "d"]],
        ("row 2 is empty and was passed over", "rows 4-5 are empty and were passed over"),
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "there is nothing in it"),
        (b"\n\n", "there is nothing in it"),
        (b"id;id\na;b\n", "the column «id» is there twice"),
        (b"id,title\na,\xe5\n", "line 2 holds a character that is not UTF-8"),
        ("\ufeffid\na\n".encode().decode("cp1252").encode(), "its letters were garbled"),
        ("id\na\n".encode("utf-16-le"), "it is no text in UTF-8 or UTF-16"),
        (b'id,title\na,"b\n', "it cannot be read as CSV"),
        (packed(Workbook()), "it is a workbook, expected text"),
        (b"\xd0\xcf\x11\xe0", "a workbook of an old form"),
        (b"id\n" + b"a\n" * (MOST_ROWS + 1), "more than 20000 rows"),
        (",".join(f"c{at}" for at in range(MOST_COLUMNS + 1)).encode(), "more than 500 columns"),
    ],
)
def test_csv_that_cannot_be_used_is_refused(content: bytes, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        from_csv(content)


def test_what_stands_beside_the_columns_is_wrong_in_its_row() -> None:
    short, long, beyond = from_csv(b"id,cost,note\na\nb,1,5,x\nc,,,\n").rows
    assert [cell.text for cell in short.cells] == ["a", "", ""]
    assert (short.error, beyond.error) == ("", "")
    assert "right of the last column that has a name: `x`" in long.error


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (7, "General", "7"),
        (1.0, "General", "1"),
        (1.1, "0.00", "1.1"),
        (0.1 + 0.2, "General", "0.3"),
        (1e-7, "General", "0.0000001"),
        (0.985, "0.0%", "98.5 %"),
        (True, "General", "true"),
        (date(2026, 10, 1), "yyyy-mm-dd", "2026-10-01"),
        (datetime(2026, 10, 1), "d.m.yy", "2026-10-01"),
        (datetime(2026, 10, 1, 8, 30), "d.m.yy h:mm", "2026-10-01 08:30"),
        (time(8, 30), "h:mm", "08:30"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
        ("2026-10-01", "@", "2026-10-01"),
        ("a\nb", "General", "a\nb"),
        ("a_x000D_b", "General", "a\rb"),
        ("_x005F_x000D_", "General", "_x000D_"),
        ("_x0041_", "General", "_x0041_"),
    ],
)
def test_a_cell_says_what_it_shows(value: Any, form: str, text: str) -> None:
    book = workbook([["id"], [value]])
    assert book.active is not None
    book.active["A2"].number_format = form
    assert cells(from_xlsx(packed(book))) == [[text]]


def test_numbers_are_known_as_numbers() -> None:
    (row,) = from_xlsx(packed(workbook([["a", "b"], [1.1, "1.10"]]))).rows
    assert [cell.number for cell in row.cells] == [Decimal("1.1"), None]


def _formula(book: Book) -> None:
    assert book.active is not None
    book.active["A2"] = "=1+1"


def _error(book: Book) -> None:
    assert book.active is not None
    book.active["A2"] = "#REF!"


@pytest.mark.parametrize(
    ("change", "expected"), [(_formula, "a formula whose result is not saved"), (_error, "the error #REF!")]
)
def test_a_cell_that_says_nothing_for_certain_is_wrong(change: Callable[[Book], None], expected: str) -> None:
    book = workbook([["id", "title"], ["x", "y"]])
    change(book)
    (row,) = from_xlsx(packed(book)).rows
    assert expected in row.cells[0].error


def test_the_saved_result_of_a_formula_counts() -> None:
    book = workbook([["id"], ["x"]])
    _formula(book)
    content = _patched(packed(book), "xl/worksheets/sheet1.xml", b"<v></v>", b"<v>2</v>")
    content = _patched(content, "xl/worksheets/sheet1.xml", b"<v />", b"<v>2</v>")
    assert cells(from_xlsx(content)) == [["2"]]


def test_merged_cells_are_told() -> None:
    book = workbook([["id", "title"], ["x", "y"], [None, "z"]])
    assert book.active is not None
    book.active.merge_cells("A2:A3")
    assert from_xlsx(packed(book)).notes == (
        "cells are merged: A2:A3; only the first cell of each counts, the others are empty",
    )


def test_the_sheet_that_is_meant_is_found() -> None:
    book = workbook([["id"], ["first"]], services=[["id"], ["named"]], hidden=[["id"], ["no"]])
    book["hidden"].sheet_state = "hidden"
    content = packed(book)
    assert cells(from_xlsx(content, "services")) == [["named"]]
    assert cells(from_xlsx(content, usual=("service", "services"))) == [["named"]]
    with pytest.raises(ValueError, match="it is not clear which sheet is meant: «Sheet», «services»"):
        from_xlsx(content)
    with pytest.raises(ValueError, match="the sheet «hidden» is hidden"):
        from_xlsx(content, "hidden")
    with pytest.raises(ValueError, match="the sheet «x» is not there"):
        from_xlsx(content, "x")


def _patched(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for part in before.infolist():
            text = before.read(part)
            after.writestr(part.filename, text.replace(old, new) if part.filename == name else text)
    return stream.getvalue()


def _bomb() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b" " * 61_000_000)
    return stream.getvalue()


def _ods() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
PLAIN = packed(workbook([["id"], ["x"]]))


def _entities(declared: str, used: str) -> bytes:
    """A workbook whose cell holds an entity of XML."""
    content = _patched(PLAIN, SHEET, b"<worksheet", f"<!DOCTYPE x [{declared}]><worksheet".encode())
    return _patched(content, SHEET, b">x<", f">{used}<".encode())


GROWING = '<!ENTITY a "xxxxxxxxxx">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 30}">' for before, name in pairwise("abcdefgh")
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"id,title\n", "it is no workbook; if it is CSV"),
        (b"\xd0\xcf\x11\xe0", "a workbook of an old form"),
        (_bomb(), "unpacked it is larger than 60 MB"),
        (_ods(), "no workbook of the form xlsx"),
        (packed(Workbook()), "there is nothing in it"),
        (_entities(GROWING, "&h;"), "limit on input amplification"),
        (_entities('<!ENTITY a SYSTEM "file:///etc/hostname">', "&a;"), "undefined entity"),
        (_patched(PLAIN, SHEET, b"<row", b"<<row"), "it cannot be read as a workbook"),
        (_patched(PLAIN, "xl/workbook.xml", b"<sheets>", b"<sheet>"), "it cannot be read as a workbook"),
        (packed(workbook([["id"] * (MOST_COLUMNS + 1)])), "more than 500 columns"),
        (_patched(PLAIN, SHEET, b"</sheetData>", b"<row/>" * 1_048_576 + b"</sheetData>"), "1048576 rows"),
        (_patched(PLAIN, SHEET, b"</sheetData>", b"<c />" * 500_000 + b"</sheetData>"), "500000 cells"),
    ],
)
def test_a_workbook_that_cannot_be_used_is_refused(content: bytes, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        from_xlsx(content)


def test_a_workbook_that_lies_about_its_size_does_no_harm() -> None:
    far = _patched(PLAIN, SHEET, b'<row r="2"', b'<row r="99999999999"')
    far = _patched(far, SHEET, b'r="A2"', b'r="A99999999999"')
    assert cells(from_xlsx(far)) == [], "no program has such a row"
    wide = _patched(PLAIN, SHEET, b'<dimension ref="A1:A2"', b'<dimension ref="A1:XFD1048576"')
    assert cells(from_xlsx(wide)) == [["x"]]


@given(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=6), st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_damaged_workbook_is_read_or_refused(at: int, damage: bytes, cut: bool) -> None:
    with suppress(ValueError):
        from_xlsx(PLAIN[:at] + damage + (b"" if cut else PLAIN[at + len(damage) :]))


@given(st.binary(max_size=200) | st.text("id,;\t\"'\n\r=a", max_size=60).map(str.encode))
def test_any_bytes_are_csv_or_refused(content: bytes) -> None:
    with suppress(ValueError):
        from_csv(content)


@given(st.text(st.sampled_from("'=+-@\t\r a1") | st.characters(exclude_categories=["C"]), max_size=6))
@settings(max_examples=300)
def test_a_guard_is_taken_away_again(text: str) -> None:
    assert unguarded(guarded(text)) == unguarded(guarded(text, always=False)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
