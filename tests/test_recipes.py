"""The recipes of CONTRIBUTING.md are true: each is carried out in a scratch copy, with the files it shows."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import AS_OF, PROJECT, Run, remove_block, replace, smsbook

_SHOWN = re.compile(r"^`([^`\n]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = dict(_SHOWN.findall((PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
CAREFUL = {"PYTHONWARNINGS": "error"}

Command = Callable[..., Run]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what smsbook is made of, to be changed."""
    for folder in ("tools", "schemas", "templates", "sms", "docs"):
        ignored = shutil.ignore_patterns("__pycache__", ".*")
        shutil.copytree(PROJECT / folder, tmp_path / folder, ignore=ignored)
    return tmp_path


@pytest.fixture
def run(copy: Path) -> Command:
    """Run the copy's own smsbook."""

    def command(*words: str) -> Run:
        days = [] if words[0] in ("new", "approve") else ["--as-of", AS_OF]
        return smsbook(*words, *days, cwd=copy, env={**CAREFUL, "PYTHONPATH": str(copy / "tools")})

    return command


def add(copy: Path, name: str) -> Path:
    """Write a file as CONTRIBUTING.md shows it."""
    file = copy / name
    assert not file.exists(), f"{name} is there already: take another example"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(SHOWN[name], encoding="utf-8")
    return file


def test_every_file_shown_belongs_to_a_recipe_tested_here() -> None:
    assert set(SHOWN) == {
        "tools/smsbook/rules/unsummarised_service.py",
        "tests/rules/unsummarised-service/fires-live.sms",
        "tests/rules/unsummarised-service/silent-planned.sms",
        "schemas/course.schema.json",
        "sms/courses/CRS-major-incidents.yml",
        "tools/smsbook/reports/as_csv.py",
        "evidence of PR9.6",
        "sms/standards/STD-house-rules.yml",
    }


def add_rule(copy: Path) -> None:
    add(copy, "tools/smsbook/rules/unsummarised_service.py")
    table = copy / "tools/smsbook/rules/__init__.py"
    for first in ("from smsbook.rules import (\n", "RULES = (\n"):
        replace(table, first, f"{first}    unsummarised_service,\n")


def test_add_a_rule(copy: Path, run: Command) -> None:
    add_rule(copy)
    silent = run("check", "sms")
    assert silent.returncode == 0, silent.stdout + silent.stderr
    assert "[unsummarised-service]" not in silent.stdout
    file = copy / "sms/services/SVC-storage.yml"
    text = re.sub(r"^summary:.*\n(?:  .*\n)*", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    file.write_text(text, encoding="utf-8")
    firing = run("check", "sms")
    assert firing.returncode == 1
    assert "the live service `SVC-storage` has no `summary`  [unsummarised-service]" in firing.stdout
    assert "1 error" in firing.stdout
    explained = run("explain", "unsummarised-service")
    assert "Why it matters: The list of services shows the summary." in explained.stdout


def test_add_the_cases_of_a_rule(copy: Path) -> None:
    """A case is a file: the tests find it, write what comes out, and hold it from then on."""
    add_rule(copy)
    for name in ("conftest.py", "chromium.py", "gold.py", "shelf.py", "rules"):
        source, target = PROJECT / "tests" / name, copy / "tests" / name
        target.parent.mkdir(exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    add(copy, "tests/rules/unsummarised-service/fires-live.sms")
    add(copy, "tests/rules/unsummarised-service/silent-planned.sms")
    unwritten = run_tests(copy)
    assert unwritten.returncode == 1
    assert "no gold file fires-live.txt yet" in unwritten.stdout
    assert run_tests(copy, UPDATE_GOLD="1").returncode == 0
    held = run_tests(copy)
    assert held.returncode == 0, held.stdout
    said = (copy / "tests/rules/unsummarised-service/fires-live.txt").read_text(encoding="utf-8")
    assert said.startswith("services/SVC-x.yml:1:1 unsummarised-service\n")


def run_tests(copy: Path, **env: str) -> Run:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/rules",
        "-k",
        "unsummarised",
    ]
    environment = {**os.environ, "UPDATE_GOLD": "", **env, "PYTHONPATH": str(copy / "tools")}
    return subprocess.run(
        command, cwd=copy, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_add_a_kind_with_files_only(copy: Path, run: Command) -> None:
    before = {path.relative_to(copy) for path in copy.rglob("*") if path.is_file()}
    add(copy, "schemas/course.schema.json")
    example = add(copy, "sms/courses/CRS-major-incidents.yml")
    added = {path.relative_to(copy) for path in copy.rglob("*") if path.is_file()} - before
    assert {path.suffix for path in added if "__pycache__" not in path.parts} == {".json", ".yml"}
    healthy = run("check", "sms", "--fail-on", "info")
    assert healthy.returncode == 0, healthy.stdout + healthy.stderr
    assert "no findings" in healthy.stdout
    draft = run("new", "course", "CRS-first-day", "--path", "sms")
    assert draft.stdout.split() == ["created", "sms/courses/CRS-first-day.yml"]
    (copy / "sms/courses/CRS-first-day.yml").unlink()
    assert "`level`: How much it asks" in run("explain", "course").stdout
    for right, wrong, rule in (
        ("level: advanced", "level: advancd", "value-not-allowed"),
        ("content: >-", "contnt: >-", "unknown-key"),
        ("- ISRM.incident-owner", "- ISRM.nobody-at-all", "broken-reference"),
    ):
        line = replace(example, right, wrong)
        broken = run("check", "sms")
        assert broken.returncode == 1
        assert f"[{rule}]" in broken.stdout
        assert f"  {line}:" in broken.stdout
        assert "1 error" in broken.stdout
        replace(example, wrong, right)


def test_a_new_kind_has_a_page(copy: Path, run: Command) -> None:
    add(copy, "schemas/course.schema.json")
    add(copy, "sms/courses/CRS-major-incidents.yml")
    general = run("render", "sms", "--out", "pages")
    assert general.returncode == 0, general.stdout + general.stderr
    page = next((copy / "pages").rglob("CRS-major-incidents.md"))
    assert "Two hours with a made" in page.read_text(encoding="utf-8")
    (copy / "templates/course.md.j2").write_text('{% extends "layout.md.j2" %}', encoding="utf-8")
    own = run("render", "sms", "--out", "pages")
    assert own.returncode == 0, own.stdout + own.stderr
    assert page.is_file()


def test_add_an_output_format(copy: Path, run: Command) -> None:
    add(copy, "tools/smsbook/reports/as_csv.py")
    table = copy / "tools/smsbook/reports/__init__.py"
    line = re.search(
        r"one line in `FORMATS`: `([^`]+)`", (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    )
    assert line is not None
    replace(table, "FORMATS: dict[str, str] = {\n", f"FORMATS: dict[str, str] = {{\n    {line[1]}\n")
    (copy / "sms/processes/CHM.yml").unlink()
    done = run("check", "sms", "--format", "csv")
    assert done.returncode == 1, done.stderr
    rows = list(csv.reader(done.stdout.splitlines()))
    assert rows[0] == ["path", "line", "column", "severity", "rule", "message"]
    assert [row[:5] for row in rows[1:]] == [["sms/processes/CHM.yml", "1", "1", "error", "missing-document"]]


def test_add_the_evidence_of_a_requirement(copy: Path, run: Command) -> None:
    asked = "every document of kind record where `type` is major-incident with `result`"
    assert asked not in " ".join(run("explain", "PR9.6", "--path", "sms").stdout.split())
    before = run("check", "sms")
    catalogue = copy / "tools/smsbook/standard/fitsm-1-v3.yml"
    text = catalogue.read_text(encoding="utf-8")
    entry = re.search(r"  - id: PR9\.6\n(?:    .*\n)+", text)
    assert entry is not None
    catalogue.write_text(text.replace(entry[0], entry[0] + SHOWN["evidence of PR9.6"]), encoding="utf-8")
    explained = " ".join(run("explain", "PR9.6", "--path", "sms").stdout.split())
    assert asked in explained
    assert "In sms it is documented." in explained
    assert run("check", "sms").stdout == before.stdout
    record = copy / "sms/records/REC-2026-08-25-major-incident-scheduler.yml"
    remove_block(record, "result")
    missing = run("check", "sms")
    assert missing.returncode == 1
    assert "FitSM-1:v3.0.1 PR9.6" in missing.stdout
    assert "1 error" in missing.stdout


def test_add_a_catalogue_of_your_own(copy: Path, run: Command) -> None:
    add(copy, "sms/standards/STD-house-rules.yml")
    signed = run("approve", "STD-house-rules", "--by", "marit-halvorsen", "--date", AS_OF, "--path", "sms")
    assert signed.returncode == 0, signed.stderr
    healthy = run("check", "sms", "--fail-on", "info")
    assert healthy.returncode == 0, healthy.stdout + healthy.stderr
    assert "House-rules:2026: 2 of 2 requirements documented\n" in healthy.stdout
    supplier = copy / "sms/parties/SUP-corvane.yml"
    replace(supplier, "  hours: Mo-Fr 08:00-18:00\n", "")
    missing = run("check", "sms")
    assert missing.returncode == 1
    assert "House-rules:2026 HR1.2 («Reached at night») asks for it" in missing.stdout
    assert "1 error" in missing.stdout
    planned = run("render", "sms", "--out", "pages")
    assert planned.returncode == 0, planned.stderr
    assert any("Reached at night" in page.read_text() for page in (copy / "pages/coverage").rglob("*.md"))
    replace(copy / "sms/standards/STD-house-rules.yml", "channels.escalation", "chanels.escalation")
    assert "[unclear-catalogue]" in run("check", "sms").stdout


def test_a_catalogue_of_your_own_begins_as_a_draft(copy: Path, run: Command) -> None:
    draft = run("new", "catalogue", "STD-house-rules", "--path", "sms")
    assert draft.stdout.split() == ["created", "sms/standards/STD-house-rules.yml"], draft.stderr
