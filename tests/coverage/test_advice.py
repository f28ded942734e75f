"""The advice of FitSM-2: the data, what definitions reply, and where people meet it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import shelf
from conftest import AS_OF, PROJECT
from smsbook.check.run import check
from smsbook.cli.explain import explain
from smsbook.pages.render import render
from smsbook.rules.broken_reference import check as broken
from smsbook.source.finding import Severity
from smsbook.source.folder import CouldNotRun
from smsbook.standard.model import ADVICE_KEYS, advice, processes, shipped_names
from smsbook.standard.reply import reply_of

DAY = date.fromisoformat(AS_OF)
PROCESS = """kind: process
id: SUPPM
inputs:
  - what: Facts and offers
    fitsm: [SUPPM.I1, SUPPM.I2]
not_followed:
  - fitsm: [SUPPM.S3]
    reason: Both suppliers <b>measure</b> themselves.
"""


def test_the_numbers_of_fitsm_2() -> None:
    assert Counter(item.kind for item in advice()) == {"setup": 74, "activity": 39, "input": 41, "output": 45}


def test_ids_are_unique_and_count_on() -> None:
    ids = [item.id for item in advice()]
    assert len(set(ids)) == len(ids)
    assert len({name.name for name in shipped_names()}) == len(shipped_names())
    counted: Counter[str] = Counter()
    for item in advice():
        letter = item.kind[0].upper()
        counted[f"{item.process}.{letter}"] += 1
        assert item.id == f"{item.process}.{letter}{counted[f'{item.process}.{letter}']}"


def test_each_process_has_advice_of_each_kind() -> None:
    for process in processes():
        assert {item.kind for item in advice() if item.process == process.id} == set(ADVICE_KEYS)


@pytest.mark.parametrize("item", advice(), ids=lambda item: item.id)
def test_a_text_is_one_line_and_short(item: object) -> None:
    text, kind = item.text, item.kind  # type: ignore[attr-defined]
    assert text == " ".join(text.split())
    assert 3 < len(text) < 180
    assert text.endswith(".") is (kind in ("setup", "activity")), (
        "sentences end with a full stop, things do not"
    )


def test_a_definition_replies() -> None:
    library, findings = shelf.library(shelf.documents(PROCESS))
    assert not findings
    reply = reply_of(library, library.documents[0])
    assert [item.id for item in reply.answered] == ["SUPPM.I1", "SUPPM.I2"]
    assert [item.id for item in reply.not_followed] == ["SUPPM.S3"]
    assert reply.count == sum(item.process == "SUPPM" for item in advice())


def test_a_slip_in_an_id_is_told() -> None:
    library, _ = shelf.library(shelf.documents(PROCESS.replace("SUPPM.I2", "SUPPM.I22")))
    found = [finding for finding in broken(library, DAY) if "fitsm" in finding.spot.route]
    assert "expected the id of an item of FitSM-2" in found[0].message
    assert "`SUPPM.I2`" in found[0].mend


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, text in shelf.documents(PROCESS).items():
        file = tmp_path / "sms" / path
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "sms" / "sms.yml").write_text("name: Example\n", encoding="utf-8")
    return tmp_path / "sms"


def test_advice_is_shown_to_those_who_ask(folder: Path) -> None:
    assert check(folder, DAY).count(Severity.INFO) == 0
    assert check(folder, DAY, advice=True).count(Severity.INFO) == len(ADVICE_KEYS)


def test_the_page_of_a_process_says_what_is_not_mentioned(folder: Path) -> None:
    pages = {page.path: page.text for page in render(check(folder, DAY))}
    page = pages["processes/SUPPM.md"].replace("&#46;", ".")
    assert "answers 2 of the 11 items" in page
    assert "8 not mentioned, 1 not followed" in page
    assert '<span class="sms-advice">SUPPM.S1</span>' in page
    assert '<abbr class="sms-advice" title="What suppliers offer">SUPPM.I2</abbr>' in page
    assert "<b>" not in page


def test_advice_is_explained(folder: Path) -> None:
    assert "SUPPM.yml:4, under `inputs`" in " ".join(explain("suppm.i2", folder, DAY).split())
    assert "no process definition mentions it" in " ".join(explain("SUPPM.O1", folder, DAY).split())
    with pytest.raises(CouldNotRun, match=r"SUPPM\.S3"):
        explain("SUPPM.S33", folder, DAY)


def test_the_example_leaves_little_unmentioned() -> None:
    report = check(PROJECT / "sms", DAY, advice=True)
    assert sum(finding.rule == "unmentioned-advice" for finding in report.findings) <= 5
