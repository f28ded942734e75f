"""Write pages into a folder: only what changed, and remove only what was written before."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from smsbook.pages.page import Page
from smsbook.source.folder import CouldNotRun

MANIFEST = ".smsbook-pages.json"
_VERSION = 1


@dataclass(frozen=True)
class Written:
    """What writing did: how many files there are, and the paths written and removed."""

    total: int
    written: tuple[str, ...]
    removed: tuple[str, ...]


def write(pages: Iterable[Page], out: Path) -> Written:
    """Bring a folder to hold the pages. Files that somebody else put there stay as they are.

    Raises CouldNotRun where the folder cannot be written, or a file of somebody else is in the way.
    """
    try:
        return _write(sorted(pages, key=lambda page: page.path), out)
    except OSError as error:
        place = error.filename or out
        raise CouldNotRun(f"the handbook's pages cannot be written: {place}: {error.strerror}") from error


def _write(pages: list[Page], out: Path) -> Written:
    out.mkdir(parents=True, exist_ok=True)
    before = _manifest(out)
    now = {page.path for page in pages}
    changed = [page for page in pages if _differs(out, page, before)]
    if before != now:
        # Noted before anything is written: a run that is cut short leaves nothing that no run answers for.
        _note(out, before | now)
    for page in changed:
        _replace(_inside(out, page.path), page.text.encode("utf-8"))
    removed = tuple(path for path in sorted(before - now) if _remove(out, path))
    if before != now:
        _note(out, now)
    return Written(len(pages), tuple(page.path for page in changed), removed)


def _differs(out: Path, page: Page, before: set[str]) -> bool:
    file = _inside(out, page.path)
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return True
    if content == page.text.encode("utf-8"):
        return False
    if page.path not in before:
        raise CouldNotRun(
            f"{file} was not written by smsbook and would be overwritten; "
            f"move it away, or let the handbook be written somewhere else than {out}"
        )
    return True


def _replace(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(content)
    beside.replace(file)


def _remove(out: Path, path: str) -> bool:
    file = _inside(out, path)
    with suppress(FileNotFoundError):
        file.unlink()
        for folder in file.parents:
            if folder == out or any(folder.iterdir()):
                break
            folder.rmdir()
        return True
    return False


def _inside(out: Path, path: str) -> Path:
    """Return the file for a path, which may not lead out of the folder, not even by a link."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or not parts.parts:
        raise CouldNotRun(f"the path {path!r} leads out of {out}, so it is left alone")
    file = out / parts
    if not file.parent.resolve().is_relative_to(out.resolve()):
        raise CouldNotRun(f"{file.parent} leads out of {out} by a symbolic link; remove the link")
    return file


def _manifest(out: Path) -> set[str]:
    try:
        content = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return set()
    paths = content.get("pages") if isinstance(content, dict) and content.get("version") == _VERSION else None
    return {path for path in paths if isinstance(path, str)} if isinstance(paths, list) else set()


def _note(out: Path, paths: set[str]) -> None:
    content = {"about": "the files that smsbook wrote here", "version": _VERSION, "pages": sorted(paths)}
    _replace(out / MANIFEST, (json.dumps(content, indent=1) + "\n").encode("utf-8"))
