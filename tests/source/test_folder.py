"""A folder is read whatever lies in it, and nothing outside it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from smsbook.source import folder
from smsbook.source.folder import CouldNotRun, Text, find_root, read

HEALTHY = "kind: policy\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    sms = tmp_path / "sms"
    (sms / "policies").mkdir(parents=True)
    (sms / "sms.yml").write_text("name: Example\n")
    (sms / "policies/POL-a.yml").write_text(HEALTHY)
    (tmp_path / "secret.yml").write_text("secret: yes\n")
    return sms


def found(root: Path) -> dict[str, Text]:
    """Read the folder; without what the fixture put there."""
    texts = {text.path: text for text in read(root)}
    assert texts.pop("sms.yml").text == "name: Example\n"
    assert texts.pop("policies/POL-a.yml").text == HEALTHY
    return texts


def rule(text: Text) -> str:
    assert text.text is None
    assert text.finding is not None
    assert text.finding.spot.path == text.path
    return text.finding.rule


def test_yaml_files_are_read_in_order_and_others_are_not(root: Path) -> None:
    for name in ("b.yaml", "a.YML", "notes.md", "c.yml.bak", "yml", "d.json"):
        (root / name).write_text("x: y\n")
    assert list(found(root)) == ["a.YML", "b.yaml"]


def test_hidden_files_and_folders_are_left_alone(root: Path) -> None:
    (root / ".hidden.yml").write_text("x: y\n")
    (root / ".git").mkdir()
    (root / ".git/config.yml").write_text("x: y\n")
    (root / ".link.yml").symlink_to("/etc/passwd")
    assert found(root) == {}


@pytest.mark.parametrize(
    "target", ["../secret.yml", "policies/POL-a.yml", "/etc/passwd", "nowhere", "link.yml", "/"]
)
@pytest.mark.parametrize("name", ["link.yml", "link.txt", "link"])
def test_a_link_is_a_finding_and_is_not_followed(root: Path, target: str, name: str) -> None:
    (root / name).symlink_to(target)
    texts = found(root)
    assert list(texts) == [name]
    assert rule(texts[name]) == "symbolic-link"


@pytest.mark.parametrize("target", ["..", ".", "policies"])
def test_a_linked_folder_is_not_entered(root: Path, target: str) -> None:
    (root / "more").symlink_to(target, target_is_directory=True)
    texts = found(root)
    assert list(texts) == ["more"]
    assert rule(texts["more"]) == "symbolic-link"


def test_a_file_that_becomes_a_link_meanwhile_is_not_followed(root: Path) -> None:
    (root / "late.yml").write_text("x: y\n")
    texts = folder.read(root, folder.files(root))
    (root / "late.yml").unlink()
    (root / "late.yml").symlink_to("../secret.yml")
    late = next(text for text in texts if text.path == "late.yml")
    assert rule(late) == "symbolic-link"
    assert late.text is None


def test_a_file_that_cannot_be_opened(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "closed.yml").write_text("x: y\n")
    opened = os.open

    def refuse(path: str | Path, *rest: int) -> int:
        if Path(path).name == "closed.yml":
            raise PermissionError(13, "Permission denied")
        return opened(path, *rest)

    monkeypatch.setattr(folder.os, "open", refuse)
    text = found(root)["closed.yml"]
    assert rule(text) == "unreadable-file"
    assert text.finding is not None
    assert "Permission denied" in text.finding.message


def test_a_pipe_does_not_hang(root: Path) -> None:
    os.mkfifo(root / "pipe.yml")
    code = (
        "import sys; from pathlib import Path; from smsbook.source.folder import read; "
        "print(len([*read(Path(sys.argv[1]))]))"
    )
    command = [sys.executable, "-c", code, root]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
    assert done.stdout.strip() == "3"


def test_a_folder_named_like_a_file(root: Path) -> None:
    (root / "x.yml").mkdir()
    (root / "x.yml/inner.yml").write_text("x: y\n")
    assert list(found(root)) == ["x.yml/inner.yml"]


def test_a_file_over_the_bound(root: Path) -> None:
    (root / "at.yml").write_bytes(b"#" * folder.MAX_BYTES)
    (root / "over.yml").write_bytes(b"#" * (folder.MAX_BYTES + 1))
    with (root / "huge.yml").open("wb") as stream:
        stream.truncate(20_000_000_000)  # sparse: it takes no place
    texts = found(root)
    assert len(texts["at.yml"].text or "") == folder.MAX_BYTES
    assert rule(texts["over.yml"]) == rule(texts["huge.yml"]) == "too-large"


@pytest.mark.parametrize("size", [0, 1, 32_767, 32_768, 32_769, 100_000])
def test_files_of_all_sizes_are_read_whole(root: Path, size: int) -> None:
    (root / "file.yml").write_bytes(b"#" * size)
    assert found(root)["file.yml"].text == "#" * size


def test_deep_folders(root: Path) -> None:
    folders = [root / ("d/" * depth) for depth in range(1, 1201)]
    for deep in folders:
        deep.mkdir()
    (folders[-1] / "x.yml").write_text("x: y\n")
    try:
        assert list(found(root)) == ["d/" * 1200 + "x.yml"]
    finally:  # pytest's own cleaning up is recursive
        (folders[-1] / "x.yml").unlink()
        for deep in reversed(folders):
            deep.rmdir()


@pytest.mark.parametrize(
    "name", ["new\nline.yml", "Größe 漢字 🎉.yml", " .yml", "-rf.yml", "a'b\"c.yml", "\x1b[31m.yml"]
)
def test_names_of_all_sorts(root: Path, name: str) -> None:
    (root / name).write_text("x: y\n")
    assert list(found(root)) == [name]


def test_a_name_that_is_not_utf_8(root: Path) -> None:
    name = os.fsdecode(b"gr\xf6sse.yml")
    (root / name).write_text("x: y\n")
    assert list(found(root)) == [name]


def test_a_folder_that_cannot_be_read_stops_the_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "policies":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(folder.os, "scandir", refuse)
    with pytest.raises(CouldNotRun, match="policies cannot be read: Permission denied"):
        list(read(root))


# --- which folder is meant


def test_the_folder_itself_or_the_one_above_or_a_file(root: Path) -> None:
    assert find_root(root) == root
    assert find_root(root.parent) == root
    assert find_root(root / "policies/POL-a.yml") == root


def test_a_folder_inside_the_sms_is_not_one(root: Path) -> None:
    with pytest.raises(CouldNotRun, match=r"sms\.yml"):
        find_root(root / "policies")


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(CouldNotRun, match="nowhere"):
        find_root(tmp_path / "nowhere")
