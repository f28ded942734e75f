"""`smsbook check --watch` in a real terminal: it draws anew on each save, and ends on Ctrl-C."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import pytest
from watchdog.events import (
    DirDeletedEvent,
    DirModifiedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileOpenedEvent,
    FileSystemEvent,
)

from conftest import AS_OF, smsbook
from smsbook.source.folder import is_document
from smsbook.source.watching import concerns

BROKEN = Path(__file__).parent / "reports/broken"
AFRESH = "\x1b[H\x1b[2J"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LOOKED = re.compile(r"looked at sms at \d\d:\d\d:\d\d \(\d+\.\d s\), and again on each save; Ctrl-C ends it")
# What a shell does before it runs a command: it gives the terminal to it, so that Ctrl-C reaches it.
SHELL = """
import os, signal, sys
os.close(os.open(os.ttyname(0), os.O_RDWR))
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


class Terminal:
    """A pseudo-terminal in which a person runs the command."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._leader, follower = pty.openpty()
        self.running = subprocess.Popen(
            [sys.executable, "-c", SHELL, "-m", "smsbook", "check", "--watch", "--as-of", AS_OF, *arguments],
            cwd=folder,
            env={**os.environ, "TERM": "xterm-256color"},
            stdin=follower,
            stdout=follower,
            stderr=follower,
            start_new_session=True,
        )
        os.close(follower)
        self.shown = ""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.running.poll() is None:
            self.running.kill()
        self.running.wait(timeout=60)
        os.close(self._leader)

    def until(self, words: str, seconds: float = 60) -> str:
        """Wait until the screen, as it is now, shows the words and then when it was drawn; return it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._read(0.2)
            screen = self.screen()
            if words in screen and LOOKED.search(screen.partition(words)[2]):
                return screen
        raise AssertionError(f"{words!r} never came; the screen shows:\n{self.screen()}")

    def screen(self) -> str:
        """What a person sees: all since the screen was last made empty."""
        return COLOUR.sub("", self.shown.rpartition(AFRESH)[2]).replace("\r\n", "\n")

    def press_control_c(self) -> int:
        """Press Ctrl-C, and return the exit code."""
        os.write(self._leader, b"\x03")
        while self._read(30):
            pass
        return self.running.wait(timeout=30)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._leader], [], [], seconds)
        try:
            part = os.read(self._leader, 65_536) if ready else b""
        except OSError:  # the other end is closed
            return False
        self.shown += part.decode("utf-8", "replace")
        return bool(part)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(BROKEN, tmp_path / "sms")
    return tmp_path


@pytest.fixture
def terminal(folder: Path) -> Iterator[Terminal]:
    with Terminal(folder, "sms") as running:
        running.until("75 errors")
        yield running


def test_it_draws_anew_on_each_save_and_ends_on_control_c(folder: Path, terminal: Terminal) -> None:
    first = terminal.screen()
    assert "found the unknown key `titel`" in first
    file = folder / "sms/agreements/SLA-a.yml"
    file.write_text(file.read_text().replace("titel:", "title:"))
    second = terminal.until("74 errors")
    assert "`titel`" not in second
    assert terminal.shown.count(AFRESH) >= 2
    assert terminal.press_control_c() == 0
    assert "Traceback" not in terminal.shown
    assert "stopped" not in terminal.shown


def test_a_broken_file_is_a_finding_and_it_goes_on(folder: Path, terminal: Terminal) -> None:
    file = folder / "sms/services/SVC-a.yml"
    whole = file.read_text()
    file.write_text("kind: service\n\tbroken: [")
    terminal.until("found a tab in the indentation, expected spaces")
    file.write_bytes(b"\xff\xfe\x00")
    terminal.until("found bytes that are not text in UTF-8")
    beside = file.with_name(".SVC-a.yml.new")  # as editors save: beside, then renamed
    beside.write_text(whole)
    beside.rename(file)
    terminal.until("75 errors")


def test_without_settings_it_says_so_and_waits(folder: Path, terminal: Terminal) -> None:
    (folder / "sms/sms.yml").rename(folder / "kept.yml")
    terminal.until("smsbook: found no service management system in sms")
    (folder / "kept.yml").rename(folder / "sms/sms.yml")
    terminal.until("75 errors")


def test_a_folder_that_goes_and_comes_back_is_followed_again(folder: Path, terminal: Terminal) -> None:
    (folder / "sms").rename(folder / "gone")
    shutil.copytree(folder / "gone", folder / "new")
    (folder / "new/services/SVC-a.yml").unlink()
    (folder / "new").rename(folder / "sms")  # as `git checkout` of another branch may leave it
    terminal.until("3 documents checked")
    (folder / "sms/parties").mkdir(exist_ok=True)
    shutil.copy(folder / "gone/services/SVC-a.yml", folder / "sms/services/SVC-a.yml")
    terminal.until("4 documents checked")
    assert terminal.press_control_c() == 0


@pytest.mark.parametrize(
    ("event", "drawn"),
    [
        (FileModifiedEvent("sms/services/SVC-a.yml"), True),
        (FileMovedEvent("sms/services/.SVC-a.yml.new", "sms/services/SVC-a.yml"), True),
        (FileDeletedEvent("sms/services/SVC-a.yaml"), True),
        (DirMovedEvent("sms/services", "elsewhere"), True),
        (DirDeletedEvent("sms/services"), True),
        (FileCreatedEvent("sms/services/.SVC-a.yml.swp"), False),
        (FileModifiedEvent("sms/services/notes.txt"), False),
        (FileOpenedEvent("sms/services/SVC-a.yml"), False),
        (DirModifiedEvent("sms/services"), False),
    ],
)
def test_what_an_editor_keeps_beside_draws_nothing(event: FileSystemEvent, drawn: bool) -> None:
    assert concerns(event, is_document) == drawn


def test_without_an_sms_it_does_not_begin(tmp_path: Path) -> None:
    done = smsbook("check", "--watch", "nowhere", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "smsbook: there is no file or folder nowhere\n"


def test_with_a_name_that_git_does_not_know_it_does_not_begin(folder: Path) -> None:
    done = smsbook("check", "--watch", "--changed-since", "main", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("smsbook: ")
