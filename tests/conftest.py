"""What all tests share: a scratch copy of the example SMS, and the command line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from chromium import launched
from smsbook.check.run import check as run_check
from smsbook.reports import as_json

PROJECT = Path(__file__).resolve().parents[1]
AS_OF = "2026-11-21"

Run = subprocess.CompletedProcess[str]


def smsbook(*arguments: str | Path, cwd: Path, env: dict[str, str] | None = None) -> Run:
    """Run the command line as a user would, and return what it printed."""
    return subprocess.run(
        [sys.executable, "-m", "smsbook", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": "", **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, the same for all tests of a module; until then, no other event loop runs in the process."""
    with launched() as browser:
        yield browser


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A folder with a copy of the example SMS in `sms/`, and of the values measured for it."""
    shutil.copytree(PROJECT / "sms", tmp_path / "sms")
    (tmp_path / "docs").mkdir()
    shutil.copy(PROJECT / "docs/measured-values.csv", tmp_path / "docs")
    return tmp_path


@pytest.fixture
def check(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """Check the scratch SMS in this process, and return the JSON report with its code."""
    monkeypatch.chdir(scratch)

    def run(*, strict_time: bool = False) -> dict[str, Any]:
        found = run_check(Path("sms"), date.fromisoformat(AS_OF), strict_time=strict_time)
        report: dict[str, Any] = json.loads(as_json.render(found))
        report["code"] = int(found.fails())
        return report

    return run


def replace(file: Path, old: str, new: str, count: int = 1) -> int:
    """Replace text in a file; return the line (from 1) where it stood."""
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    file.write_text(text.replace(old, new, count), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def remove_block(file: Path, key: str) -> None:
    """Remove a top-level key and what is indented below it."""
    kept, inside = [], False
    for line in file.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.startswith(f"{key}:"):
            inside = True
        elif inside and line.strip() and not line.startswith((" ", "-")):
            inside = False
        if not inside:
            kept.append(line)
    file.write_text("".join(kept), encoding="utf-8")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many mutants of the example the gate found; see tests/mutation."""
    told: dict[str, int] = {}
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for name, value in report.user_properties:
                if name in ("mutants", "killed"):
                    told[name] = told.get(name, 0) + value
    if told.get("mutants"):
        rate = 100 * told["killed"] / told["mutants"]
        terminalreporter.write_line(
            f"mutants: {told['mutants']}, killed: {told['killed']}, kill rate {rate:.4g} %"
        )
