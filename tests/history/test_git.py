"""What git says about documents: renames, shortened clones, no commits, no git."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from smsbook.history.git import parse_log, read_history


def git(folder: Path, *arguments: str) -> None:
    settings = ["-c", "user.name=Ann Ä", "-c", "user.email=ann@example.org", "-c", "init.defaultBranch=main"]
    settings += ["-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always"]
    subprocess.run(["git", "-C", folder, *settings, *arguments], check=True, capture_output=True)


def commit(folder: Path, subject: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", subject, "--date", "2026-03-04T05:06:07+00:00")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with three commits; the second renames a document, the third is about something else."""
    root = tmp_path / "repository"
    (root / "x" / "sms" / "roles").mkdir(parents=True)
    git(root, "init", "-q")
    (root / "x/sms/roles/old ä.yml").write_text("one\ntwo\nthree\n", encoding="utf-8")
    (root / "x/sms/sms.yml").write_text("name: X\n", encoding="utf-8")
    commit(root, "First: «ä» | <b>")
    git(root, "mv", "x/sms/roles/old ä.yml", "x/sms/roles/new.yml")
    commit(root, "Rename it")
    (root / "other.txt").write_text("x", encoding="utf-8")
    commit(root, "Something else")
    return root


def test_one_pass_follows_renames(repository: Path) -> None:
    history = read_history(repository / "x" / "sms")
    assert [change.subject for change in history.of("roles/new.yml")] == ["Rename it", "First: «ä» | <b>"]
    assert history.of("roles/new.yml")[0].author == "Ann Ä"
    assert history.of("roles/new.yml")[0].day == date(2026, 3, 4)
    assert history.of("roles/old ä.yml") == ()
    assert (history.folder, history.note, history.shortened) == ("x/sms", "", False)
    assert [change.subject for change in history.changes] == ["Rename it", "First: «ä» | <b>"]


def test_what_is_not_committed_is_known(repository: Path) -> None:
    (repository / "x/sms/roles/new.yml").write_text("changed\n", encoding="utf-8")
    (repository / "x/sms/added.yml").write_text("new\n", encoding="utf-8")
    (repository / "beside.txt").write_text("new\n", encoding="utf-8")
    assert read_history(repository / "x" / "sms").modified == {"roles/new.yml", "added.yml"}


def test_a_shallow_clone_claims_nothing_about_its_first_commit(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{repository}", "shallow")
    history = read_history(tmp_path / "shallow" / "x" / "sms")
    assert history.shortened
    assert history.of("sms.yml") == ()
    (tmp_path / "shallow/x/sms/sms.yml").write_text("name: Y\n", encoding="utf-8")
    commit(tmp_path / "shallow", "Later")
    assert [change.subject for change in read_history(tmp_path / "shallow/x/sms").of("sms.yml")] == ["Later"]


def test_without_commits(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "sms.yml").write_text("name: X\n", encoding="utf-8")
    history = read_history(tmp_path)
    assert history.changes == ()
    assert "nothing has been committed" in history.note
    assert history.modified == {"sms.yml"}


def test_outside_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "sms").mkdir()
    history = read_history(tmp_path / "sms")
    assert "not made from a git repository" in history.note
    assert history.folder == "sms"


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is not installed" in read_history(tmp_path).note


def test_variables_of_a_hook_do_not_mislead(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    assert len(read_history(repository / "x" / "sms").changes) == 2


@pytest.mark.parametrize(
    "log", ["", "\0", "\0\0\n", "\x01c\x1f2026-01-01\x1fA\x1fs", "\x01c\x1f2026-01-01\x1fA\x1fs\0\nM\0"]
)
def test_a_log_that_ends_early(log: str) -> None:
    assert len(parse_log(log).changes) <= 1


def test_chains_of_renames() -> None:
    def entry(number: int, *status: str) -> str:
        return f"\x01c{number}\x1f2026-01-0{number}\x1fA\x1fs{number}\0\n" + "".join(
            f"{word}\0" for word in status
        )

    log = (
        entry(3, "R100", "b.yml", "c.yml")
        + entry(2, "R090", "a.yml", "b.yml", "A", "x.yml")
        + entry(1, "A", "a.yml")
    )
    history = parse_log(log)
    assert [change.commit for change in history.of("c.yml")] == ["c3", "c2", "c1"]
    assert [change.paths for change in history.changes] == [("c.yml",), ("c.yml", "x.yml"), ("c.yml",)]
    assert history.commit == "c3"
