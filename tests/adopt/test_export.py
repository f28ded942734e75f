"""`smsbook export`: a table for spreadsheets that says the same when it is imported again."""

from __future__ import annotations

import csv
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from adopt.tables import KINDS, faults, imported, small_sms, table, texts, told
from conftest import PROJECT, smsbook
from gold import hold
from smsbook.adopt.tables import as_csv, as_xlsx
from smsbook.adopt.tables.bringing import FORMS
from smsbook.adopt.tables.columns import columns
from smsbook.adopt.tables.hand_out import Table, hand_out
from smsbook.check.run import load
from smsbook.control.manifest import KIND as RELEASE
from smsbook.schema.kinds import load_kinds
from smsbook.schema.shipped import shipped
from smsbook.source.folder import CouldNotRun

HERE = Path(__file__).parent
Exported = Callable[[str, str, str], Path]


def handed_out(root: Path, form: str, kind: str, part: str = "") -> tuple[Table, bytes]:
    found = hand_out(root, kind, part, formulas=form == "csv")
    return found, (as_csv if form == "csv" else as_xlsx).render(found)


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def test_what_is_exported_changes_nothing_when_it_is_imported(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(scratch, "init", "--quiet")
    git(scratch, "add", "--all")
    found = load(scratch / "sms")
    for module in ("bring", "hand_out"):
        monkeypatch.setattr(f"smsbook.adopt.tables.{module}.load", lambda _: found)
    for form in FORMS:
        file = scratch / f"service.{form}"
        written = smsbook("export", form, "--kind", "service", "--out", file, cwd=scratch)
        assert written.returncode == 0, written.stderr
        assert f"rows into {file}" in written.stderr
        assert smsbook("import", form, "--kind", "service", file, cwd=scratch).returncode == 0
        for kind in KINDS:
            content = handed_out(scratch / "sms", form, kind)[1]
            brought = imported(scratch / "sms", kind, table(file, content))
            assert faults(brought) == []
            assert {*told(brought).values()} == {"leave"}
            assert brought.rows > 0
    git(scratch, "diff", "--exit-code", "--", "sms")


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example, read once for many tables."""
    root = PROJECT / "sms"
    found = load(root)
    for module in ("bring", "hand_out"):
        monkeypatch.setattr(f"smsbook.adopt.tables.{module}.load", lambda _: found)
    return root


def test_every_kind_and_every_list_of_entries_says_the_same_again(read_once: Path, tmp_path: Path) -> None:
    tables = 0
    for kind in load_kinds(shipped("schemas")).values():
        if kind.name == RELEASE:
            with pytest.raises(CouldNotRun, match="smsbook release"):
                columns(kind)
            continue
        found = columns(kind)
        for part in ("", *found.parts) if not found.part else ("",):
            given, content = handed_out(read_once, "csv", kind.name, part)
            if given.rows:
                tables += 1
                brought = imported(read_once, kind.name, table(tmp_path / "t.csv", content), dry_run=True)
                assert faults(brought) == []
                assert {*told(brought).values()} == {"leave"}, (kind.name, part)
    assert tables > 60


def test_a_table_is_as_people_read_it(scratch: Path) -> None:
    run = smsbook("export", "csv", "--kind", "customer", "--part", "contacts", cwd=scratch)
    assert run.returncode == 0
    hold(run.stdout, HERE / "export-contacts.csv")
    rows = list(csv.reader(StringIO(run.stdout.removeprefix("\ufeff"))))
    assert rows[0][:3] == ["id", "contacts[].name", "contacts[].function"]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_sms_gives_the_same_bytes(read_once: Path, form: str) -> None:
    content = handed_out(read_once, form, "component")[1]
    assert content == handed_out(read_once, form, "component")[1]
    if form == "xlsx":
        with zipfile.ZipFile(BytesIO(content)) as archive:
            assert {part.date_time for part in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
            core = archive.read("docProps/core.xml").decode()
            assert core.count("2000-01-01T00:00:00Z") == 2


def test_a_workbook_is_laid_out_for_people(read_once: Path) -> None:
    book = load_workbook(BytesIO(handed_out(read_once, "xlsx", "service")[1]))
    assert book.sheetnames == ["service"]
    sheet: Any = book["service"]
    assert sheet.freeze_panes == "B2"
    assert [cell.value for cell in sheet[1]][:3] == ["id", "title", "version"]
    assert all(cell.font.bold and cell.comment for cell in sheet[1])
    assert "One of: proposed, planned" in next(
        cell.comment.text for cell in sheet[1] if cell.value == "lifecycle"
    )
    offered = {choices.formula1: str(choices.sqref) for choices in sheet.data_validations.dataValidation}
    assert offered['"draft,in-review,approved,retired"'].startswith("D2:D")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n"}
    assert {cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "n"} == {None}
    assert {cell.number_format for row in sheet.iter_rows(min_row=2) for cell in row} == {"@"}
    assert all(10 < sheet.column_dimensions[letter].width <= 60 for letter in "ABC")


def _supplier(folder: Path, **fields: Any) -> Path:
    supplier = {"kind": "supplier", "type": "external", **fields}
    return small_sms(folder, {"parties/SUP-x.yml": supplier, "roles/people.yml": {"kind": "people"}})


AWKWARD = {
    "formula": "=1+1",
    "command": "@SUM(A1)",
    "telephone": "+49 30 1234",
    "dash": "-",
    "list": "- one\n- two",
    "quoted": "'quoted'",
    "guarded": "'=1",
    "number": "1.10",
    "zeros": "007",
    "day": "2026-01-31",
    "hours": "24/7",
    "truth": "TRUE",
    "escape": "_x0041_",
    "lines": "one\n\ntwo, \"three\"; 'four'",
    "letters": "Ångström 漢字 🐙",
}


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
@pytest.mark.parametrize("form", FORMS)
def test_awkward_texts_stay_what_they_are(tmp_path: Path, form: str, text: str) -> None:
    root = _supplier(tmp_path, description=text, delivers=[text, "more"])
    given, content = handed_out(root, form, "supplier")
    assert given.notes == ()
    brought = imported(root, "supplier", table(tmp_path / f"t.{form}", content))
    assert (faults(brought), told(brought)) == ([], {"SUP-x": "leave"})
    if form == "csv":
        for cell in next(csv.reader(StringIO(content.decode("utf-8-sig").partition("\r\n")[2]))):
            assert not cell.startswith(("=", "+", "-", "@")), "no spreadsheet takes it for a formula"
    (root / "parties/SUP-x.yml").unlink()
    assert told(imported(root, "supplier", tmp_path / f"t.{form}")) == {"SUP-x": "create"}
    document = load(root)[0].document("SUP-x")
    assert document is not None
    assert (document.get("description"), document.get("delivers")) == (text, [text, "more"])


written = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(str.strip)


@given(written, st.lists(written, min_size=1, max_size=3), st.sampled_from(FORMS))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back_or_is_left_alone(text: str, items: list[str], form: str) -> None:
    with TemporaryDirectory() as folder:
        root = _supplier(Path(folder), description=text, delivers=items)
        before = texts(root)
        _, content = handed_out(root, form, "supplier")
        brought = imported(root, "supplier", table(Path(folder) / f"t.{form}", content))
        assert (faults(brought), {*told(brought).values()} <= {"leave"}) == ([], True)
        assert texts(root) == before


def test_what_no_cell_can_show_is_left_empty_and_said(tmp_path: Path) -> None:
    hours = {"times": ["Mo-Fr 08:00-18:00"], "time_zone": "Europe/London"}
    root = small_sms(
        tmp_path,
        {
            "services/CMP-x.yml": {
                "kind": "component",
                "provided_by": "own",
                "service_hours": hours,
                "description": "x" * 32_768,
                "components": [{"component": "CMP-y"}],
            },
            "services/CMP-y.yml": {"kind": "component", "provided_by": "own", "location": "a\u202eb"},
        },
    )
    (root / "services/CMP-z.yml").write_text("kind: component\nid: CMP-z\ntitle: [", encoding="utf-8")
    given, _ = handed_out(root, "csv", "component")
    assert [row[0] for row in given.rows] == ["CMP-x", "CMP-y"]
    places = ("description of CMP-x", "service_hours of CMP-x", "location of CMP-y")
    assert [note.split(" (")[0] for note in given.notes[:3]] == [f"left empty: {place}" for place in places]
    assert "CMP-z.yml cannot be read" in given.notes[3]
    assert given.notes[4:] == (
        "left out: lists of entries; for a table of one of them, add `--part components`",
    )


def test_what_there_is_not_is_told(scratch: Path) -> None:
    for words, expected in (
        (("--kind", "servce"), "there is no kind `servce`; did you mean service?"),
        (("--kind", "customer", "--part", "contact"), "no list of entries `contact`; did you mean contacts?"),
        (("--kind", "sms-release"), "`smsbook release VERSION` makes them"),
        (("--kind", "customer", "--out", "sms"), "sms cannot be written"),
    ):
        run = smsbook("export", "csv", *words, cwd=scratch)
        assert run.returncode == 2
        assert expected in run.stderr
