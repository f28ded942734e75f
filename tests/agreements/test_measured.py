"""Measured values are read from CSV and JSON, and what cannot be read is told row by row."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smsbook.agreements.measured import COLUMNS, Flaw, Measured, measured
from smsbook.agreements.window import Window, counting, missing, period

HEADER = "agreement,target,from,until,value,count"
GOOD = "SLA-compute,availability,2026-10-01,2026-10-31,99.4 %,"


def read(*rows: str, header: str = HEADER) -> Measured:
    return measured("\n".join([header, *rows]).encode(), as_json=False)


def flaws(found: Measured) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.flaw.value) for fault in found.faults]


# --- what is read


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_it_reads_what_spreadsheets_write(delimiter: str, encoding: str, end: str) -> None:
    lines = [["Agreement", " target", "from", "until", "VALUE", "note"]]
    lines += [["SLA-compute", "availability", "2026-10-01", "2026-10-31", "99,4 %", "größer; als, sonst"]]
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(lines)
    found = measured(stream.getvalue().encode(encoding), as_json=False)
    assert not found.faults
    assert [(row.number, row.value, row.note) for row in found.rows] == [(2, "99,4 %", "größer; als, sonst")]


@pytest.mark.parametrize("wrapped", [False, True])
def test_json_says_the_same(wrapped: bool) -> None:
    row = {
        "agreement": "A",
        "target": "t",
        "from": "2026-10-01",
        "until": "2026-10-31",
        "value": 0.999,
        "count": 3,
    }
    found = measured(json.dumps({"rows": [row]} if wrapped else [row]).encode(), as_json=True)
    assert not found.faults
    assert [(each.number, each.value, each.count) for each in found.rows] == [(1, "0.999", 3)]


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    found = read('SLA-compute,"avail\nability",2026-10-01,2026-10-31,1 %,', "", ",,,,,", GOOD)
    assert [row.number for row in found.rows] == [2, 5]


def test_without_a_case_no_value_is_needed() -> None:
    assert not read("SLA-compute,response-p1,2026-10-01,2026-10-31,,0").faults


# --- what is wrong


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (",availability,2026-10-01,2026-10-31,1 %,", [(2, "agreement", Flaw.EMPTY)]),
        ("A,t,2026-10-01,2026-10-31,,", [(2, "value", Flaw.EMPTY)]),
        ("A,t,,2026-10-31,1 %,", [(2, "from", Flaw.EMPTY)]),
        ("A,t,01.10.2026,2026-10-31,1 %,", [(2, "from", Flaw.DATE)]),
        ("A,t,2026-10-01,2026-02-30,1 %,", [(2, "until", Flaw.DATE)]),
        ("A,t,0001-10-01,2026-02-28,1 %,", [(2, "from", Flaw.DATE)]),
        ("A,t,2026-10-31,2026-10-01,1 %,", [(2, "until", Flaw.RANGE)]),
        ("A,t,2026-10-01,2026-10-31,1 %,-1", [(2, "count", Flaw.RANGE)]),
        ("A,t,2026-10-01,2026-10-31,1 %,1.5", [(2, "count", Flaw.RANGE)]),
        ("A,t,2026-10-01,2026-10-31,99,4 %,7", [(2, "", Flaw.FORM)]),
        ("A,t,2026-10-01,2026-10-31", [(2, "", Flaw.FORM)]),
    ],
)
def test_what_is_wrong_with_a_row(row: str, expected: list[tuple[int, str, str]]) -> None:
    found = read(row, GOOD)
    assert flaws(found) == expected
    assert [each.number for each in found.rows] == [3]
    assert found.total == 2
    assert all(fault.message and fault.mend for fault in found.faults)


def test_a_column_that_means_nothing_is_told_once() -> None:
    found = read(f"{GOOD},x", f"{GOOD},y", header=f"{HEADER},colour")
    assert flaws(found) == [(2, "colour", Flaw.COLUMN)]
    assert len(found.rows) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty, expected the columns agreement, target, from, until and value there"),
        (b"\n \n", "it is empty"),
        (f"{HEADER}\n,,,,,\n".encode(), "there is no row in it"),
        (
            b"agreement,target,value\nA,t,1 %\n",
            "found agreement, target, value in its first row, expected `from` and",
        ),
        (
            b"agreements;target;from;until;value\n",
            "expected `agreement` too; is it what you call `agreements`?",
        ),
        (b"agreement|target|from|until|value\n", "parted by commas, semicolons or tabs"),
        (b"[]", "it looks like JSON; let its name end in .json"),
        (f"{HEADER},value\n".encode(), "the column `value` is there twice"),
        (f"{HEADER}\nA,t,gr\xfc\xdf\n".encode("latin-1"), "line 2 holds a character that is not UTF-8"),
        (HEADER.encode("utf-16"), "it is UTF-16"),
        (b"PK\x03\x04rest", "it is a workbook"),
        (f'{HEADER}\n"A"B,t\n'.encode(), "it cannot be read as CSV"),
        (b"x" * 10_000_001, "it is larger than 10 MB"),
    ],
)
def test_what_is_no_table_is_said_in_words(content: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        measured(content, as_json=False)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'"text"', b"[NaN]", b"[" * 100_000, b"[1", b'{"rows": 1}']
)
def test_what_is_no_json_table_is_said_in_words(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"JSON|number|no row"):
        measured(content, as_json=True)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"data": []}', "found an object with `data`, expected a JSON list of objects"),
        (b"agreement;target", "line 1, character 1: expecting value; if it is CSV, let its name end in .csv"),
        (b'[{"value": 1,\n}]', "line 2, character 1: "),
    ],
)
def test_where_json_goes_wrong(content: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        measured(content, as_json=True)


def test_a_line_for_excel_is_passed_over() -> None:
    found = measured(f"sep=;\r\n{HEADER}\r\n{GOOD}\r\n".replace(",", ";").encode(), as_json=False)
    assert [row.number for row in found.rows] == [2]


@pytest.mark.parametrize(
    ("day", "mend"),
    [
        ("01.10.2026", "write 2026-10-01"),
        ("1. 10. 2026", "write 2026-10-01"),
        ("2026-10-1", "write 2026-10-01"),
        ("2026-10-01 00:00:00", "write 2026-10-01"),
        ("2026/10/01", "write 2026-10-01"),
        ("46296", "write 2026-10-01, for which Excel stores this number; format the column as text before"),
        ("1/10/2026", "write the year first; nobody can tell for certain which number is the day"),
        ("31.02.2026", "write the year, and two digits for month and day"),
        ("\u0661\u0660/10/2026", "write the year, and two digits for month and day"),
        ("October", "write the year, and two digits for month and day"),
    ],
)
def test_a_day_of_another_form_is_never_guessed_but_named(day: str, mend: str) -> None:
    (fault,) = read(f"A,t,{day},2026-10-31,1 %,").faults
    assert (fault.row, fault.column, fault.flaw) == (2, "from", Flaw.DATE)
    assert fault.mend.startswith(mend)


def test_json_rows_of_a_wrong_form_are_told() -> None:
    found = measured(b'[1, {"value": [1]}, {"value": "1 %", "value": "2 %"}, {"value": true}]', as_json=True)
    assert {fault.row: fault.flaw for fault in found.faults} == dict.fromkeys([1, 2, 3, 4], Flaw.FORM)
    assert found.total == 4


# --- any input

TEXTS = st.text(max_size=12) | st.sampled_from(
    ["SLA-compute", "2026-10-01", "2026-10-31", "99 %", "0", "PT4H"]
)


@settings(deadline=None)
@given(st.lists(st.lists(TEXTS, min_size=len(COLUMNS), max_size=len(COLUMNS)), max_size=6))
def test_each_row_is_read_or_told(rows: list[list[str]]) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    try:
        found = measured(stream.getvalue().encode(), as_json=False)
    except ValueError:
        return
    written = {number for number, row in enumerate(rows, 2) if any(cell.strip() for cell in row)}
    read = [row.number for row in found.rows]
    assert {*read, *(fault.row for fault in found.faults)} == written
    assert len(read) == len(set(read))
    assert found.total == len(written)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_bring_more_than_a_word(content: bytes) -> None:
    for as_json in (False, True):
        for start in (b"", b"[", f"{HEADER}\n".encode()):
            try:
                measured(start + content, as_json=as_json)
            except ValueError as error:
                assert str(error)


@settings(deadline=None)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from([*COLUMNS, "x"]), TEXTS | st.integers() | st.floats() | st.none() | st.booleans()
        ),
        max_size=5,
    )
)
def test_each_json_row_is_read_or_told(rows: list[dict[str, object]]) -> None:
    try:
        found = measured(json.dumps(rows, allow_nan=False).encode(), as_json=True)
    except ValueError:
        return
    assert {*(row.number for row in found.rows), *(fault.row for fault in found.faults)} == set(
        range(1, len(rows) + 1)
    )


# --- days

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-10", "2026-10-01", "2026-10-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-10-05/2026-10-11", "2026-10-05", "2026-10-11"),
    ],
)
def test_periods(text: str, first: str, last: str) -> None:
    found = period(text)
    assert found == Window(date.fromisoformat(first), date.fromisoformat(last))
    assert "/" in text or found.in_words == text


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-Q5", "October", "2026-10-31/2026-10-01", "9999-12", "0000"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    assert not isinstance(period(text), Window)


def test_a_target_is_counted_over_periods_of_the_calendar() -> None:
    def words(within: str, length: str) -> list[str]:
        window = period(within)
        assert isinstance(window, Window)
        return [each.in_words for each in counting(window, length)]

    assert words("2026-Q4", "1 month") == ["2026-10", "2026-11", "2026-12"]
    assert words("2026-10", "3 months") == []
    assert words("2026-12", "3 months") == ["2026-Q4"]
    assert words("2026-12", "12 months") == ["2026"]
    assert words("2026-10", "") == ["2026-10"]
    assert words("2026-10", "7 days") == ["2026-10"]


@given(DAYS, st.integers(0, 60), st.lists(st.tuples(DAYS, st.integers(0, 40)), max_size=5))
def test_what_is_missing_is_what_nothing_covers(
    first: date, more: int, covered: list[tuple[date, int]]
) -> None:
    window = Window(first, first + timedelta(more))
    spans = [Window(day, day + timedelta(length)) for day, length in covered]
    gaps = list(missing(window, spans))
    for step in range(more + 1):
        day = Window(first + timedelta(step), first + timedelta(step))
        assert any(gap.holds(day) for gap in gaps) != any(span.holds(day) for span in spans)
