"""The texts of an SMS folder: those on the disk, and over them those that an editor holds unsaved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from smsbook.source import flaws
from smsbook.source.folder import Text, decode, files, is_document, read

_HALVES = re.compile(r"[\ud800-\udfff]")
Stamp = tuple[int, int, int]


@dataclass(frozen=True)
class Kept:
    """A file as it was read from the disk, and by what it can be told that it has changed."""

    stamp: Stamp
    text: Text


@dataclass
class Overlay:
    """The texts below one SMS folder. `saved` are those on the disk, `held` those in an editor."""

    root: Path
    saved: Mapping[str, Kept] = field(default_factory=dict)
    held: dict[str, Text] = field(default_factory=dict)

    def path(self, file: Path) -> str | None:
        """Return the path below the folder of a file that counts as a document, or None."""
        for root, named in ((self.root.absolute(), file.absolute()), (self.root.resolve(), file.resolve())):
            if named.is_relative_to(root):
                path = named.relative_to(root).as_posix()
                linked = (root / path).parent.resolve() != (root.resolve() / path).parent
                return path if is_document(path) and not linked else None
        return None

    def hold(self, path: str, text: str) -> None:
        """Take the text that an editor shows for the one of a file."""
        whole = _HALVES.sub("\ufffd", text)
        self.held[path] = decode(path, whole.encode("utf-8"))

    def release(self, path: str) -> None:
        """Forget the text of a file that is no longer open."""
        self.held.pop(path, None)

    def texts(self) -> dict[str, Text]:
        """Return the text of each file; a symbolic link stays one, whatever an editor shows for it."""
        found = {path: kept.text for path, kept in self.saved.items()}
        for path, text in self.held.items():
            saved = found.get(path)
            if saved is None or saved.finding is None or saved.finding.rule != flaws.SYMBOLIC_LINK.id:
                found[path] = text
        return found

    def unsaved(self) -> frozenset[str]:
        """Return the paths of which the editor holds another text than the disk."""
        saved = {path: self.saved[path].text.text for path in self.held if path in self.saved}
        return frozenset(path for path, held in self.held.items() if saved.get(path) != held.text)


def scan(root: Path, known: Mapping[str, Kept]) -> dict[str, Kept]:
    """Read what is on the disk; of the known files only those that have changed.

    Raises CouldNotRun where a folder cannot be read.
    """
    found = {}
    for path in files(root):
        stamp = _stamp(root / path)
        kept = known.get(path)
        same = kept is not None and kept.stamp == stamp
        found[path] = kept if kept is not None and same else Kept(stamp, next(iter(read(root, [path]))))
    return found


def _stamp(file: Path) -> Stamp:
    try:
        status = file.lstat()
    except OSError:
        return 0, 0, 0
    return status.st_mtime_ns, status.st_size, status.st_ino
