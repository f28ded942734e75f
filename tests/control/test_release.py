"""Releases as those meet them who make them: all of one, or nothing, and every reason why not."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import shelf
from conftest import replace
from control.scenes import approve, commit, git, repository, revise, state
from gold import hold
from smsbook.check.run import check
from smsbook.cli.main import run as run_commands
from smsbook.control.alone import alone
from smsbook.control.release_file import written
from smsbook.control.released import number
from smsbook.control.repository import repository as repository_around
from smsbook.source.folder import CouldNotRun

HERE = Path(__file__).parent
DAY = "2026-07-02"
Say = Callable[..., str]


@pytest.fixture(autouse=True)
def nobodys_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests away from git."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the small SMS in a repository; the tests stand above it."""
    monkeypatch.chdir(tmp_path)
    return repository(tmp_path)


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Say:
    """Run `smsbook release`; return what it printed, the code at the end."""

    def run(*arguments: str, day: str = DAY) -> str:
        monkeypatch.setattr("sys.argv", ["smsbook", "release", *arguments, "--date", day])
        capfd.readouterr()
        with pytest.raises(SystemExit) as stopped:
            run_commands()
        said = capfd.readouterr()
        return f"{said.out}{said.err}(code {stopped.value.code})\n"

    return run


def scrubbed(text: str) -> str:
    """Hide the names of commits, which tell the time."""
    return re.sub(r"\b[0-9a-f]{40}\b", "COMMIT", re.sub(r"(commit )[0-9a-f]{10}\b", r"\1COMMIT", text))


def sound(place: Path, tag: str = "sms-1.0") -> None:
    """Expect a release that is whole: tag, commit, file, and a repository and an SMS without a fault."""
    head = git(place, "rev-parse", "HEAD")
    assert git(place, "rev-parse", f"{tag}^{{commit}}") == head
    assert git(place, "cat-file", "-t", tag) == "tag"
    version = tag.removeprefix("sms-")
    assert git(place, "diff", "--name-status", "HEAD~", "HEAD") == f"A\tsms/releases/{version}.yml"
    assert git(place, "status", "--porcelain") == ""
    git(place, "fsck", "--strict")
    assert not check(place / "sms", date.fromisoformat(DAY)).fails()
    assert not (place / ".git/smsbook/at-work").exists()


def test_a_first_release(root: Path, say: Say) -> None:
    content = git(root, "rev-parse", "HEAD")
    said = say("1.0", "--notes", "notes.md")
    hold(scrubbed(said), HERE / "release-first.txt")
    notes = Path("notes.md").read_text(encoding="utf-8")
    assert said.startswith(notes)
    assert git(root, "tag", "--list", "--format=%(contents)", "sms-1.0") == notes.strip()
    Path("notes.md").unlink()
    sound(root.parent)
    text = _file(root, "1.0")
    assert f'commit: "{content}"' in text
    assert "POL-three" not in text, "a draft is in no release"
    assert (
        git(root, "log", "-1", "--format=%an %ae %cn %s")
        == "Ann Author ann@example.org Ann Author Release 1.0"
    )
    assert git(root, "reflog", "-1", "--format=%gs") == "smsbook release: sms-1.0"


def test_a_release_tells_what_changed(root: Path, say: Say) -> None:
    say("1.0")
    revise(root)
    hold(scrubbed(say("1.1")), HERE / "release-second.txt")
    hold(scrubbed(_file(root, "1.1")), HERE / "release-second.yml")
    sound(root.parent, "sms-1.1")
    git(root, "tag", "--delete", "sms-1.1")
    git(root, "reset", "--quiet", "--hard", "HEAD~")
    git(root, "tag", "--delete", "sms-1.0")
    again = say("1.1")
    assert "3 documents changed, 1 removed" in again, "without its tag, a release is known by its file"


def test_nothing_changed(root: Path, say: Say) -> None:
    say("1.0")
    assert "No document changed." in say("1.1")
    assert say("1.0.0").startswith("smsbook: 1.0.0 was not released")


def test_a_dry_run_writes_nothing(root: Path, say: Say) -> None:
    before = _bytes(root.parent)
    said = say("1.0", "--dry-run", "--notes", "notes.md")
    assert "1.0 can be released; nothing was written\n(code 0)" in said
    assert _bytes(root.parent) == before
    made = say("1.0")
    assert said.partition("smsbook:")[0] == made.partition("smsbook:")[0]


def _file(root: Path, version: str) -> str:
    return (root / f"releases/{version}.yml").read_text(encoding="utf-8")


def _bytes(place: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in place.rglob("*") if file.is_file()}


# --- refused ----------------------------------------------------------------------------------------------


def _edited(root: Path) -> None:
    replace(root / "records/REC-2026-05-05-other.yml", "Other", "Another")


def _untracked(root: Path) -> None:
    text = (root / "records/REC-2026-05-05-other.yml").read_text(encoding="utf-8")
    (root / "records/REC-2026-05-06-other.yml").write_text(text.replace("05-05", "05-06"), encoding="utf-8")
    (root / "notes.txt").write_text("No document, so it may lie there.\n", encoding="utf-8")


def _ignored(root: Path) -> None:
    (root.parent / ".git/info/exclude").write_text("*-05-06-*\n", encoding="utf-8")
    _untracked(root)


def _hidden(root: Path) -> None:
    git(root, "update-index", "--assume-unchanged", "records/REC-2026-05-05-other.yml")
    _edited(root)


def _detached(root: Path) -> None:
    git(root, "checkout", "--quiet", "--detach")


def _merging(root: Path) -> None:
    git(root, "branch", "side")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "Here")
    git(root, "switch", "--quiet", "side")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "There")
    git(root, "merge", "--quiet", "--no-commit", "--no-ff", "main")


def _unsealed(root: Path) -> None:
    file = root / "policies/POL-two.yml"
    file.write_text(re.sub("  seal: .*\n", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    commit(root, "Without a seal")


def _broken(root: Path) -> None:
    replace(root / "policies/POL-two.yml", "So that", "In order that")
    replace(root / "policies/POL-two.yml", "2.1", "2.2")
    commit(root, "Change it")


def _overdue(root: Path) -> None:
    replace(root / "policies/POL-one.yml", "2027-06-30", "2026-07-01")
    commit(root, "Due")


def _nameless(root: Path) -> None:
    git(root, "config", "--unset", "user.email")


def _tagged(root: Path) -> None:
    git(root, "tag", "sms-1.0")


def _higher(root: Path) -> None:
    git(root, "tag", "sms-1.10")


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (
            _edited,
            "1 file differs from the last commit: sms/records/REC-2026-05-05-other.yml; commit or undo",
        ),
        (_untracked, "1 file differs from the last commit: sms/records/REC-2026-05-06-other.yml"),
        (_ignored, "1 file differs from the last commit: sms/records/REC-2026-05-06-other.yml"),
        (_hidden, "1 file differs from the last commit: sms/records/REC-2026-05-05-other.yml"),
        (_detached, "no branch is checked out (HEAD is detached); check one out"),
        (_merging, "git is in the middle of something (MERGE_HEAD)"),
        (_unsealed, "POL-two"),
        (_broken, "[broken-seal]"),
        (_overdue, "[overdue-review]"),
        (_nameless, 'git does not know who you are; tell it with `git config user.name "Your Name"`'),
        (_tagged, "1.0 is already released: there is a tag sms-1.0"),
        (_higher, "1.0 is not higher than 1.10, the last release"),
    ],
)
def test_refused(root: Path, say: Say, spoil: Callable[[Path], None], reason: str) -> None:
    spoil(root)
    before = state(root.parent)
    said = say("1.0")
    assert said.startswith("smsbook: 1.0 was not released, and nothing was written:\n  - ")
    assert reason in said
    assert said.count("\n  - ") == 1
    assert said.endswith("(code 1)\n")
    assert state(root.parent) == before


def test_all_reasons_at_once(root: Path, say: Say) -> None:
    say("1.2")
    replace(root / "roles/people.yml", "status: approved", "status: draft")
    _broken(root)
    _overdue(root)
    _nameless(root)
    _edited(root)
    _detached(root)
    before = state(root.parent)
    hold(say("1.1", day="2026-07-01"), HERE / "release-refused.txt")
    assert state(root.parent) == before


def test_what_was_approved_has_to_be_approved_again(root: Path, say: Say) -> None:
    say("1.0")
    replace(root / "policies/POL-two.yml", "status: approved", "status: in-review")
    commit(root, "Back into review")
    reason = "1 document is no longer approved, unlike in the last release: POL-two; see `smsbook approve`"
    assert reason in say("1.1")
    replace(root / "policies/POL-two.yml", "status: in-review", "status: approved")
    replace(root / "policies/POL-two.yml", "So that", "In order that")
    replace(root / "policies/POL-two.yml", "2.1", "2.2")
    approve(root)
    commit(root, "Approved again")
    assert "(code 0)" in say("1.1")


def test_a_shallow_clone_lacks_the_last_release(
    root: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    say("1.0")
    revise(root)
    clone = root.parent / "clone"
    git(root.parent, "clone", "--quiet", "--depth=1", "--no-tags", f"file://{root.parent}", "clone")
    git(clone, "config", "user.name", "Ann")
    git(clone, "config", "user.email", "ann@example.org")
    monkeypatch.chdir(clone)
    assert "its tag sms-1.0 is not in this clone; fetch it with `git fetch --unshallow --tags`" in say("1.1")
    git(clone, "fetch", "--quiet", "--unshallow", "--tags")
    assert "3 documents changed, 1 removed" in say("1.1")


def test_the_last_release_is_on_another_branch(root: Path, say: Say) -> None:
    git(root, "switch", "--quiet", "--create", "side")
    say("1.0")
    git(root, "switch", "--quiet", "main")
    assert "the last release, 1.0, is not part of this branch; merge it first" in say("1.1")


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("v1.0", "`v1.0` is no version, expected two or three numbers with dots, such as 1.0 or 2.1.3"),
        ("1", "`1` is no version"),
        ("1.0\n", "is no version"),
        ("../1.0", "`../1.0` is no version"),
    ],
)
def test_no_version(root: Path, say: Say, version: str, message: str) -> None:
    before = state(root.parent)
    said = say(version)
    assert message in said
    assert "(code 2)" in said
    assert state(root.parent) == before


def test_no_repository(tmp_path: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "sms").mkdir()
    (tmp_path / "sms/sms.yml").write_text("name: Small\n", encoding="utf-8")
    assert "is in no git repository; versions are commits and tags" in say("1.0")
    git(tmp_path, "init", "--quiet")
    assert "nothing has been committed yet; a release is made from a commit" in say("1.0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is not installed; versions are commits and tags, so this needs git\n(code 2)" in say("1.0")


def test_notes_have_no_place(root: Path, say: Say) -> None:
    before = state(root.parent)
    assert "there is no folder nowhere to write the notes into\n(code 2)" in say(
        "1.0", "--notes", "nowhere/n.md"
    )
    assert state(root.parent) == before


# --- every kind of repository -----------------------------------------------------------------------------


def test_the_sms_is_the_whole_repository(tmp_path: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository(tmp_path, "."))
    assert "(code 0)" in say("1.0")
    assert git(tmp_path, "ls-tree", "-r", "--name-only", "sms-1.0", "releases") == "releases/1.0.yml"
    assert git(tmp_path, "status", "--porcelain") == ""


def test_a_worktree(root: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    git(root, "worktree", "add", "--quiet", "-b", "side", "../other")
    other = root.parent / "other"
    monkeypatch.chdir(other)
    before = state(root.parent)
    assert "(code 0)" in say("1.0")
    assert git(other, "status", "--porcelain") == ""
    assert git(other, "rev-parse", "side") == git(other, "rev-parse", "sms-1.0^{commit}")
    assert {**state(root.parent), "refs": ""} == {**before, "refs": ""}


def test_a_submodule(tmp_path: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    inner, outer = tmp_path / "inner", tmp_path / "outer"
    inner.mkdir()
    outer.mkdir()
    repository(inner)
    git(outer, "init", "--quiet")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner), "part")
    git(outer / "part", "config", "user.name", "Ann")
    git(outer / "part", "config", "user.email", "ann@example.org")
    monkeypatch.chdir(outer / "part")
    assert "(code 0)" in say("1.0")
    assert git(outer / "part", "status", "--porcelain") == ""
    assert git(outer / "part", "cat-file", "-t", "sms-1.0") == "tag"


def test_what_else_is_staged_stays(root: Path, say: Say) -> None:
    (root.parent / "letter.txt").write_text("Dear all\n", encoding="utf-8")
    git(root.parent, "add", "letter.txt")
    assert "(code 0)" in say("1.0")
    assert git(root.parent, "status", "--porcelain") == "A  letter.txt"
    assert git(root.parent, "show", "--name-only", "--format=", "HEAD") == "sms/releases/1.0.yml"


SIGNER = """#!/bin/sh
cat > /dev/null
echo "[GNUPG:] SIG_CREATED " >&2
printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nabc\\n-----END PGP SIGNATURE-----\\n'
"""


def test_commit_and_tag_are_signed_where_git_signs(root: Path, say: Say) -> None:
    signer = root.parent / ".git/signer"
    signer.write_text(SIGNER, encoding="utf-8")
    signer.chmod(0o755)
    for name, value in (("gpg.program", str(signer)), ("commit.gpgSign", "true"), ("tag.gpgSign", "true")):
        git(root, "config", name, value)
    assert "(code 0)" in say("1.0")
    for name in ("sms-1.0", "sms-1.0^{commit}"):
        assert "BEGIN PGP SIGNATURE" in git(root, "cat-file", "-p", name)
    git(root, "config", "gpg.program", "/bin/false")
    revise_without_signing(root)
    before = state(root.parent)
    assert "failed to sign" in (said := say("1.1"))
    assert "(code 2)" in said
    assert state(root.parent) == before


def revise_without_signing(root: Path) -> None:
    git(root, "config", "commit.gpgSign", "false")
    revise(root)
    git(root, "config", "commit.gpgSign", "true")


def test_a_hook_may_refuse(root: Path, say: Say) -> None:
    hook = root.parent / ".git/hooks/reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\n[ "$1" != prepared ]\n', encoding="utf-8")
    hook.chmod(0o755)
    before = state(root.parent)
    said = say("1.0")
    assert "hook" in said
    assert "(code 2)" in said
    assert state(root.parent) == before


# --- two at once ------------------------------------------------------------------------------------------


def test_two_at_once(root: Path) -> None:
    command = [sys.executable, "-m", "smsbook", "release", "1.0", "--date", DAY]
    runs = [
        subprocess.Popen(command, cwd=root.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [run.communicate(timeout=60)[1] for run in runs]
    assert sorted(run.returncode for run in runs) == [0, 1], said
    assert sum("1.0 is already released" in text for text in said) == 1
    sound(root.parent)


def test_another_one_is_at_work(root: Path) -> None:
    place = repository_around(root)
    with (
        alone(place),
        pytest.raises(CouldNotRun, match="`smsbook release` or `publish` is at work"),
        alone(place, 0),
    ):
        pass


# --- the file ---------------------------------------------------------------------------------------------

WORDS = st.text(min_size=2).filter(lambda text: text.strip() == text and len(text.strip()) > 1)


@settings(max_examples=60, deadline=None)
@given(title=WORDS, details=st.lists(WORDS, min_size=1, max_size=3))
def test_a_release_file_holds_any_text(title: str, details: list[str]) -> None:
    body = {
        "kind": "sms-release",
        "id": "sms-1.0",
        "title": title,
        "version": "1.0",
        "status": "approved",
        "owner": "SMS.manager",
        "date": DAY,
        "changes": [{"document": "POL-one", "change": "changed", "details": details}],
        "documents": [{"document": "no", "version": "1.10", "seal": "s1:00"}],
    }
    try:
        text = written(body, "releases/1.0.yml", shelf.kinds())
    except CouldNotRun:
        assert any(not word.isprintable() for word in (title, *details))
        return
    built, findings = shelf.library({"releases/1.0.yml": text})
    assert findings == []
    assert built.documents[0].body == body


@given(
    st.lists(st.integers(0, 30), min_size=2, max_size=3), st.lists(st.integers(0, 30), min_size=2, max_size=3)
)
def test_versions_count_as_numbers(one: list[int], other: list[int]) -> None:
    first, second = (".".join(map(str, parts)) for parts in (one, other))
    expected = [*one, 0][:3] < [*other, 0][:3]
    assert (number(first) < number(second)) is expected
