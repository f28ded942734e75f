"""A small SMS in a folder, and the commands on it as a transcript."""

from __future__ import annotations

from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import pytest

import shelf
from smsbook.cli.main import run as run_commands

HERE = Path(__file__).parent
Say = Callable[..., str]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the small SMS in `sms/`; the tests stand in it."""
    for path, text in shelf.sections(HERE / "small.sms").items():
        file = tmp_path / "sms" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "sms"


@pytest.fixture
def say(small: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Say:
    """Run a command; return what it printed, its code, and what it changed in the files."""

    def run(*arguments: str) -> str:
        before = files(small)
        monkeypatch.setattr("sys.argv", ["smsbook", *arguments])
        with pytest.raises(SystemExit) as stopped:
            run_commands()
        printed = "".join(capfd.readouterr())
        told = " ".join(f"'{word}'" if " " in word or not word else word for word in arguments)
        code = f"(code {stopped.value.code})\n" if stopped.value.code else ""
        return f"$ smsbook {told}\n{printed}{code}{difference(before, files(small))}\n"

    return run


def files(root: Path) -> dict[str, bytes]:
    """All files below a folder, those that are hidden too, but not what git keeps."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file() and ".git" not in file.parts
    }


def difference(before: dict[str, bytes], after: dict[str, bytes]) -> str:
    """What changed in the files, line by line."""
    lines: list[str] = []
    for path in sorted(before | after):
        old, new = (side.get(path, b"").decode("utf-8").splitlines() for side in (before, after))
        lines += [f"{line.rstrip()}\n" for line in unified_diff(old, new, path, path, lineterm="", n=1)]
    return "".join(lines)
