"""Bring a folder for a web server to hold what was published: all of it or, until then, what it held."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO

from smsbook.control.repository import Repository
from smsbook.source.folder import CouldNotRun

VERSIONS = "versions.json"
_LINK, _FILES = "120000", ("100644", "100755")
_SWAP, _HERE = 2, -100  # RENAME_EXCHANGE and AT_FDCWD, see renameat2(2)


def ready(folder: Path, names: set[str]) -> None:
    """Raise CouldNotRun where the folder holds what would be lost: all that is not among the `names`."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise CouldNotRun(f"{folder} is a file, expected a folder or nothing; name another one with `--to`")
    present = {entry.name for entry in folder.iterdir()}
    if present and VERSIONS not in present:
        raise CouldNotRun(
            f"{folder} holds something else than published handbooks; name a new folder with `--to`"
        )
    if lost := sorted(present - names):
        raise CouldNotRun(
            f"{folder} holds {', '.join(lost[:5])}, which the branch of published versions does not; "
            "so that it is not lost, fetch that branch, publish that version again, or move it away"
        )


def write_out(repository: Repository, commit: str, folder: Path) -> int:
    """Let a folder hold the files of a commit, whole at any moment; return how many there are.

    Raises CouldNotRun where it cannot be written.
    """
    target = folder.resolve()
    new, old = (
        target.with_name(f".{target.name}.smsbook-new"),
        target.with_name(f".{target.name}.smsbook-old"),
    )
    try:
        for left in (new, old):
            _remove(left)
        target.parent.mkdir(parents=True, exist_ok=True)
        new.mkdir()
        count = _write(repository, commit, new)
        if target.exists():
            shutil.copymode(target, new)
        _put_in_place(new, target, old)
    except OSError as error:
        _remove(new)
        raise CouldNotRun(f"{error.filename or target} cannot be written: {error.strerror}") from error
    return count


def _put_in_place(new: Path, target: Path, old: Path) -> None:
    if not target.exists():
        new.rename(target)
    elif _swapped(new, target):
        _remove(new)
    else:
        target.rename(old)
        new.rename(target)
        _remove(old)


def _swapped(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can."""
    try:
        exchange = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(exchange(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _SWAP) == 0)


def _remove(folder: Path) -> None:
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)


def _write(repository: Repository, commit: str, folder: Path) -> int:
    """Write the files of a commit, byte for byte: no settings of git's for checking out apply."""
    count = 0
    command = ["git", "--no-pager", "cat-file", "--batch"]
    with subprocess.Popen(
        command,
        cwd=repository.top,
        env=dict(repository.environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as contents:
        for mode, blob, path in _entries(repository, commit):
            content = _content(contents, blob)
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if mode == _LINK:
                file.symlink_to(_alias(path, content))
            else:
                file.write_bytes(content)
            count += 1
    return count


def _entries(repository: Repository, commit: str) -> Iterator[tuple[str, str, str]]:
    for entry in filter(None, repository.ask("ls-tree", "-r", "-z", "--full-tree", commit).split("\0")):
        place, _, path = entry.partition("\t")
        mode, _, blob = place.split(" ")
        parts = PurePosixPath(path)
        outside = parts.is_absolute() or ".." in parts.parts or ".git" in parts.parts
        if outside or mode not in (_LINK, *_FILES):
            raise CouldNotRun(
                f"the published versions hold {path!r}, which is no file for a web server; remove it"
            )
        yield mode, blob, path


def _content(process: subprocess.Popen[bytes], blob: str) -> bytes:
    asked, answer = _pipes(process)
    asked.write(f"{blob}\n".encode())
    asked.flush()
    words = answer.readline().split()
    if len(words) != 3:
        raise CouldNotRun(f"git does not give the published file {blob[:8]}; fetch the branch again")
    content = answer.read(int(words[2]))
    answer.read(1)
    return content


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise CouldNotRun("git did not answer")
    return process.stdin, process.stdout


def _alias(path: str, content: bytes) -> str:
    """Return where a link leads, which mike makes for the name of a version."""
    target = content.decode("utf-8", "replace")
    if "/" in path or "/" in target or target in ("", ".", ".."):
        raise CouldNotRun(f"the published versions hold the link {path} to {target!r}, which leads elsewhere")
    return target
