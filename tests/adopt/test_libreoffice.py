"""A table that is opened in LibreOffice and saved again says the same: with the real program."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from adopt.tables import KINDS, faults, imported, small_sms, table, told
from adopt.test_export import AWKWARD, handed_out
from conftest import PROJECT
from smsbook.adopt.tables.bringing import FORMS

SMS = PROJECT / "sms"
_UTF_8 = "CSV:44,34,UTF8"  # what one chooses when LibreOffice asks: commas, quotation marks, UTF-8


def saved_again(files: Sequence[Path], folder: Path, form: str = "xlsx") -> None:
    """Have LibreOffice open files and save each in a folder."""
    program = shutil.which("soffice")
    assert program, "there is no LibreOffice here (`soffice`): `apt-get install libreoffice-calc-nogui`"
    home = (folder.parent / "libreoffice").as_uri()
    options = [f"-env:UserInstallation={home}", "--headless", f"--infilter={_UTF_8}", "--convert-to", form]
    run = subprocess.run(
        [program, *options, "--outdir", str(folder), *map(str, files)],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    missing = [
        file.stem for file in files if not (folder / f"{file.stem}.{form.partition(':')[0]}").is_file()
    ]
    assert not missing, f"LibreOffice saved nothing for {missing}: {run.stdout}{run.stderr}"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables of all kinds, and of awkward texts, as LibreOffice saved them."""
    folder = tmp_path_factory.mktemp("tables")
    awkward = small_sms(folder / "awkward", _awkward())
    files = [
        table(folder / f"{form}-{kind}.{form}", handed_out(root, form, kind)[1])
        for form in FORMS
        for kind, root in [*((kind, SMS) for kind in KINDS), ("policy", awkward)]
    ]
    saved_again([file for file in files if file.suffix == ".csv"], folder / "saved")
    saved_again([file for file in files if file.suffix == ".xlsx"], folder / "saved")
    return folder


def _awkward() -> dict[str, dict[str, object]]:
    return {
        f"policies/POL-{name}.yml": {"kind": "policy", "title": f"A {name}", "purpose": text, "aliases": []}
        for name, text in AWKWARD.items()
    }


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", FORMS)
def test_tables_of_the_example_say_the_same(saved: Path, form: str, kind: str) -> None:
    brought = imported(SMS, kind, saved / f"saved/{form}-{kind}.xlsx", dry_run=True)
    assert faults(brought) == []
    assert {*told(brought).values()} == {"leave"}
    assert brought.rows > 0


@pytest.mark.parametrize("form", FORMS)
def test_awkward_texts_say_the_same(saved: Path, form: str) -> None:
    brought = imported(saved / "awkward/sms", "policy", saved / f"saved/{form}-policy.xlsx", dry_run=True)
    assert faults(brought) == []
    assert {outcome.id: outcome.words for outcome in brought.outcomes if outcome.words} == {}
    assert len(told(brought)) == len(AWKWARD)


def test_what_was_changed_there_is_imported_and_nothing_else(saved: Path, tmp_path: Path) -> None:
    """Somebody opens the table, writes into cells, and saves it: as a workbook, or as CSV."""
    root = tmp_path / "sms"
    shutil.copytree(SMS, root)
    book = load_workbook(saved / "saved/xlsx-people.xlsx")
    sheet = book.worksheets[0]
    names = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, names["phone"], "+44 1")
    for column, value in (("id", "new-one"), ("name", "New One"), ("left", "2027-01-31")):
        sheet.cell(sheet.max_row + (column == "id"), names[column], value)
    changed = tmp_path / "people.xlsx"
    book.save(changed)
    for form in ("xlsx", "csv:Text - txt - csv (StarCalc):59,34,76"):
        folder = tmp_path / form[:3]
        saved_again([changed], folder, form)
        (outcome,) = imported(
            root, "people", next(folder.glob("people.*")), change_approved=True, dry_run=True
        ).outcomes
        assert outcome.words == (
            "joao-ferreira: phone: `ext. 4112` -> `+44 1` (row 3)",
            f"adds to people: new-one (row {sheet.max_row})",
        )
