"""This repository as a source of hooks: real pre-commit installs the hook and runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from datetime import date
from pathlib import Path

import pytest
import yaml

from conftest import PROJECT, Run, replace
from smsbook.adopt.begin import begin
from smsbook.adopt.wish import Wish

# What the hook is made of, as a clone of this repository would have it.
PARTS = (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md")
FOLDERS = ("ci", "schemas", "sms", "templates", "tools")
PROGRAMS = Path(sys.executable).parent


def run(folder: Path, *words: str) -> Run:
    borrowed = os.pathsep.join(dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))))
    names = [f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")]
    environment = {
        **os.environ,
        **dict.fromkeys(names, "a@b.example"),
        "PATH": os.pathsep.join((str(PROGRAMS), os.environ["PATH"])),
        "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"),
        # pip installs smsbook itself as for anybody; what it needs to build and to run is lent to it, because
        # the tests fetch nothing.
        "PYTHONPATH": borrowed,
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    return subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def git(folder: Path, *words: str) -> str:
    done = run(folder, "git", *words)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with what this one is made of, committed."""
    folder = tmp_path_factory.mktemp("source") / "smsbook"
    folder.mkdir()
    for name in PARTS:
        shutil.copy(PROJECT / name, folder)
    for name in FOLDERS:
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "smsbook")
    return folder


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    begin(folder, Wish(date.today(), "Harbour College IT"))
    git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def commit(work: Path) -> Run:
    git(work, "add", "--all")
    return run(work, "git", "commit", "-m", "a change")


def test_others_use_this_repository_as_a_source_of_hooks(source: Path, work: Path) -> None:
    hook = {"repo": str(source), "rev": git(source, "rev-parse", "HEAD"), "hooks": [{"id": "smsbook-check"}]}
    (work / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [hook]}), encoding="utf-8")
    assert run(work, "pre-commit", "install").returncode == 0
    good = commit(work)
    assert good.returncode == 0, good.stdout + good.stderr
    replace(work / "sms/plans/scope.yml", "provider: organization", "provider: organisation")
    bad = commit(work)
    assert bad.returncode == 1
    assert "check the service management system" in bad.stderr
    assert "[broken-reference]" in bad.stderr
    installed = list((work.parent / "pre-commit").glob("repo*/py_env-*/lib/python*/site-packages/smsbook"))
    assert installed, "pre-commit installed smsbook into an environment of its own"
    validated = run(PROJECT, "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml")
    assert validated.returncode == 0, validated.stdout


def test_the_configuration_of_a_new_repository_works(work: Path) -> None:
    assert run(work, "pre-commit", "validate-config").returncode == 0
    assert run(work, "pre-commit", "install").returncode == 0
    assert commit(work).returncode == 0
    replace(work / "sms/plans/scope.yml", "provider: organization", "provider: organisation")
    bad = commit(work)
    assert bad.returncode == 1
    assert "[broken-reference]" in bad.stderr
    git(work, "checkout", "--quiet", "HEAD", "--", "sms")
    (work / "README.md").write_text("ours\n", encoding="utf-8")
    assert "Skipped" in commit(work).stderr, "a change elsewhere does not wait for the check"
