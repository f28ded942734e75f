"""Each rule on small libraries: one folder for each rule, one file for each case.

A new case is a file `<rule-id>/fires-<what>.sms` or `<rule-id>/silent-<what>.sms`: documents one after the
other, each behind a line `=== path`. A bare `===` takes the path from kind and id, and adds what the head
lacks. Behind `=== 2026-01-31` stands what was committed on that day; `SEAL` and `SEAL-OF-2026-01-31` stand
for the seal of a text, and of its state on that day. The day is 21 November 2026.
`UPDATE_GOLD=1 .venv/bin/pytest tests/rules` writes the gold file of a case that fires; read it before you
commit it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import gold
import shelf
from smsbook.check.manual import ALL_RULES
from smsbook.rules import ADVICE, ADVISING, CHECKS, MANUAL, RULES
from smsbook.source.finding import Finding
from smsbook.source.manual import rule_of

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*.sms"))
AS_OF = date(2026, 11, 21)
EVERY = (*RULES, *ADVICE)


def findings(case: Path) -> tuple[Finding, ...]:
    """Run the rule that a case is about, and only that one."""
    module = next(module for module in EVERY if case.parent.name == module.ID)
    built, _ = shelf.library(shelf.sections(case), shelf.past(case))
    return shelf.located(built, list(module.check(built, AS_OF)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.stem}")
def test_a_rule_fires_or_is_silent(case: Path) -> None:
    found = findings(case)
    assert {finding.rule for finding in found} <= {case.parent.name}
    if case.stem.startswith("silent-"):
        assert gold.written(found) == gold.NOTHING
    else:
        assert found, "the case says that the rule fires"
        gold.hold(gold.written(found), case.with_suffix(".txt"))


@pytest.mark.parametrize("module", EVERY, ids=lambda module: module.ID)
def test_a_rule_has_cases(module: object) -> None:
    names = [case.name for case in (HERE / str(module.ID)).glob("*.sms")]  # type: ignore[attr-defined]
    assert any(name.startswith("fires-") for name in names)
    assert any(name.startswith("silent-") for name in names)


def test_every_folder_is_a_rule_and_every_file_a_case() -> None:
    assert {case.parent.name for case in CASES} == {module.ID for module in EVERY}
    assert all(case.name.startswith(("fires-", "silent-")) for case in CASES)
    firing = {case.with_suffix(".txt") for case in CASES if case.name.startswith("fires-")}
    assert set(HERE.glob("*/*.txt")) == firing


@pytest.mark.parametrize("module", EVERY, ids=lambda module: module.ID)
def test_a_module_is_its_rule(module: object) -> None:
    name = module.__name__.rpartition(".")[2]  # type: ignore[attr-defined]
    assert name.replace("_", "-") == module.ID  # type: ignore[attr-defined]


def test_every_module_of_the_room_is_in_the_list() -> None:
    folder = Path(RULES[0].__file__).parent
    names = {file.stem for file in folder.glob("*.py")} - {"__init__"}
    assert names == {module.__name__.rpartition(".")[2] for module in EVERY}
    assert len(CHECKS) + len(ADVISING) == len(MANUAL) == len(EVERY)


@pytest.mark.parametrize("module", EVERY, ids=lambda module: module.ID)
def test_findings_weigh_what_the_manual_says(module: object) -> None:
    rule = rule_of(module)  # type: ignore[arg-type]
    cases = (HERE / rule.id).glob("fires-*.sms")
    assert {(found.severity, found.cause) for case in cases for found in findings(case)} == {
        (rule.severity, rule.cause)
    }


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_a_manual_page_says_something(rule: object) -> None:
    for part in (rule.summary, rule.why, rule.fix):  # type: ignore[attr-defined]
        assert len(part) > 10
        assert part.endswith(".")
        assert "\n" not in part


def test_rule_ids_are_unique_and_written_alike() -> None:
    ids = [rule.id for rule in ALL_RULES]
    assert len(ids) == len(set(ids))
    assert all(id.replace("-", "").isalpha() and id == id.lower() for id in ids)


def test_a_manual_page_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks"):
        rule_of(pytest)
