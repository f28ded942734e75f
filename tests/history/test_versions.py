"""Versions of a document: when each first stood, who wrote it, and which commit approved it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from git_repository import commit, policy, repository, write

from smsbook.history.git import read_history
from smsbook.library.history import Version, versions

STATES = [
    ("2026-01-01", policy("0.1", "draft")),
    ("2026-01-02", policy("1.0", "in-review")),
    ("2026-01-03", policy("1.0", "approved", approval="2026-01-03 s1:aa")),
    ("2026-01-04", policy("1.0", "approved", "Said better.", approval="2026-01-03 s1:aa")),
    ("2026-01-05", policy("1.0", "approved", "Said better.", approval="2026-01-05 s1:bb")),
    ("2026-02-01", policy("1.1", "draft", "Changed.", approval="2026-01-05 s1:bb")),
    ("2026-02-02", policy("1.1", "approved", "Changed.", approval="2026-02-02")),
    ("2026-02-03", policy("1.1", "approved", "Changed. ", approval="2026-02-02")),
    ("2026-03-01", policy("1.1", "retired", "Changed.", approval="2026-02-02")),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Version, ...]:
    sms = repository(tmp_path_factory.mktemp("versions"))
    for number, (day, text) in enumerate(STATES):
        write(sms, **{"POL-a.yml": text})
        commit(sms, f"State {number}", day, GIT_AUTHOR_NAME=f"Author {number}")
    return versions(read_history(sms), "POL-a.yml")


def test_each_version_has_the_day_on_which_it_first_stood(told: tuple[Version, ...]) -> None:
    assert [(item.version, item.day, item.author) for item in told] == [
        ("1.1", date(2026, 2, 1), "Author 5"),
        ("1.0", date(2026, 1, 2), "Author 1"),
        ("0.1", date(2026, 1, 1), "Author 0"),
    ]


def test_the_approving_commit_is_the_first_with_the_approval_that_held_last(
    told: tuple[Version, ...],
) -> None:
    """With a seal the seal decides; without one, person and day."""
    assert [item.approving.subject if item.approving else "" for item in told] == ["State 6", "State 4", ""]
    assert [(item.approved_by, item.approved_on) for item in told] == [
        ("ann", date(2026, 2, 2)),
        ("ann", date(2026, 1, 5)),
        ("", None),
    ]


def test_a_document_without_history_has_no_versions(tmp_path: Path) -> None:
    sms = repository(tmp_path, **{"POL-a.yml": policy()})
    assert versions(read_history(sms), "POL-a.yml") == ()


def test_texts_that_tell_no_version_are_left_out(tmp_path: Path) -> None:
    sms = repository(tmp_path)
    broken = ["", "kind: [", "- a list\n", "kind: policy\n", policy("1.0"), "\ufeff" + policy("2.0")]
    for number, text in enumerate(broken):
        write(sms, **{"POL-a.yml": text or "\n"})
        commit(sms, f"State {number}")
    (sms / "POL-a.yml").write_bytes(b"kind: policy\nversion: '3.0'\n\xff\n")
    commit(sms, "No text")
    write(sms, **{"POL-a.yml": "x" * 1_000_001})
    commit(sms, "Too large")
    history = read_history(sms)
    assert [item.version for item in versions(history, "POL-a.yml")] == ["2.0", "1.0"]
    assert [state.text for state in history.revisions("POL-a.yml")[:2]] == ["", ""]


def test_many_states_are_read_with_few_processes(tmp_path: Path) -> None:
    """More states than are read ahead: the earlier ones come when they are asked for."""
    sms = repository(tmp_path)
    for number in range(12):
        write(sms, **{"POL-a.yml": policy(f"1.{number}"), "POL-b.yml": policy(f"2.{number}")})
        commit(sms, f"State {number}")
    history = read_history(sms)
    assert [item.version for item in versions(history, "POL-a.yml")] == [f"1.{11 - n}" for n in range(12)]
    assert history.revisions("POL-b.yml")[11].text == policy("2.0")
