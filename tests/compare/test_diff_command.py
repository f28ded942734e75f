"""Which two states `smsbook diff` compares, and what it says where one of them is not in order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from repositories import commit, git, write

from conftest import AS_OF, smsbook
from smsbook.compare.comparison import Comparison, DocumentChange, Fate
from smsbook.compare.run import compare_revisions
from smsbook.compare.words import sentence
from smsbook.source.folder import CouldNotRun

DAY = date.fromisoformat(AS_OF)
SETTINGS = {"sms.yml": "name: Tidewater\n"}
SERVICE = """\
kind: service
id: SVC-mail
title: Mail
version: "1.0"
status: draft
owner: SPM.service-owner
lifecycle: live
"""
MAIL = "services/SVC-mail.yml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository in which a service was called Post, Mail and, not yet committed, Messages."""
    monkeypatch.chdir(tmp_path)
    for tag, title in (("one", "Post"), ("two", "Mail")):
        write(tmp_path / "sms", {**SETTINGS, MAIL: SERVICE.replace("Mail", title)})
        commit(tmp_path, tag)
    write(tmp_path / "sms", {**SETTINGS, MAIL: SERVICE.replace("Mail", "Messages")})
    return tmp_path


def compared(root: Path, revisions: str = "") -> Comparison:
    return compare_revisions(root, revisions, DAY)


def only(comparison: Comparison) -> DocumentChange:
    (change,) = comparison.documents
    return change


# --- which states


@pytest.mark.parametrize(
    ("revisions", "words"),
    [
        ("", "title Mail -> Messages"),
        ("HEAD", "title Mail -> Messages"),
        ("one", "title Post -> Messages"),
        ("one..two", "title Post -> Mail"),
        ("one..", "title Post -> Mail"),
        ("two..one", "title Mail -> Post"),
        ("..one", "title Mail -> Post"),
        ("HEAD~1..main", "title Post -> Mail"),
    ],
)
def test_states_are_named_as_git_names_them(root: Path, revisions: str, words: str) -> None:
    (difference,) = only(compared(root, revisions)).differences
    assert sentence(difference) == words


def test_both_states_are_named_in_what_is_told(root: Path) -> None:
    first = git(root, "rev-parse", "one")
    told = compared(root, "one..two")
    assert told.before.words == f"one ({first[:10]})"
    assert compared(root, first[:7]).before.words == first[:10]
    assert compared(root).after.words == "the working tree"


def test_a_state_does_not_differ_from_itself(root: Path) -> None:
    assert compared(root, "one..one").empty
    done = smsbook("diff", "one..one", "--as-of", AS_OF, cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(": no changes\n")


def test_an_unborn_change_in_layout_only_is_told_as_such(root: Path) -> None:
    write(root / "sms", {**SETTINGS, MAIL: SERVICE.replace("title: Mail", "title: 'Mail'")})
    told = compared(root)
    assert told.empty
    assert told.layout == (MAIL,)
    assert smsbook("diff", cwd=root).stdout.endswith(": no changes, layout only\n")


@pytest.mark.parametrize(
    ("revisions", "words"),
    [
        ("nowhere", "'nowhere'"),
        ("one..nowhere", "'nowhere'"),
        ("one...two", "smsbook diff one..two"),
        ("one..two..one", "'two..one'"),
        ("--output=stolen", "'--output=stolen'"),
        ("one:sms/sms.yml", "'one:sms/sms.yml'"),
    ],
)
def test_what_git_does_not_know_is_said(root: Path, revisions: str, words: str) -> None:
    done = smsbook("diff", "--", revisions, cwd=root)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "stolen").exists()


def test_the_path_may_be_named(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    done = smsbook("diff", "one..two", "--path", root / "sms", "--as-of", AS_OF, cwd=elsewhere)
    assert done.returncode == 0
    assert "title Post -> Mail" in done.stdout


def test_without_git_it_says_why_it_cannot_run(tmp_path: Path) -> None:
    write(tmp_path / "sms", {**SETTINGS, MAIL: SERVICE})
    with pytest.raises(CouldNotRun):
        compared(tmp_path)


# --- states that are not in order


def test_a_folder_that_was_not_there(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "mv", "sms", "handbook")
    commit(root, "moved")
    assert compared(root / "handbook", "moved").empty
    with pytest.raises(CouldNotRun, match="the folder was not there"):
        compared(root / "handbook", "one")


def test_the_root_of_the_repository_may_be_the_folder(tmp_path: Path) -> None:
    for tag, title in (("one", "Post"), ("two", "Mail")):
        for path, text in {**SETTINGS, MAIL: SERVICE.replace("Mail", title)}.items():
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        commit(tmp_path, tag)
    (difference,) = only(compared(tmp_path, "one..two")).differences
    assert sentence(difference) == "title Post -> Mail"


@pytest.mark.parametrize("broken", ["title: [open\n", "", "- a\n- b\n", "a: b: c"])
def test_a_document_that_could_not_be_read(root: Path, broken: str) -> None:
    write(root / "sms", {**SETTINGS, MAIL: broken})
    commit(root, "broken")
    assert only(compared(root, "two..broken")).note == "it cannot be read now"
    change = only(compared(root, "broken..two"))
    assert (change.note, change.title, change.fate) == ("it could not be read before", "Mail", Fate.CHANGED)
    write(root / "sms", {**SETTINGS, MAIL: f"{broken}\nb: ["})
    assert "could not be read before, and cannot be read now" in only(compared(root)).note


def test_a_document_that_does_not_validate_is_compared_all_the_same(root: Path) -> None:
    odd = SERVICE.replace("title: Mail", "title: [Mail]").replace("live", "nowhere") + "odd: {a: 1}\n"
    write(root / "sms", {**SETTINGS, MAIL: odd})
    assert [sentence(item) for item in only(compared(root)).differences] == [
        'title "Mail" -> ["Mail"]',
        "lifecycle live -> nowhere",
        "odd added: a 1",
    ]


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (None, "added"),
        ("name: [", "it could not be read before"),
        ("name: Brine\n", "name Brine -> Tidewater"),
    ],
)
def test_settings_that_lacked_or_were_broken(root: Path, before: str | None, words: str) -> None:
    write(root / "sms", {MAIL: SERVICE, **({"sms.yml": before} if before else {})})
    commit(root, "odd")
    write(root / "sms", {**SETTINGS, MAIL: SERVICE})
    change = only(compared(root))
    assert change.path == "sms.yml"
    assert words in (change.fate, change.note, *map(sentence, change.differences))


def test_a_document_that_lost_its_id_is_still_known_by_its_file(root: Path) -> None:
    write(root / "sms", {**SETTINGS, MAIL: SERVICE.replace("SVC-mail", "SVC-post")})
    change = only(compared(root))
    assert (change.fate, change.was_id, change.id) == (Fate.RENAMED, "SVC-mail", "SVC-post")


def test_two_documents_with_one_id(root: Path) -> None:
    twin = SERVICE.replace("title: Mail", "title: Twin")
    write(root / "sms", {**SETTINGS, MAIL: SERVICE, "services/SVC-twin.yml": twin})
    change = only(compared(root))
    assert (change.fate, change.path, change.title) == (Fate.ADDED, "services/SVC-twin.yml", "Twin")


def test_a_retired_document_and_its_return(root: Path) -> None:
    write(root / "sms", {**SETTINGS, MAIL: SERVICE.replace("draft", "retired")})
    commit(root, "retired")
    assert only(compared(root, "two..retired")).fate is Fate.RETIRED
    assert only(compared(root, "retired..two")).fate is Fate.RETURNED


def test_a_document_with_another_id_and_file_is_known_by_its_former_id(root: Path) -> None:
    renamed = SERVICE.replace("SVC-mail", "SVC-post") + "aliases: [SVC-mail]\n"
    write(root / "sms", {**SETTINGS, "services/SVC-post.yml": renamed})
    change = only(compared(root))
    assert (change.fate, change.was_id, change.was) == (Fate.RENAMED, "SVC-mail", MAIL)
