"""A scratch repository with a small SMS and two tagged versions."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, replace, smsbook
from smsbook.site.publish import Wish
from smsbook.site.publish import publish as run
from smsbook.source.folder import CouldNotRun

FIRST, SECOND = "2026-11-18T23:30:00+0100", "2026-11-20T10:00:00+0100"
SETTINGS = """\
INHERIT: !ENV SMSBOOK_SETTINGS
site_name: Tidemark
site_url: https://handbook.tidemark.example/sms/
copyright: Of our own
"""
SMALL = {
    "sms/sms.yml": "name: Tidemark\nstandards:\n  - FitSM-1:v3.0.1\n",
    "sms/policies/POL-service-management.yml": """\
kind: policy
id: POL-service-management
title: Service management policy
version: "1.0"
status: draft
owner: SMS.owner
classification: public
summary: What we want.
""",
    "sms/services/SVC-compute.yml": """\
kind: service
id: SVC-compute
title: Batch computing
version: "1.0"
status: draft
owner: SPM.owner
classification: public
summary: Runs programs by night.
""",
}


def git(folder: Path, *arguments: str | Path, **settings: str) -> str:
    """Run git in a folder, and return what it said."""
    done = subprocess.run(
        ["git", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"git {arguments}: {done.stdout}{done.stderr}"
    return done.stdout.strip()


def commit(folder: Path, subject: str, when: str) -> None:
    """Commit everything in a folder as Marit, at a time."""
    git(folder, "add", "--all")
    name = ("-c", "user.name=Marit Halvorsen", "-c", "user.email=marit@tidemark.example")
    moment = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    git(folder, *name, "commit", "--quiet", "--allow-empty", "-m", subject, **moment)


def begin(folder: Path) -> Path:
    """Make a repository with the versions 1.0, and 1.1, which has settings of its own and another title."""
    for path, text in SMALL.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Marit Halvorsen")
    git(folder, "config", "user.email", "marit@tidemark.example")
    commit(folder, "Begin", FIRST)
    git(folder, "tag", "sms-1.0")
    replace(folder / "sms/services/SVC-compute.yml", "Batch computing", "Computing by moonlight")
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    commit(folder, "Find a better title", SECOND)
    git(folder, "tag", "--annotate", "-m", "Second", "sms-1.1")
    return folder


def clone(origin: Path, folder: Path, *options: str) -> Path:
    """Clone a repository, with a name to publish under."""
    git(origin, "clone", "--quiet", "--no-local", *options, origin, folder)
    git(folder, "config", "user.name", "Joren Duvall")
    git(folder, "config", "user.email", "joren@tidemark.example")
    return folder


def publish(folder: Path, *arguments: str | Path, env: dict[str, str] | None = None) -> Run:
    """Publish as a user would; it has to succeed."""
    done = smsbook("publish", *arguments, cwd=folder, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def refusal(folder: Path, version: str = "", **wish: Any) -> str:
    """Publish what is refused, and return the reason; the repository holds what it held before."""
    before = git(folder, "for-each-ref", "refs/heads", "refs/tags")
    with pytest.raises(CouldNotRun) as refused:
        run(folder, Wish(version, **wish))
    assert git(folder, "for-each-ref", "refs/heads", "refs/tags") == before
    assert_clean(folder)
    return str(refused.value)


def assert_clean(repository: Path) -> None:
    """Nothing is left of a run, and git finds nothing wrong."""
    git(repository, "fsck", "--strict")
    assert len(git(repository, "worktree", "list").splitlines()) == 1
    assert [path.name for path in (repository / ".git/smsbook").iterdir()] == ["lock"]


def files(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder with their bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
