"""An organisation's own requirements: one YAML file, and they are evaluated, reported and published."""

from __future__ import annotations

import json
import shutil
from html import unescape
from pathlib import Path

import pytest

from conftest import AS_OF, PROJECT, smsbook

HOUSE = """kind: catalogue
id: STD-house
title: House rules of the computing centre
version: "1.0"
status: in-review
owner: SMS.manager
classification: internal
standard: House
edition: "3"
groups:
  - {id: HR1, title: At the desk}
requirements:
  - id: HR1.1
    title: Opening hours on every report
    topic: Each report says in which format it comes.
    evidence:
      - every: [report]
        parts: {format: in which format it comes}
  - id: HR1.2
    title: A policy on visitors
    topic: A policy says who may bring visitors into the machine rooms.
    evidence:
      - exists: policy
        where: {subject: [other]}
        suggest: POL-visitors
        parts:
          rules[].text: who may bring whom
  - id: HR1.3
    title: A fire drill each year
    topic: Leaving the building is practised.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(PROJECT / "sms", folder / "sms")
    (folder / "sms/standards/STD-house.yml").write_text(HOUSE, encoding="utf-8")
    return folder


def test_they_are_evaluated_and_close_the_gate(folder: Path) -> None:
    done = smsbook("check", "sms", "--format", "json", "--as-of", AS_OF, cwd=folder)
    assert done.returncode == 1
    report = json.loads(done.stdout)
    (finding,) = report["findings"]
    assert finding["path"] == "sms/policies/POL-visitors.yml"
    assert finding["requirements"] == ["House:3 HR1.2"]
    assert "smsbook new policy POL-visitors" in finding["mend"]
    house = next(coverage for coverage in report["coverage"] if coverage["edition"] == "House:3")
    states = {entry["id"]: entry["state"] for entry in house["requirements"]}
    assert states == {"HR1.1": "documented", "HR1.2": "missing", "HR1.3": "not yet evaluated"}


def test_they_are_reported(folder: Path) -> None:
    done = smsbook("coverage", "sms", "--edition", "House", "--as-of", AS_OF, cwd=folder)
    assert done.returncode == 0
    assert "House:3 on 2026-11-21: 1 of 3 requirements documented" in done.stdout
    assert "POL-visitors" in done.stdout


def test_they_are_published(folder: Path, tmp_path: Path) -> None:
    assert smsbook("render", "sms", "--out", str(tmp_path), "--as-of", AS_OF, cwd=folder).returncode == 0
    page = (tmp_path / "coverage/house-3.md").read_text(encoding="utf-8")
    assert "A policy on visitors" in page
    assert "Opening hours on every report" in (tmp_path / "standards/STD-house.md").read_text(
        encoding="utf-8"
    )
    assert "House:3" in unescape((tmp_path / "coverage/index.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("word", ["HR1.2", "House:3 HR1.2", "HR1"])
def test_they_are_explained(folder: Path, word: str) -> None:
    done = smsbook("explain", word, "--path", "sms", "--as-of", AS_OF, cwd=folder)
    assert done.returncode == 0
    assert "A policy on visitors" in done.stdout


def test_they_can_be_planned(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "sms"
    shutil.copytree(folder / "sms", copy)
    plan = copy / "plans/PLAN-sms.yml"
    entry = """documenting:
  - requirements: [House:3 HR1.2]
    by: 2027-03-31
    responsible: SMS.manager
    steps: [Write it with the house services]
"""
    plan.write_text(plan.read_text(encoding="utf-8").replace("documenting:\n", entry), encoding="utf-8")
    signed = smsbook("approve", "PLAN-sms", "--by", "marit-halvorsen", "--date", AS_OF, cwd=tmp_path)
    assert signed.returncode == 0, signed.stderr
    assert smsbook("check", "sms", "--as-of", AS_OF, cwd=tmp_path).returncode == 0
    lapsed = smsbook("check", "sms", "--as-of", "2027-04-01", cwd=tmp_path)
    assert lapsed.returncode == 0, "time alone closes no gate"
    assert "[lapsed-plan]" in lapsed.stdout
    assert smsbook("check", "sms", "--as-of", "2027-04-01", "--strict-time", cwd=tmp_path).returncode == 1
