"""What is wrong with a file before its content is looked at: one file, one case.

A new case is a file in `cases/`: `<name>.yml` with the text. `UPDATE_GOLD=1 .venv/bin/pytest tests/source`
writes `<name>.txt` beside it, with place, rule, message and mend of every finding; read it before you commit.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import gold
import shelf
from smsbook.source import flaws

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
READING = {rule.id for rule in flaws.RULES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_is_found_in_a_text(case: Path) -> None:
    built, findings = shelf.library({case.name: case.read_bytes()})
    about_reading = [finding for finding in findings if finding.rule in READING]
    gold.hold(gold.written(shelf.located(built, about_reading)), case.with_suffix(".txt"))


def test_every_gold_file_has_its_case() -> None:
    golds = {path.stem for path in (Path(__file__).parent / "cases").glob("*.txt")}
    assert golds == {case.stem for case in CASES}


def test_every_rule_about_texts_has_a_case() -> None:
    said = "".join(case.with_suffix(".txt").read_text(encoding="utf-8") for case in CASES)
    of_folders = {"too-large", "symbolic-link", "unreadable-file"}  # tested with files and folders
    for rule in READING - of_folders:
        assert f" {rule}\n" in said, f"no case where {rule} fires"
