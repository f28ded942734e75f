"""Find and read the files of an SMS folder, and nothing outside it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from smsbook.source import flaws
from smsbook.source.finding import Finding, Position, Spot, flaw

SETTINGS = "sms.yml"
MAX_BYTES = 1_000_000
_USUAL_BYTES = 32_768  # asking for the most at once sets aside a megabyte for each file, which takes longer
_ENDINGS = (".yml", ".yaml")


class CouldNotRun(Exception):
    """Nothing could be checked; the message says why and what to do, for a person."""


@dataclass(frozen=True)
class Text:
    """One file: its path inside the SMS folder, with `/`, and its text, or the finding why there is none."""

    path: str
    text: str | None
    finding: Finding | None = None


def find_root(path: Path) -> Path:
    """Return the SMS folder that a path means: the folder itself, its `sms/`, or the one a file lies in.

    Raises CouldNotRun where there is none.
    """
    if not path.exists():
        raise CouldNotRun(f"there is no file or folder {path}")
    folders = [path, path / "sms"] if path.is_dir() else list(path.absolute().parents)
    for folder in folders:
        if os.access(folder, os.F_OK) and not os.access(folder, os.R_OK | os.X_OK):
            raise CouldNotRun(f"the folder {folder} cannot be read: you lack the right to open it")
        if (folder / SETTINGS).is_file():
            return folder
    raise CouldNotRun(
        f"found no service management system in {path}: expected a file {SETTINGS} there "
        f"or in {path / 'sms'}; name the folder that holds {SETTINGS}, as in `smsbook check path/to/sms`"
    )


def files(root: Path) -> list[str]:
    """Return the paths of all YAML files below the root, sorted, relative to it and with `/`."""
    return sorted(_walk(root))


def read(root: Path, paths: Iterable[str] | None = None) -> Iterator[Text]:
    """Yield the files with these paths, or every YAML file below the root, one by one."""
    for path in files(root) if paths is None else paths:
        yield _read(root, path)


def is_document(path: str) -> bool:
    """Tell whether a file with this path counts: it is YAML, and nothing in the path is hidden."""
    return is_yaml(path) and not hidden(path)


def is_yaml(path: str) -> bool:
    """Tell whether a path is that of a YAML file, by its ending."""
    return path.lower().endswith(_ENDINGS)


def hidden(path: str) -> bool:
    """Tell whether a path begins with a dot at any step."""
    return path.startswith(".") or "/." in path


def link(path: str) -> Text:
    """Return what stands for a symbolic link, which is never followed."""
    finding = flaw(
        flaws.SYMBOLIC_LINK,
        _beginning(path),
        "found a symbolic link, expected a file or a folder; it was not followed",
        "put the file itself in this place, or remove the link",
    )
    return Text(path, None, finding)


def shown(root: Path) -> str:
    """Return the folder as the user would type it from where they are."""
    relative = os.path.relpath(root)
    return root.as_posix() if relative.startswith("..") and root.is_absolute() else Path(relative).as_posix()


def _walk(root: Path) -> Iterator[str]:
    """Yield the YAML files and the symbolic links below the root; folders wait in a list, however deep."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            entries = list(os.scandir(root / below))
        except OSError as error:
            raise CouldNotRun(f"the folder {root / below} cannot be read: {error.strerror}") from error
        for entry in entries:
            path = f"{below}{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_symlink() or not entry.is_dir():
                if entry.is_symlink() or is_yaml(entry.name):
                    yield path
            else:
                waiting.append(f"{path}/")


def _read(root: Path, path: str) -> Text:
    try:
        descriptor = os.open(f"{root}/{path}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as stream:
            content = stream.read(_USUAL_BYTES)
            if len(content) == _USUAL_BYTES:
                content += stream.read(MAX_BYTES + 1 - _USUAL_BYTES)
    except OSError as error:
        if error.errno == errno.ELOOP:  # what O_NOFOLLOW answers to a symbolic link
            return link(path)
        finding = flaw(
            flaws.UNREADABLE_FILE,
            _beginning(path),
            f"the file cannot be opened: {error.strerror}",
            "give yourself the right to read it, or ask the one who keeps the repository",
        )
        return Text(path, None, finding)
    return decode(path, content)


def _beginning(path: str) -> Spot:
    return Spot(path, position=Position(1, 1))


def decode(path: str, content: bytes) -> Text:
    """Turn the bytes of a file into text, or into the finding why it is none."""
    if len(content) > MAX_BYTES:
        finding = flaw(
            flaws.TOO_LARGE,
            _beginning(path),
            f"found more than {MAX_BYTES // 1000} kB, expected a document that people read",
            "split the document, or keep the data elsewhere and name the place",
        )
        return Text(path, None, finding)
    try:
        return Text(path, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        finding = flaw(
            flaws.NOT_TEXT,
            Spot(path, position=Position(line, column)),
            "found bytes that are not text in UTF-8",
            "save the file as UTF-8 text, or move it out of this folder if it is no document",
        )
        return Text(path, None, finding)
