"""One issue for each role with something due: opened, kept up to date, and closed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import AS_OF, PROJECT
from smsbook.adopt.owners.issues import issues
from smsbook.check.agenda import Duty, agenda

Run = Callable[..., subprocess.CompletedProcess[str]]
TOOLS = {"github": "gh", "gitlab": "glab"}
BODY = {"github": "body", "gitlab": "description"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "sms", tmp_path / "sms")
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in TOOLS.values():
        program = programs / tool
        program.write_text(
            f'#!/bin/sh\nexec "{sys.executable}" "{Path(__file__).with_name("host_of_issues.py")}" "$@"\n'
        )
        program.chmod(0o755)
    return tmp_path


@pytest.fixture
def due(folder: Path) -> Run:
    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "smsbook", "due", *arguments],
            cwd=folder,
            env={
                **os.environ,
                "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
                "ISSUES": str(folder / "issues.json"),
                **environment,
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


def there(folder: Path) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = json.loads((folder / "issues.json").read_text())
    return kept


@pytest.mark.parametrize("host", TOOLS)
def test_each_role_gets_one_issue_that_follows_what_is_due(folder: Path, due: Run, host: str) -> None:
    first = due("--open-issues", host, "--within", "P60D", "--as-of", "2026-11-21")
    assert first.returncode == 0, first.stderr
    opened = there(folder)
    assert opened
    assert first.stdout.count("opened: ") == len(opened)
    assert all(issue["title"].startswith("Due: ") and "- [ ] " in issue[BODY[host]] for issue in opened)
    assert all("smsbook-due" in issue["labels"] for issue in opened)

    again = due("--open-issues", host, "--within", "P60D", "--as-of", "2026-11-21")
    assert again.stdout.count("left as it is: ") == len(opened)
    assert there(folder) == opened

    later = due("--open-issues", host, "--within", "P90D", "--as-of", "2026-12-21")
    assert "updated: " in later.stdout
    assert len({issue["title"] for issue in there(folder)}) == len(there(folder))

    empty = due("--open-issues", host, "--within", "P1D", "--as-of", "2026-11-21")
    assert "closed: " in empty.stdout
    assert not any(issue["open"] for issue in there(folder))


def test_a_dry_run_prints_them_and_asks_nobody(folder: Path, due: Run) -> None:
    done = due(
        "--open-issues", "github", "--dry-run", "--within", "P60D", "--as-of", "2026-11-21", PATH="/nowhere"
    )
    assert done.returncode == 0, done.stderr
    assert "=== Due: " in done.stdout
    assert "<!-- smsbook due: " in done.stdout
    assert not (folder / "issues.json").exists()


def test_an_issue_of_another_role_is_left_alone(folder: Path, due: Run) -> None:
    due("--open-issues", "github", "--within", "P60D", "--as-of", "2026-11-21")
    before = there(folder)
    done = due("--open-issues", "github", "--within", "P1D", "--as-of", "2026-11-21", "--role", "SMS.owner")
    assert done.returncode == 0, done.stderr
    assert sum(issue["open"] for issue in there(folder)) >= len(before) - 1


def test_no_title_is_longer_than_hosts_take(folder: Path) -> None:
    duty = Duty("SMS.manager", "x" * 400, (), ())
    (issue,) = issues(replace(agenda(folder, date.fromisoformat(AS_OF), "P30D"), duties=(duty,)))
    assert len(issue.title) == 200


def test_issues_of_people_are_left_alone(folder: Path, due: Run) -> None:
    mine = {"title": "Mine", "body": "text", "labels": ["smsbook-due"], "number": 1, "open": True}
    (folder / "issues.json").write_text(json.dumps([mine]))
    due("--open-issues", "github", "--within", "P1D", "--as-of", "2026-11-21")
    assert there(folder) == [mine]


@pytest.mark.parametrize(("host", "tool"), TOOLS.items())
def test_without_the_tool_it_says_so(due: Run, host: str, tool: str) -> None:
    done = due("--open-issues", host, PATH="/nowhere")
    assert done.returncode == 2
    assert f"`{tool}`" in done.stderr
    assert "--dry-run" in done.stderr


def test_what_the_host_refuses_is_told(due: Run) -> None:
    done = due("--open-issues", "github", REFUSED="yes")
    assert done.returncode == 2
    assert "HTTP 403: Resource not accessible" in done.stderr
    assert "\x1b" not in done.stderr
