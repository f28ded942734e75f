"""Branches and merges: the history tells what led to the state that is checked out."""

from __future__ import annotations

from pathlib import Path

import pytest
from git_repository import commit, git, policy, repository, write

from smsbook.history.git import read_history

DAY = "2026-05-05T05:06:07+00:00"
DATES = {"GIT_AUTHOR_DATE": DAY, "GIT_COMMITTER_DATE": DAY}


@pytest.fixture
def sms(tmp_path: Path) -> Path:
    """An SMS on the branch `main`, with a branch `side` that begins where it stands."""
    sms = repository(tmp_path / "repository", **{"a.yml": policy("1.0"), "b.yml": "b\n" * 30})
    commit(sms, "Begin", "2026-01-01")
    git(sms, "branch", "side")
    return sms


def on(sms: Path, branch: str, subject: str, day: str, **texts: str) -> None:
    git(sms, "checkout", "-q", branch)
    write(sms, **texts)
    commit(sms, subject, day)


def merge(sms: Path, *arguments: str) -> None:
    git(sms, "checkout", "-q", "main")
    git(sms, "merge", "-q", "--no-ff", *arguments, "side", **DATES)


def subjects(sms: Path, path: str) -> list[str]:
    return [change.subject for change in read_history(sms).of(path)]


def test_a_branch_that_was_merged_is_told_by_its_own_commits(sms: Path) -> None:
    on(sms, "side", "On the branch", "2026-02-02", **{"a.yml": policy("1.1")})
    on(sms, "main", "Meanwhile", "2026-02-03", **{"b.yml": "c\n" * 30})
    merge(sms, "-m", "Merge it")
    assert subjects(sms, "a.yml") == ["On the branch", "Begin"]
    assert subjects(sms, "b.yml") == ["Meanwhile", "Begin"]


def test_what_a_merge_itself_changes_is_a_change(sms: Path) -> None:
    on(sms, "side", "Higher", "2026-02-02", **{"a.yml": policy("1.1")})
    on(sms, "main", "Other words", "2026-02-03", **{"a.yml": policy("1.0", words="Anew.")})
    git(sms, "merge", "--no-commit", "-X", "ours", "side")
    write(sms, **{"a.yml": policy("1.2", words="Both.")})
    commit(sms, "Merge by hand", "2026-03-03")
    history = read_history(sms)
    states = history.revisions("a.yml")
    assert (states[0].version, states[0].change.subject) == ("1.2", "Merge by hand")
    assert {state.version for state in states} == {"1.2", "1.1", "1.0"}
    assert len(states) == 4


def test_the_latest_state_is_the_one_that_a_merge_took(sms: Path) -> None:
    """The branch's state was changed later, but the merge kept what stood on `main`."""
    on(sms, "main", "Kept", "2026-02-02", **{"a.yml": policy("1.1")})
    on(sms, "side", "Not taken", "2026-03-03", **{"a.yml": policy("9.9"), "b.yml": "c\n" * 30})
    merge(sms, "-X", "ours", "-m", "Merge it")
    states = read_history(sms).revisions("a.yml")
    assert [state.version for state in states] == ["1.1", "1.0"]
    assert subjects(sms, "b.yml") == ["Not taken", "Begin"]


def test_a_branch_that_was_merged_for_show_left_nothing(sms: Path) -> None:
    on(sms, "main", "Kept", "2026-02-02", **{"a.yml": policy("1.1")})
    on(sms, "side", "Not taken", "2026-03-03", **{"a.yml": policy("9.9")})
    merge(sms, "-s", "ours", "-m", "Merge it")
    assert [state.version for state in read_history(sms).revisions("a.yml")] == ["1.1", "1.0"]


@pytest.mark.parametrize("day", ["2026-02-01", "2026-04-04"])
def test_a_rename_on_a_branch_meets_a_change_on_the_other(sms: Path, day: str) -> None:
    """Whichever was committed first."""
    git(sms, "checkout", "-q", "side")
    git(sms, "mv", "a.yml", "renamed.yml")
    commit(sms, "Rename", day)
    on(sms, "main", "Change", "2026-03-03", **{"a.yml": policy("1.1")})
    merge(sms, "-m", "Merge it")
    history = read_history(sms)
    states = history.revisions("renamed.yml")
    assert (states[0].path, states[0].version) == ("renamed.yml", "1.1")
    assert {state.change.subject for state in states} >= {"Change", "Rename", "Begin"}
    assert history.created["renamed.yml"].subject == "Begin"
    assert history.of("a.yml") == ()


def test_three_branches_at_once(sms: Path) -> None:
    for name in ("one", "two", "three"):
        git(sms, "checkout", "-q", "-b", name, "side")
        write(sms, **{f"{name}.yml": policy()})
        commit(sms, f"Add {name}", "2026-02-02")
    git(sms, "checkout", "-q", "main")
    git(sms, "merge", "-q", "--no-ff", "-m", "All", "one", "two", "three", **DATES)
    assert [subjects(sms, f"{name}.yml") for name in ("one", "two", "three")] == [
        ["Add one"],
        ["Add two"],
        ["Add three"],
    ]
    assert subjects(sms, "a.yml") == ["Begin"]


def test_two_repositories_made_one(sms: Path, tmp_path: Path) -> None:
    other = repository(tmp_path / "other", **{"c.yml": policy("3.0"), "sms.yml": "name: Y\n"})
    commit(other, "Another beginning", "2026-02-02")
    git(sms, "fetch", "-q", other.parent, "main")
    git(sms, "merge", "-q", "--allow-unrelated-histories", "-X", "ours", "-m", "One", "FETCH_HEAD", **DATES)
    assert subjects(sms, "c.yml") == ["Another beginning"]
    assert subjects(sms, "a.yml") == ["Begin"]
