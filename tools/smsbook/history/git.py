"""Read the history of an SMS folder from git, in one pass over its log."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import TracebackType

from smsbook.history.blobs import Glances, Texts
from smsbook.history.command import Asking, NoGit, ask, text
from smsbook.history.log import QUESTION, Log, read_log
from smsbook.library.document import day
from smsbook.library.history import History, Revision
from smsbook.source.folder import is_document

_PLACE = ("rev-parse", "--show-prefix", "--is-shallow-repository", "--git-path", "shallow")
_STATUS = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".")
_STAND = ("log", "-1", "--no-show-signature", "--decorate=full", "--decorate-refs=refs/tags/")
_STAND_FORMAT = "--format=%H%x1f%cs%x1f%ct%x1f%D"
_TREE = ("ls-tree", "-r", "-z", "HEAD", ".")
_NO_REPOSITORY = "the handbook was not made from a git repository"


@dataclass(frozen=True)
class Stand:
    """A commit: its full id, the day and the time (seconds since 1970) it was made, and its tags."""

    commit: str = ""
    day: date | None = None
    time: int = 0
    tags: tuple[str, ...] = ()


def read_history(root: Path) -> History:
    """Return the changes of an SMS folder, or why nothing is known about them."""
    with HistoryReading(root) as reading:
        return reading.history()


def commit_day(root: Path, commit: str) -> date | None:
    """Return the day on which a commit was made, or None where git does not know it."""
    return stand(root, commit).day


def stand(root: Path, commit: str = "HEAD") -> Stand:
    """Return what git says of one commit, or an empty stand where it knows none."""
    try:
        return _stand(ask(root, *_STAND, _STAND_FORMAT, "--end-of-options", commit, "--"))
    except NoGit:
        return Stand()


class HistoryReading:
    """The history of an SMS folder while git is telling it, so that other work can be done meanwhile."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._asked: dict[str, Asking] = {}
        if _in_repository(root):
            questions = {
                "place": _PLACE,
                "stand": (*_STAND, _STAND_FORMAT),
                "log": QUESTION,
                "status": _STATUS,
            }
            self._asked = {name: Asking(root, *question) for name, question in questions.items()}

    def __enter__(self) -> HistoryReading:
        """Go on with other work."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End what git has not told yet."""
        for asking in self._asked.values():
            asking.leave()

    def history(self) -> History:
        """Return the history, once git has told all of it."""
        outside = History(note=_NO_REPOSITORY, folder=self._root.resolve().name)
        if not self._asked:
            return outside
        try:
            place = text(self._asked["place"].answer())
        except NoGit as reason:
            return replace(outside, note=str(reason) or outside.note)
        prefix, shallow, boundary = (*place.split("\n"), "", "")[:3]
        ends = _boundary(self._root / boundary) if shallow == "true" else frozenset()
        known = History(folder=prefix.rstrip("/"), shortened=bool(ends))
        try:
            at = _stand(self._asked["stand"].answer())
            known = replace(known, commit=at.commit, commit_day=at.day, commit_time=at.time, tags=at.tags)
            known = self._told(known, prefix, ends)
        except NoGit as reason:
            lost = "git could not read all of the history; `git fsck` says why" if known.commit else ""
            known = replace(known, note=str(reason) or lost or "nothing has been committed yet")
        return replace(known, modified=self._modified(prefix))

    def _told(self, known: History, prefix: str, ends: frozenset[str]) -> History:
        texts = Texts(self._root)
        log = read_log(self._asked["log"].pieces(), prefix, ends, texts.expect)
        texts.hurry()
        told = log.entries.items()
        return replace(
            known,
            changes=tuple(log.changes),
            note="" if log.changes else "nothing in this folder has been committed yet",
            by_path={path: tuple(change for change, _ in entries) for path, entries in told},
            states=_states(self._root, log, texts),
            created={path: change for path, entries in told for change, entry in entries if entry.added},
        )

    def _modified(self, prefix: str) -> frozenset[str]:
        """Return the files of the folder that differ from the last commit, or are not in it."""
        try:
            status = text(self._asked["status"].answer())
        except NoGit:
            return frozenset()
        paths = (entry[3:] for entry in status.split("\0") if entry)
        return frozenset(path.removeprefix(prefix) for path in paths)


def _in_repository(root: Path) -> bool:
    """Tell whether git has to be asked at all: it works only below a folder with `.git`."""
    folder = root.resolve()
    return any(os.access(above / ".git", os.F_OK) for above in (folder, *folder.parents))


def _boundary(file: Path) -> frozenset[str]:
    try:
        return frozenset(file.read_text(encoding="ascii").split())
    except OSError:
        return frozenset()


def _stand(answer: bytes) -> Stand:
    commit, written, seconds, names = (*text(answer).rstrip("\n").split("\x1f", 3), "", "", "")[:4]
    tags = (name.removeprefix("tag: refs/tags/") for name in names.split(", ") if name)
    return Stand(commit, day(written), int(seconds) if seconds.isdigit() else 0, tuple(sorted(tags)))


def _states(root: Path, log: Log, texts: Texts) -> Mapping[str, tuple[Revision, ...]]:
    """Return the committed states of each document, the one that is checked out first."""
    kept = {
        path: [(change, entry) for change, entry in told if entry.blob]
        for path, told in log.entries.items()
        if is_document(path)
    }
    if log.merges:
        present = _present(root)
        for path, told in kept.items():
            at = [number for number, (_, entry) in enumerate(told) if entry.blob == present.get(path)]
            del told[: at[0] if at else 0]  # states of branches that a merge did not take
    glances = Glances(texts)
    return {
        path: tuple(Revision(change, entry.path, entry.blob, texts, glances) for change, entry in told)
        for path, told in kept.items()
        if told
    }


def _present(root: Path) -> dict[str, str]:
    """Return the contents of each file that is committed now."""
    try:
        entries = text(ask(root, *_TREE)).split("\0")
    except NoGit:
        return {}
    parts = (entry.partition("\t") for entry in entries if entry)
    return {path: place.split(" ")[2] for place, _, path in parts}
