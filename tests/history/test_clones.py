"""Where the repository is not a plain one, the history works or says what it lacks."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from git_repository import commit, git, policy, repository, write

from smsbook.check.run import load
from smsbook.history.git import read_history
from smsbook.source.folder import CouldNotRun


@pytest.fixture
def sms(tmp_path: Path) -> Path:
    """An SMS in a repository `origin`, with a policy that was changed twice, and renamed once."""
    sms = repository(tmp_path / "origin", **{"policies/POL-a.yml": policy("1.0")})
    commit(sms, "One", "2026-01-01")
    git(sms, "mv", "policies/POL-a.yml", "policies/POL-b.yml")
    write(sms, **{"policies/POL-b.yml": policy("1.1")})
    commit(sms, "Two", "2026-02-02")
    write(sms, **{"policies/POL-b.yml": policy("1.2")})
    commit(sms, "Three", "2026-03-03")
    return sms


def seen(sms: Path) -> list[str]:
    return [state.version for state in read_history(sms).revisions("policies/POL-b.yml")]


def test_a_shallow_clone_claims_nothing_about_its_first_commit(sms: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{sms.parent}", "shallow")
    history = read_history(tmp_path / "shallow/sms")
    assert history.shortened
    assert [state.version for state in history.revisions("policies/POL-b.yml")] == ["1.2"]
    assert (history.of("sms.yml"), history.created) == ((), {})


def test_a_shallow_clone_of_the_last_commit_alone(sms: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{sms.parent}", "shallow")
    history = read_history(tmp_path / "shallow/sms")
    assert (history.shortened, history.note, seen(tmp_path / "shallow/sms")) == (True, "", [])
    assert history.commit == git(sms, "rev-parse", "HEAD")


def test_a_worktree_of_a_shallow_clone(sms: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{sms.parent}", "shallow")
    git(tmp_path / "shallow", "worktree", "add", "-q", "../beside")
    assert read_history(tmp_path / "beside/sms").shortened
    assert seen(tmp_path / "beside/sms") == ["1.2"]


def test_a_detached_head(sms: Path) -> None:
    git(sms, "checkout", "-q", "HEAD~1")
    assert seen(sms) == ["1.1", "1.0"]
    assert read_history(sms).commit == git(sms, "rev-parse", "main~1")


def test_a_worktree(sms: Path, tmp_path: Path) -> None:
    git(sms, "worktree", "add", "-q", tmp_path / "beside", "HEAD~1")
    write(tmp_path / "beside/sms", **{"added.yml": "x\n"})
    assert seen(tmp_path / "beside/sms") == ["1.1", "1.0"]
    assert read_history(tmp_path / "beside/sms").modified == {"added.yml"}


def test_a_submodule(sms: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "whole")
    git(tmp_path / "whole", "submodule", "--quiet", "add", sms.parent, "handbook")
    commit(tmp_path / "whole", "Take it in")
    history = read_history(tmp_path / "whole/handbook/sms")
    assert history.folder == "sms"
    assert seen(tmp_path / "whole/handbook/sms") == ["1.2", "1.1", "1.0"]


def test_a_submodule_inside_the_sms(sms: Path, tmp_path: Path) -> None:
    outer = repository(tmp_path / "whole", **{"policies/POL-b.yml": policy()})
    git(outer, "submodule", "--quiet", "add", sms.parent, "inner.yml")
    commit(outer, "Take it in")
    history = read_history(outer)
    assert [change.subject for change in history.of("inner.yml")] == ["Take it in"]
    assert history.revisions("inner.yml") == ()


def test_a_clone_that_borrows_its_objects(sms: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--shared", sms.parent, "borrowing")
    assert seen(tmp_path / "borrowing/sms") == ["1.2", "1.1", "1.0"]


def test_a_clone_that_lacks_contents_says_so_and_fetches_nothing(sms: Path, tmp_path: Path) -> None:
    git(sms, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{sms.parent}", "filtered")
    history = read_history(tmp_path / "filtered/sms")
    assert "lacks contents; a whole clone is needed" in history.note
    assert history.commit == git(sms, "rev-parse", "HEAD")


def test_a_damaged_repository_says_so(sms: Path) -> None:
    tree = git(sms, "rev-parse", "HEAD~2:sms")
    (sms.parent / ".git/objects" / tree[:2] / tree[2:]).unlink()
    history = read_history(sms)
    assert "`git fsck` says why" in history.note
    assert (history.changes, history.commit) == ((), git(sms, "rev-parse", "HEAD"))


def test_a_sha_256_repository(tmp_path: Path) -> None:
    (tmp_path / "sms").mkdir()
    git(tmp_path, "init", "-q", "--object-format=sha256")
    write(tmp_path, **{"sms/policies/POL-b.yml": policy("1.0"), "sms/sms.yml": "name: X\n"})
    commit(tmp_path, "Begin")
    assert seen(tmp_path / "sms") == ["1.0"]


def test_outside_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "sms").mkdir()
    history = read_history(tmp_path / "sms")
    assert "not made from a git repository" in history.note
    assert history.folder == "sms"


def test_below_a_folder_that_only_looks_like_a_repository(tmp_path: Path) -> None:
    write(tmp_path, **{".git": "gitdir: /nowhere\n", "sms/sms.yml": "name: X\n"})
    assert "not made from a git repository" in read_history(tmp_path / "sms").note


def test_without_git(sms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is not installed" in read_history(sms).note


def test_a_repository_of_another_user(sms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git itself is told to take the repository for somebody else's; it drops nothing else."""
    own = tmp_path / "bin/git"
    write(
        tmp_path,
        **{"bin/git": f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {shutil.which("git")} "$@"\n'},
    )
    own.chmod(0o755)
    monkeypatch.setenv("PATH", str(own.parent), prepend=os.pathsep)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    assert "belongs to another user" in read_history(sms).note


def test_a_library_knows_its_history(sms: Path) -> None:
    library, _ = load(sms)
    assert library.history.revisions("policies/POL-b.yml")[0].text == library.texts["policies/POL-b.yml"]


def test_outside_a_repository_git_is_not_even_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, **{"bin/git": f"#!/bin/sh\ntouch {tmp_path}/started\n"})
    (tmp_path / "bin/git").chmod(0o755)
    write(tmp_path / "sms", **{"sms.yml": "name: X\n", "policies/POL-a.yml": policy()})
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    assert load(tmp_path / "sms")[0].history.changes == ()
    assert not (tmp_path / "started").exists()


def test_a_check_that_cannot_run_leaves_no_git_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sms = repository(tmp_path, **{"sms.yml": "name: Example\nstandards: ['FitSM-1:v3.0.1']\n"})
    write(tmp_path, **{"bin/git": f"#!/bin/sh\necho $$ >> {tmp_path}/started\nexec sleep 20\n"})
    (tmp_path / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    with pytest.raises(CouldNotRun, match="found no documents"):
        load(sms)
    started = tmp_path / "started"
    for number in started.read_text(encoding="utf-8").split() if started.exists() else ():
        with pytest.raises(ProcessLookupError):
            os.kill(int(number), 0)
