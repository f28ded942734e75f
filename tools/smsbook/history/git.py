"""Read the history of an SMS folder from git, in one pass over its log."""

from __future__ import annotations

import os
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from smsbook.library.history import Change, History

_START, _BETWEEN = "\x01", "\x1f"
_FORMAT = "--format=%x01%H%x1f%as%x1f%aN%x1f%s"
_TIMEOUT = 120  # seconds; two million lines of history take a few
_FOREIGN = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY",
    "GIT_EXTERNAL_DIFF",
)


class _NoGit(Exception):
    """Git cannot say; the message is for the reader of the handbook."""


def read_history(root: Path) -> History:
    """Return the changes of an SMS folder, or why nothing is known about them."""
    outside = History(note="the handbook was not made from a git repository", folder=root.resolve().name)
    try:
        place = _git(root, "rev-parse", "--show-prefix", "--is-shallow-repository", "--git-path", "shallow")
    except _NoGit as reason:
        return replace(outside, note=str(reason) or outside.note)
    prefix, shallow, boundary = (*place.split("\n"), "", "")[:3]
    folder = prefix.rstrip("/")
    modified = _modified(root, prefix)
    try:
        log = _git(
            root, "log", "-z", "--name-status", "-M", "--relative", "--no-show-signature", _FORMAT, "--", "."
        )
    except _NoGit:
        return History(note="nothing has been committed yet", folder=folder, modified=modified)
    ends = _boundary(root, boundary) if shallow == "true" else frozenset()
    history = parse_log(log, ends)
    note = "" if history.changes else "nothing in this folder has been committed yet"
    return replace(history, folder=folder, modified=modified, note=note, shortened=bool(ends))


def parse_log(log: str, ends: frozenset[str] = frozenset()) -> History:
    """Return the history that `git log -z --name-status` tells, the latest change first.

    `ends` are the commits at which a shortened history begins: what they seem to add was there before.
    """
    changes: list[Change] = []
    by_path: dict[str, list[Change]] = defaultdict(list)
    names: dict[str, str] = {}  # an earlier name -> the present one
    for head, entries in _commits(log):
        commit, day, author, subject = (*head.split(_BETWEEN, 3), "", "", "")[:4]
        touched = []
        for status, before, path in () if commit in ends else entries:
            present = names.get(path, path)
            touched.append(present)
            if status == "R":
                names[before] = present
        paths = tuple(sorted(set(touched)))
        change = Change(commit, date.fromisoformat(day), author, subject, paths)
        changes.append(change)
        for path in paths:
            by_path[path].append(change)
    latest = changes[0].commit if changes else ""
    return History(
        tuple(changes), commit=latest, by_path={path: tuple(found) for path, found in by_path.items()}
    )


def _commits(log: str) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Yield each commit's head line with its (status, earlier path, path)."""
    head = ""
    entries: list[tuple[str, str, str]] = []
    words = iter(log.split("\0"))
    for word in words:
        if word.startswith(_START):
            if head:
                yield head, entries
            head, entries = word[1:], []
            continue
        status = word.strip("\n")
        if not status:
            continue
        before = path = next(words, "")
        if status[0] in "RC":
            path = next(words, "")
        entries.append((status[0], before, path))
    if head:
        yield head, entries


def _boundary(root: Path, file: str) -> frozenset[str]:
    try:
        return frozenset((root / file).read_text(encoding="ascii").split())
    except OSError:
        return frozenset()


def _modified(root: Path, prefix: str) -> frozenset[str]:
    """Return the files of the folder that differ from the last commit, or are not in it."""
    try:
        status = _git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".")
    except _NoGit:
        return frozenset()
    paths = (entry[3:] for entry in status.split("\0") if entry)
    return frozenset(path.removeprefix(prefix) for path in paths)


def _git(root: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", "--no-pager", "-C", str(root), "-c", "core.fsmonitor=false", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, env=environment, timeout=_TIMEOUT, check=False)
    except FileNotFoundError:
        raise _NoGit("git is not installed where the handbook was made") from None
    except (OSError, subprocess.TimeoutExpired):
        raise _NoGit("git did not answer where the handbook was made") from None
    if done.returncode:
        dubious = b"dubious ownership" in done.stderr
        raise _NoGit("the repository belongs to another user, so git does not read it" if dubious else "")
    return done.stdout.decode("utf-8", "replace")
