"""A repository that a stranger prepared runs nothing, hides nothing and breaks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from git_repository import commit, git, policy, repository, write

from smsbook.history.git import read_history
from smsbook.history.past import texts_at


@pytest.fixture
def sms(tmp_path: Path) -> Path:
    sms = repository(tmp_path / "repository", **{"POL-a.yml": policy("1.0")})
    commit(sms, "One")
    write(sms, **{"POL-a.yml": policy("1.1")})
    commit(sms, "Two")
    return sms


def versions(sms: Path) -> list[str]:
    return [state.version for state in read_history(sms).revisions("POL-a.yml")]


def test_nothing_of_the_configuration_runs(sms: Path, tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {marker}\n", encoding="utf-8")
    program.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for hook in ("post-index-change", "fsmonitor-watchman", "post-checkout", "reference-transaction"):
        (hooks / hook).symlink_to(program)
    for name in (
        "core.fsmonitor",
        "diff.external",
        "diff.x.textconv",
        "diff.x.command",
        "core.pager",
        "pager.log",
    ):
        git(sms, "config", name, str(program))
    for name in (
        "gpg.program",
        "core.sshCommand",
        "core.askPass",
        "core.alternateRefsCommand",
        "core.editor",
    ):
        git(sms, "config", name, str(program))
    git(sms, "config", "core.hooksPath", str(hooks))
    git(sms, "config", "log.showSignature", "true")
    write(sms, **{".gitattributes": "* diff=x\n", "POL-a.yml": policy("1.2")})
    assert versions(sms) == ["1.1", "1.0"]
    assert read_history(sms).modified == {".gitattributes", "POL-a.yml"}
    assert texts_at(sms, git(sms, "rev-parse", "HEAD"))
    assert not marker.exists()


SETTINGS = [
    ("diff.renames", "false"),
    ("diff.renames", "copies"),
    ("diff.renameLimit", "1"),
    ("diff.orderFile", "/nowhere"),
    ("diff.noPrefix", "true"),
    ("diff.relative", "true"),
    ("diff.ignoreSubmodules", "all"),
    ("log.showRoot", "false"),
    ("log.follow", "true"),
    ("log.date", "relative"),
    ("log.diffMerges", "off"),
    ("log.decorate", "full"),
    ("log.excludeDecoration", "refs/tags/*"),
    ("format.pretty", "oneline"),
    ("format.notes", "*"),
    ("core.quotePath", "true"),
    ("core.abbrev", "4"),
    ("color.ui", "always"),
    ("column.ui", "always"),
    ("status.showUntrackedFiles", "no"),
    ("status.relativePaths", "true"),
    ("status.branch", "true"),
    ("status.showStash", "true"),
    ("i18n.logOutputEncoding", "UTF-16"),
    ("core.attributesFile", "/nowhere"),
]


def test_no_setting_changes_the_answer(sms: Path) -> None:
    git(sms, "mv", "POL-a.yml", "POL-ä.yml")
    commit(sms, "Rename")
    git(sms, "tag", "sms-1.0")
    write(sms, **{"new.yml": "x\n"})
    expected = read_history(sms)
    assert len(expected.revisions("POL-ä.yml")) == 3
    assert (expected.modified, expected.tags) == ({"new.yml"}, ("sms-1.0",))
    for name, value in SETTINGS:
        git(sms, "config", name, value)
        assert read_history(sms) == expected, name
        git(sms, "config", "--unset", name)


def test_variables_of_a_hook_do_not_mislead(sms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_WORK_TREE", "GIT_COMMON_DIR"):
        monkeypatch.setenv(name, "/nowhere")
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "/nowhere")
    assert versions(sms) == ["1.1", "1.0"]


def test_replaced_objects_are_not_believed(sms: Path) -> None:
    other = git(sms, "commit-tree", "HEAD^{tree}", "-m", "Forged")
    git(sms, "replace", "HEAD", other)
    assert [change.subject for change in read_history(sms).of("POL-a.yml")] == ["Two", "One"]
    blob, forged = git(sms, "rev-parse", "HEAD:./POL-a.yml"), git(sms, "hash-object", "-w", "sms.yml")
    git(sms, "replace", blob, forged)
    assert versions(sms) == ["1.1", "1.0"]


def test_names_and_subjects_of_any_size_and_encoding(sms: Path) -> None:
    tree, parent = git(sms, "rev-parse", "HEAD^{tree}"), git(sms, "rev-parse", "HEAD~1")
    person = b"J\xf6rg \x01\x1f" + b"x" * 3000 + b" <j@example.org> 1772773567 +0000"
    subject = b"S\xfcbject \x01 \x1f\t" + "ä€𝄞".encode() * 100_000
    lines = [
        b"tree " + tree.encode(),
        b"parent " + parent.encode(),
        b"author " + person,
        b"committer " + person,
    ]
    file = sms.parent / "raw-commit"
    file.write_bytes(b"\n".join([*lines, b"", subject, b""]))
    made = git(sms, "hash-object", "-t", "commit", "-w", "--literally", file)
    file.unlink()
    git(sms, "reset", "-q", "--hard", made)
    history = read_history(sms)
    change = history.of("POL-a.yml")[0]
    assert change.commit == made
    assert change.author.startswith("J�rg")
    assert len(change.author) <= 80
    assert len(change.subject) <= 3200
    assert versions(sms) == ["1.1", "1.0"]


@pytest.mark.parametrize("moment", ["0 +0000", "99999999999999 +0000", "-5 +0000", "1772773567 +9999", "x"])
def test_dates_that_are_none(sms: Path, moment: str) -> None:
    tree = git(sms, "rev-parse", "HEAD^{tree}")
    text = f"tree {tree}\nauthor A <a@example.org> {moment}\ncommitter A <a@example.org> {moment}\n\nOdd\n"
    (sms.parent / "raw").write_text(text, encoding="utf-8")
    made = git(sms, "hash-object", "-t", "commit", "-w", "--literally", sms.parent / "raw")
    git(sms, "reset", "-q", "--hard", made)
    history = read_history(sms)
    assert [change.subject for change in history.of("POL-a.yml")] == ["Odd"]
    assert history.commit == made


def test_paths_that_look_like_git_s_answer(sms: Path) -> None:
    odd = ["\x01abc\x1f2026.yml", ":100644 100644 aa bb M.yml", "a\nb.yml", "tab\tx.yml", "-n.yml", "'\".yml"]
    write(sms, **dict.fromkeys(odd, policy("7.0")))
    commit(sms, "Odd names")
    history = read_history(sms)
    assert {path: history.revisions(path)[0].version for path in odd} == dict.fromkeys(odd, "7.0")
