"""What is wrong with the shape of one document: one file, one case.

A new case is a file in `cases/`: `<name>.yml`, whose first line is a comment with the path that it pretends
to have. `UPDATE_GOLD=1 .venv/bin/pytest tests/schema` writes `<name>.txt` beside it; read it
before you commit.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import gold
import shelf
from smsbook.schema import flaws

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
SHAPE = {rule.id for rule in flaws.RULES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_is_found_in_a_document(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    path = text.partition("\n")[0].removeprefix("# ")
    built, findings = shelf.library({path: text})
    assert {finding.rule for finding in findings} <= SHAPE
    gold.hold(gold.written(shelf.located(built, findings)), case.with_suffix(".txt"))


def test_every_gold_file_has_its_case() -> None:
    golds = {path.stem for path in (Path(__file__).parent / "cases").glob("*.txt")}
    assert golds == {case.stem for case in CASES}


def test_every_rule_about_shape_has_a_case() -> None:
    said = "".join(case.with_suffix(".txt").read_text(encoding="utf-8") for case in CASES)
    assert {rule for rule in SHAPE if f" {rule}\n" not in said} == set()
