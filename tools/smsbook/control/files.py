"""Write several files so that each is whole at any moment, old or new, whatever interrupts."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from smsbook.source.folder import CouldNotRun

_BESIDE = ".smsbook-"  # checks and commits of documents pass over files that begin with a dot
_LEFT = re.compile(re.escape(_BESIDE) + r"([0-9]+)-.+")
_MODE = 0o644


@dataclass(frozen=True)
class Writing:
    """One file to be written: what it holds now (None: it is not there yet) and what it shall hold."""

    file: Path
    before: bytes | None
    after: bytes


def write_all(writings: Sequence[Writing]) -> None:
    """Write all files: first each beside its place, then one after the other into it, in this order.

    Raises CouldNotRun, before anything is put in its place, where a file has changed meanwhile, is there
    although it should not, or cannot be written.
    """
    clean({writing.file.parent for writing in writings})
    beside: list[Path] = []
    try:
        for writing in writings:
            with _told(writing, "nothing was written"):
                beside.append(_new_beside(writing))
                _fill(beside[-1], writing)
        for writing in writings:
            with _told(writing, "nothing was written"):
                _expect(writing)
        for done, writing in enumerate(writings):
            with _told(writing, f"{done} of {len(writings)} files were written before it"):
                _put_in_place(writing, beside[done])
    finally:
        for temporary in beside:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def clean(folders: Iterable[Path]) -> None:
    """Remove what a run that was killed left beside its files; what a run at work holds is left alone."""
    for folder in folders:
        for left in folder.glob(f"{_BESIDE}*") if folder.is_dir() else ():
            match = _LEFT.fullmatch(left.name)
            if match and not _alive(int(match.group(1))):
                with suppress(OSError):
                    left.unlink()


@contextmanager
def _told(writing: Writing, so_far: str) -> Iterator[None]:
    """Tell in words what the system says no to."""
    try:
        yield
    except OSError as error:
        raise CouldNotRun(f"{writing.file} cannot be written: {error.strerror}; {so_far}") from error


def _new_beside(writing: Writing) -> Path:
    folder = writing.file.parent
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=f"{_BESIDE}{os.getpid()}-")
    os.close(descriptor)
    return Path(name)


def _fill(temporary: Path, writing: Writing) -> None:
    with temporary.open("wb") as stream:
        stream.write(writing.after)
        stream.flush()
        os.fchmod(stream.fileno(), _MODE if writing.before is None else writing.file.stat().st_mode & 0o777)
        os.fsync(stream.fileno())


def _put_in_place(writing: Writing, temporary: Path) -> None:
    if writing.before is None:
        os.link(temporary, writing.file)  # unlike a rename, it never replaces a file that came meanwhile
    else:
        temporary.replace(writing.file)


def _expect(writing: Writing) -> None:
    found = writing.file.read_bytes() if os.path.lexists(writing.file) else None
    if found != writing.before:
        said = "is there already" if writing.before is None else "was changed while smsbook was at work"
        raise CouldNotRun(f"{writing.file} {said}; nothing was written, so run the command again")


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # it belongs to somebody else
    return True
