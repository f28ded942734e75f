"""Let one release or publication at a time work in a repository, and clear away what a killed one left."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from smsbook.control.repository import Repository
from smsbook.source.folder import CouldNotRun

_PATIENCE = 20  # seconds to wait for another run in the same repository


@dataclass(frozen=True)
class Workplace:
    """A folder inside git's own that nobody else sees, and the lock that guards it, as an open file.

    Whichever process has the lock open holds it, so the git commands that must not be disturbed get it too.
    """

    folder: Path
    lock: int

    @property
    def moving(self) -> Path:
        """The file that names the refs that are about to move, each with the object it is to name."""
        return self.folder / "moving"


@contextmanager
def alone(repository: Repository, patience: float = _PATIENCE) -> Iterator[Workplace]:
    """Hold the repository's lock, and yield a place to work.

    Raises CouldNotRun where another run holds the lock for longer than `patience` seconds.
    """
    home = repository.common / "smsbook"
    try:
        home.mkdir(exist_ok=True)
        with (home / "lock").open("a", encoding="ascii") as lock:
            _wait(lock.fileno(), patience)
            place = Workplace(home / "at-work", lock.fileno())
            _clear(repository, place)
            place.folder.mkdir()
            try:
                yield place
            finally:
                if not place.moving.exists():  # else git was cut off, and the next run sees to what it left
                    shutil.rmtree(place.folder, ignore_errors=True)
    except OSError as error:
        raise CouldNotRun(f"{error.filename or home} cannot be written: {error.strerror}") from error


def _clear(repository: Repository, place: Workplace) -> None:
    """Remove what a killed run left, locks of git included, and only those that it is known to have set."""
    with suppress(FileNotFoundError):
        for line in place.moving.read_text(encoding="utf-8").splitlines():
            ref, object = line.split()
            for name in (ref, "HEAD"):
                found = repository.ask("rev-parse", "--path-format=absolute", "--git-path", name)
                _unlock(Path(f"{found}.lock"), object)
    with suppress(FileNotFoundError):
        shutil.rmtree(place.folder)


def _unlock(file: Path, object: str) -> None:
    with suppress(OSError):
        if file.read_text(encoding="ascii").strip() in ("", object):
            file.unlink()


def _wait(descriptor: int, patience: float) -> None:
    try:
        import fcntl
    except ImportError:  # Windows has no such locks; git's own guard the branch and the tag
        return
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() > until:
                raise CouldNotRun(
                    "another `smsbook release` or `publish` is at work in this repository; try again later"
                ) from None
            time.sleep(0.1)
        else:
            return
