"""An SMS as it stood at a commit."""

from __future__ import annotations

from pathlib import Path

import pytest
from git_repository import commit, git, policy, repository, write

from smsbook.check.run import load
from smsbook.history.past import library_at, resolve, texts_at
from smsbook.source.folder import CouldNotRun, read


@pytest.fixture
def sms(tmp_path: Path) -> Path:
    sms = repository(
        tmp_path / "repository",
        **{
            "policies/POL-a.yml": policy(),
            "policies/POL-ä b.yml": policy(),
            "broken.yml": "kind: [\n",
            "not-text.txt": "x",
            ".hidden.yml": "x",
            ".hidden/x.yml": "x",
            "UPPER.YAML": "\ufeffkind: policy\r\n",
            "large.yml": "x" * 1_000_001,
        },
    )
    (sms / "binary.yml").write_bytes(b"kind: \xff\n")
    (sms / "link.yml").symlink_to("/etc/passwd")
    (sms / "folder-link").symlink_to("..")
    commit(sms, "Begin")
    return sms


def test_the_past_is_read_as_the_folder_is(sms: Path) -> None:
    expected = list(read(sms))
    before = git(sms, "rev-parse", "HEAD")
    git(sms, "rm", "-rq", "policies", "link.yml", "binary.yml")
    commit(sms, "Remove")
    assert texts_at(sms, before) == expected


def test_a_library_of_the_past_has_the_findings_of_its_files(
    sms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sms.parent)
    library, findings = load(Path("sms"))
    before, found = library_at(Path("sms"), resolve(Path("sms"), "HEAD"))
    assert [item.path for item in before.documents] == [item.path for item in library.documents]
    assert [(item.spot.path, item.message) for item in found] == [
        (item.spot.path, item.message) for item in findings
    ]
    assert (before.folder, before.settings) == ("sms", {"name": "X"})
    assert before.history.changes == ()


def test_what_names_a_commit(sms: Path) -> None:
    full = git(sms, "rev-parse", "HEAD")
    git(sms, "tag", "-a", "sms-1.0", "-m", "One")
    for name in ("HEAD", "main", "sms-1.0", full[:10], "HEAD@{0}"):
        assert resolve(sms, name) == full


@pytest.mark.parametrize(
    "name", ["nothing", "", "-n", "--all", "HEAD:sms", "HEAD^{tree}", "HEAD~7", "main..side", "ä"]
)
def test_what_names_none(sms: Path, name: str) -> None:
    with pytest.raises(CouldNotRun, match="found no commit, tag or branch"):
        resolve(sms, name)


def test_outside_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(CouldNotRun, match="not in a git repository"):
        resolve(tmp_path, "HEAD")


def test_without_git(sms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = git(sms, "rev-parse", "HEAD")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CouldNotRun, match="git is not installed"):
        resolve(sms, "HEAD")
    with pytest.raises(CouldNotRun, match="git is not installed"):
        texts_at(sms, full)


def test_before_there_was_an_sms(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, **{"README": "x"})
    first = commit(tmp_path, "Begin")
    write(tmp_path, **{"sms/sms.yml": "name: X\n"})
    with pytest.raises(CouldNotRun, match=r"found no documents in .*sms at"):
        texts_at(tmp_path / "sms", first)


def test_a_commit_that_is_none(sms: Path) -> None:
    with pytest.raises(CouldNotRun, match="git knows no commit"):
        texts_at(sms, "0" * 40)


def test_a_clone_that_lacks_contents_says_so(sms: Path, tmp_path: Path) -> None:
    git(sms, "rm", "-q", "broken.yml")
    commit(sms, "Remove")
    git(sms, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{sms.parent}", "filtered")
    clone = tmp_path / "filtered/sms"
    assert texts_at(clone, resolve(clone, "HEAD"))
    with pytest.raises(CouldNotRun, match="is not at hand in this clone"):
        texts_at(clone, resolve(clone, "HEAD~1"))
