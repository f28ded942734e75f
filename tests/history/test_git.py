"""What git says about documents: renames, states, what is not committed, the commit that is checked out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from git_repository import commit, git, policy, repository, write

from smsbook.history.git import commit_day, read_history, stand
from smsbook.history.log import read_log


@pytest.fixture
def sms(tmp_path: Path) -> Path:
    """An SMS with three commits; the second renames a document, the third is about something else."""
    root = tmp_path / "repository"
    sms = repository(root / "x", **{"roles/old ä.yml": "one\ntwo\nthree\n"})
    commit(root / "x", "First: «ä» | <b>")
    git(sms, "mv", "roles/old ä.yml", "roles/new.yml")
    commit(root / "x", "Rename it", "2026-03-05")
    write(root / "x", **{"other.txt": "x"})
    commit(root / "x", "Something else", "2026-03-06")
    return sms


def test_one_pass_follows_renames(sms: Path) -> None:
    history = read_history(sms)
    assert [change.subject for change in history.of("roles/new.yml")] == ["Rename it", "First: «ä» | <b>"]
    assert history.of("roles/new.yml")[-1].author == "Ann Ä"
    assert history.of("roles/new.yml")[-1].day == date(2026, 3, 4)
    assert history.of("roles/old ä.yml") == ()
    assert (history.folder, history.note, history.shortened) == ("sms", "", False)
    assert [change.subject for change in history.changes] == ["Rename it", "First: «ä» | <b>"]
    assert history.created["roles/new.yml"].subject == "First: «ä» | <b>"


def test_the_states_of_a_document_bear_the_name_they_had(sms: Path) -> None:
    states = read_history(sms).revisions("roles/new.yml")
    assert [(state.path, state.text) for state in states] == [
        ("roles/new.yml", "one\ntwo\nthree\n"),
        ("roles/old ä.yml", "one\ntwo\nthree\n"),
    ]


def test_the_commit_that_is_checked_out(sms: Path) -> None:
    git(sms, "tag", "-a", "sms-1.0", "-m", "One")
    git(sms, "tag", "plain")
    history = read_history(sms)
    assert history.commit == git(sms, "rev-parse", "HEAD")
    assert (history.commit_day, history.commit_time) == (date(2026, 3, 6), 1772773567)
    assert history.tags == ("plain", "sms-1.0")
    assert commit_day(sms, "HEAD~2") == date(2026, 3, 4)
    assert commit_day(sms, "--help") is None
    assert stand(sms, "sms-1.0").commit == history.commit


def test_what_is_not_committed_is_known(sms: Path) -> None:
    write(sms, **{"roles/new.yml": "changed\n", "added.yml": "new\n", "../beside.txt": "new\n"})
    assert read_history(sms).modified == {"roles/new.yml", "added.yml"}


def test_the_sms_may_be_the_whole_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, **{"sms.yml": "name: X\n", "policies/POL-a.yml": policy()})
    commit(tmp_path, "Begin")
    write(tmp_path, **{"sms.yml": "name: Y\n"})
    history = read_history(tmp_path)
    assert (history.folder, history.modified) == ("", {"sms.yml"})
    assert history.revisions("policies/POL-a.yml")[0].text == policy()


def test_chains_of_renames_with_changes(tmp_path: Path) -> None:
    sms = repository(tmp_path, **{"a.yml": policy(), "policies/.keep": ""})
    commit(tmp_path, "As a")
    for old, new in (("a.yml", "b.yml"), ("b.yml", "policies/c.yml")):
        (sms / old).rename(sms / new)
        write(sms, **{new: policy(words=f"Formerly {old}.")})
        commit(tmp_path, f"As {new}")
    write(sms, **{"a.yml": "id: another\n"})
    commit(tmp_path, "Another a")
    history = read_history(sms)
    assert [change.subject for change in history.of("policies/c.yml")] == [
        "As policies/c.yml",
        "As b.yml",
        "As a",
    ]
    assert [state.path for state in history.revisions("policies/c.yml")] == [
        "policies/c.yml",
        "b.yml",
        "a.yml",
    ]
    assert [change.subject for change in history.of("a.yml")] == ["Another a"]
    assert [change.paths for change in history.changes] == [
        ("a.yml",),
        ("policies/c.yml",),
        ("policies/c.yml",),
        ("policies/.keep", "policies/c.yml", "sms.yml"),
    ]


def test_two_documents_that_swap_their_names(tmp_path: Path) -> None:
    sms = repository(tmp_path, **{"a.yml": policy(), "b.yml": "x\n" * 40})
    commit(tmp_path, "Begin")
    for old, new in (("a.yml", "c.yml"), ("b.yml", "a.yml"), ("c.yml", "b.yml")):
        (sms / old).rename(sms / new)
        commit(tmp_path, f"{old} is {new}")
    history = read_history(sms)
    assert [state.text for state in history.revisions("b.yml")] == [policy()] * 3
    assert [state.path for state in history.revisions("b.yml")] == ["b.yml", "c.yml", "a.yml"]
    assert [state.path for state in history.revisions("a.yml")] == ["a.yml", "b.yml"]


def test_a_name_that_another_document_took_over(tmp_path: Path) -> None:
    """What bore the name before was another document, and its history is not the newcomer's."""
    sms = repository(tmp_path, **{"taken.yml": "x\n" * 40, "policy.yml": policy()})
    commit(tmp_path, "Begin")
    (sms / "taken.yml").unlink()
    commit(tmp_path, "Remove")
    (sms / "policy.yml").rename(sms / "taken.yml")
    commit(tmp_path, "Take the name")
    history = read_history(sms)
    assert [change.subject for change in history.of("taken.yml")] == ["Take the name", "Begin"]
    assert {state.text for state in history.revisions("taken.yml")} == {policy()}
    assert [change.paths for change in history.changes] == [("taken.yml",), (), ("sms.yml", "taken.yml")]


def test_a_document_removed_and_made_again(tmp_path: Path) -> None:
    sms = repository(tmp_path, **{"a.yml": policy("1.0")})
    commit(tmp_path, "Make", "2026-01-01")
    (sms / "a.yml").unlink()
    commit(tmp_path, "Remove", "2026-01-02")
    write(sms, **{"a.yml": policy("2.0")})
    commit(tmp_path, "Make again", "2026-01-03")
    history = read_history(sms)
    assert [change.subject for change in history.of("a.yml")] == ["Make again", "Remove", "Make"]
    assert [state.version for state in history.revisions("a.yml")] == ["2.0", "1.0"]
    assert history.created["a.yml"].day == date(2026, 1, 1)


def test_what_came_from_outside_the_folder(tmp_path: Path) -> None:
    sms = repository(tmp_path)
    write(tmp_path, **{"notes/a.yml": policy()})
    commit(tmp_path, "A note")
    (tmp_path / "notes/a.yml").rename(sms / "a.yml")
    commit(tmp_path, "A document now")
    assert [change.subject for change in read_history(sms).of("a.yml")] == ["A document now"]


def test_without_commits(tmp_path: Path) -> None:
    history = read_history(repository(tmp_path))
    assert history.changes == ()
    assert "nothing has been committed" in history.note
    assert history.modified == {"sms.yml"}


def test_a_folder_that_was_never_committed(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, **{"README": "x", "sms/.keep": ""})
    git(tmp_path, "add", "README")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    history = read_history(tmp_path / "sms")
    assert history.note == "nothing in this folder has been committed yet"
    assert history.commit


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_the_log_may_come_in_pieces_and_end_early(size: int) -> None:
    def log(number: int, *words: str) -> str:
        return f"\x01c{number}\x1fc{number - 1}\x1f2026-01-0{number}\x1fA\x1fsubject ä{number}\0\n" + "".join(
            f"{word}\0" for word in words
        )

    whole = (
        log(3, ":100644 100644 aa bb R090", "b.yml", "ä.yml")
        + log(2, ":100644 100644 aa aa R100", "a.yml", "b.yml", ":000000 100644 00 cc A", "x.yml")
        + log(1, ":000000 100644 00 aa A", "a.yml")
    ).encode()
    read = read_log(whole[at : at + size] for at in range(0, len(whole), size))
    assert [change.commit for change, _ in read.entries["ä.yml"]] == ["c3", "c2", "c1"]
    assert [change.subject for change in read.changes] == ["subject ä3", "subject ä2", "subject ä1"]
    for end in range(len(whole)):
        assert len(read_log([whole[:end]]).changes) <= 3
