"""Ask git so that only what is committed counts: no hooks, no helpers, no network, no replaced objects."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

from smsbook.history.environment import for_reading

_TIMEOUT = 120  # seconds; two million lines of history take a few
_MOST = 1 << 30  # bytes of one answer
_PIECE = 1 << 20  # bytes that are taken from it at once
_PAUSE = 0.002  # seconds between two looks at an answer that is being written
_COMPLAINT = 10_000  # bytes of git's complaints that are looked at
_SILENT = "git did not answer where the handbook was made"
_SETTINGS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "diff.orderFile": os.devnull,
    "diff.renameLimit": "1000",
    "i18n.logOutputEncoding": "UTF-8",
    "log.showRoot": "true",
}


class NoGit(Exception):
    """Git cannot say; the message, if there is one, is for the reader of the handbook."""


class Asking:
    """A question to git; nothing waits for the answer until it is needed.

    The answer is kept in a file, so that git never waits either. `given` are lines that git reads.
    """

    def __init__(self, root: Path, *arguments: str, given: Iterable[str] = ()) -> None:
        self._refused = ""
        self._process: subprocess.Popen[bytes] | None = None
        self._said, self._complained = TemporaryFile(buffering=0), TemporaryFile(buffering=0)  # noqa: SIM115
        self._deadline = time.monotonic() + _TIMEOUT
        try:
            with TemporaryFile() as lines:
                lines.write("".join(f"{line}\n" for line in given).encode("utf-8"))
                lines.seek(0)
                self._process = subprocess.Popen(
                    _command(root, arguments),
                    stdin=lines,
                    stdout=self._said,
                    stderr=self._complained,
                    env=for_reading(),
                )
        except FileNotFoundError:
            self._refused = "git is not installed where the handbook was made"
        except OSError:
            self._refused = _SILENT
        _bound(self._process)

    def answer(self) -> bytes:
        """Return what git answers. Raises NoGit where it is missing, silent or refuses."""
        return b"".join(self.pieces())

    def pieces(self) -> Iterator[bytes]:
        """Yield what git answers as it comes. Raises NoGit where it is missing, silent or refuses."""
        if self._process is None:
            raise NoGit(self._refused)
        taken = 0
        while True:
            ended = self._process.poll() is not None
            # Not by `read`: git writes where the file's position is, which it shares with us.
            while piece := os.pread(self._said.fileno(), _PIECE, taken):
                taken += len(piece)
                yield piece
            if ended:
                break
            if time.monotonic() > self._deadline:
                raise NoGit(_SILENT)
            time.sleep(_PAUSE)
        if self._process.returncode:
            raise NoGit(_reason(os.pread(self._complained.fileno(), _COMPLAINT, 0)))

    def leave(self) -> None:
        """End the question, answered or not."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._said.close()
        self._complained.close()


def ask(root: Path, *arguments: str) -> bytes:
    """Return what git answers. Raises NoGit where it is missing, silent or refuses."""
    asking = Asking(root, *arguments)
    try:
        return asking.answer()
    finally:
        asking.leave()


def text(answer: bytes) -> str:
    """Return git's answer as text; bytes that are none are replaced."""
    return answer.decode("utf-8", "replace")


def _command(root: Path, arguments: Iterable[str]) -> list[str]:
    settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    return ["git", "--no-pager", "-C", str(root), *settings, *arguments]


def _bound(process: subprocess.Popen[bytes] | None) -> None:
    """Bound what git may write, where the system can: a small repository may unpack into a huge answer."""
    if process is not None and hasattr(resource, "prlimit"):
        with suppress(OSError, ValueError):
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (_MOST, _MOST))


def _reason(said: bytes) -> str:
    if b"dubious ownership" in said:
        return "the repository belongs to another user, so git does not read it"
    if b"promisor" in said or b"lazy fetch" in said:
        return "this clone was made with a filter and lacks contents; a whole clone is needed"
    return ""
