"""A release that is killed at any moment leaves all of it or nothing, and the next run completes it.

Git is the real one. In front of it stands a script that kills whoever called it, at the command named.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from control.scenes import git, repository, state
from smsbook.check.run import check
from smsbook.control.release import Released, release

DAY = date(2026, 7, 2)
COMMAND = [sys.executable, "-m", "smsbook", "release", "1.0", "--date", DAY.isoformat()]
REAL = shutil.which("git")

# `before`: the caller dies before git does anything; `after`: once it is done; `within`: git dies too, while
# it holds the locks of what it was about to move.
IN_FRONT = f"""#!/bin/sh
case "$*" in *"$KILL_AT"*) at=$KILL_HOW ;; *) at=never ;; esac
case $at in
  before) kill -9 $PPID; exit 137 ;;
  after) {REAL} "$@"; kill -9 $PPID; exit 137 ;;
  within)
    mkfifo "$KILL_PIPE"; {REAL} "$@" < "$KILL_PIPE" & pid=$!
    {{ sed '/^commit$/d'; while ! ls .git/refs/tags/*.lock > /dev/null 2>&1; do sleep 0.02; done
      kill -9 $pid $PPID; }} > "$KILL_PIPE"
    exit 137 ;;
  *) exec {REAL} "$@" ;;
esac
"""


@pytest.fixture(autouse=True)
def nobodys_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests away from git."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of the small SMS in a repository, and the script in front of git."""
    script = tmp_path / "in-front/git"
    script.parent.mkdir()
    script.write_text(IN_FRONT, encoding="utf-8")
    script.chmod(0o755)
    (tmp_path / "work").mkdir()
    return repository(tmp_path / "work")


def killed(root: Path, at: str, how: str) -> None:
    """Run a release that is killed at a command of git."""
    front = root.parents[1] / "in-front"
    settings = {"KILL_AT": at, "KILL_HOW": how, "KILL_PIPE": str(front / "pipe")}
    environment = {**os.environ, **settings, "PATH": f"{front}:{os.environ['PATH']}"}
    subprocess.run(COMMAND, cwd=root.parent, env=environment, capture_output=True, timeout=60, check=False)


def healthy(root: Path) -> None:
    """Expect a repository and an SMS in which nothing is broken."""
    git(root, "fsck", "--strict")
    assert not check(root, DAY).fails()


def complete(root: Path, begun: str) -> Released:
    """Run the release again, and expect it to be whole: on the first commit, tagged, nothing left over."""
    made = release(root, "1.0", DAY)
    assert git(root, "rev-parse", "main", "main~", "sms-1.0^{commit}").split() == [
        made.commit,
        begun,
        made.commit,
    ]
    assert git(root, "status", "--porcelain") == ""
    assert (root / "releases/1.0.yml").is_file()
    assert git(root, "tag", "--list", "--format=%(contents)", "sms-1.0") == made.notes.strip()
    assert not list((root.parent / ".git").rglob("*.lock"))
    healthy(root)
    return made


MOMENTS = (
    ("hash-object", "after"),
    ("update-index", "after"),
    ("commit-tree", "after"),
    ("tag --annotate", "after"),
    ("read-tree --dry-run", "before"),
    ("update-ref", "before"),
)


def test_before_it_appears_nothing_is_there(root: Path) -> None:
    before = state(root.parent)
    for at, how in MOMENTS:
        shutil.rmtree(root.parent / ".git/smsbook", ignore_errors=True)
        killed(root, at, how)
        assert (root.parent / ".git/smsbook/at-work").is_dir(), "it was at work when it was killed"
        assert state(root.parent) == before
    healthy(root)
    assert not complete(root, before["head"]).completed


def test_git_dies_with_it_and_its_locks_stay(root: Path) -> None:
    before = state(root.parent)
    killed(root, "update-ref", "within")
    assert "sms-1.0.lock" in state(root.parent)["locks"]
    assert {**state(root.parent), "locks": ""} == before
    healthy(root)
    assert not complete(root, before["head"]).completed


@pytest.mark.parametrize(("at", "how"), [("update-ref", "after"), ("read-tree -m -u", "after")])
def test_once_it_appeared_it_is_whole(root: Path, at: str, how: str) -> None:
    """The script kills even the process that is out of reach of a kill of smsbook itself."""
    before = state(root.parent)["head"]
    killed(root, at, how)
    assert (
        git(root, "rev-parse", "main~", "main") == f"{before}\n{git(root, 'rev-parse', 'sms-1.0^{commit}')}"
    )
    healthy(root)
    if at == "update-ref":
        assert complete(root, before).completed
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize("missing", ["tag", "branch"])
def test_of_branch_and_tag_only_one_had_moved(root: Path, missing: str) -> None:
    """No kill leads here as long as git keeps its word; a full disk might."""
    begun = git(root, "rev-parse", "HEAD")
    release(root, "1.0", DAY)
    if missing == "tag":
        git(root, "tag", "--delete", "sms-1.0")
    else:
        git(root, "reset", "--quiet", "--hard", begun)
    assert complete(root, begun).completed


def test_killed_at_any_time(root: Path) -> None:
    place, chance = root.parent, random.Random(11)
    begun = state(place)
    for _ in range(6):
        process = subprocess.Popen(COMMAND, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while process.poll() is None and not (place / ".git/smsbook/at-work/index").exists():
            time.sleep(0.0005)
        time.sleep(chance.uniform(0, 0.08))
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()  # ends when the last process that had its output ends
        found = state(place)
        if found != begun:
            break
    healthy(root)
    if found == begun:
        complete(root, begun["head"])
    assert git(root, "rev-parse", "main~", "sms-1.0^{commit}~") == f"{begun['head']}\n{begun['head']}"
    assert git(root, "status", "--porcelain") == ""
