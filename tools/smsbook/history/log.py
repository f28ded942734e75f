"""Understand the answer of `git log`: who changed which document when, under its present name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from smsbook.library.document import day
from smsbook.library.history import Change

_START, _BETWEEN = "\x01", "\x1f"
_LONGEST = 160  # characters of a name or of a subject
QUESTION = (
    "log",
    "-z",
    "--raw",
    "--no-abbrev",
    "--find-renames",
    "-c",
    "--combined-all-paths",
    "--topo-order",
    "--parents",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--no-notes",
    "--format=%x01%H%x1f%P%x1f%as%x1f%aN%x1f%s",
    "HEAD",
    "--",
    ".",
)
_FILE = "100"  # how the mode of a file begins, not that of a link or of another repository
_NEVER = date(1970, 1, 1)


class Entry(NamedTuple):
    """What a commit did to one file.

    `path` is its name since, and `blob` names its contents, and is empty where the commit removed the file or
    left something that is none. `before` are the names in the parents, where one of them is another.
    """

    path: str
    blob: str
    added: bool
    before: tuple[str, ...] = ()


@dataclass
class Log:
    """A log, read: all changes, and what they did to each file under its present name, the latest first."""

    changes: list[Change] = field(default_factory=list)
    entries: dict[str, list[tuple[Change, Entry]]] = field(default_factory=lambda: defaultdict(list))
    merges: bool = False


class _Names:
    """Which file of today bears, at a commit, which name; each commit learns it from those that follow it.

    A name that another file took over later belongs to no file of today: it maps to an empty one.
    """

    def __init__(self) -> None:
        self._at: dict[str, dict[str, str]] = {}

    def at(self, commit: str) -> dict[str, str]:
        """Return the names after a commit; what is not there is still called the same."""
        return self._at.pop(commit, {})

    def hand_on(self, names: dict[str, str], parents: list[str], entries: list[Entry]) -> None:
        """Tell the parents of a commit how their files are called now."""
        renamed = [entry for entry in entries if entry.before]
        for number, parent in enumerate(parents):
            moved = {
                entry.before[number]: names.get(entry.path, entry.path)
                for entry in renamed
                if entry.before[number] != entry.path
            }
            taken = (entry.path for entry in renamed if entry.before[number] != entry.path)
            own = {**names, **dict.fromkeys(taken, ""), **moved} if moved else names
            known = self._at.get(parent)
            self._at[parent] = {**own, **known} if known else own


def read_log(
    answer: Iterable[bytes],
    folder: str = "",
    ends: frozenset[str] = frozenset(),
    expect: Callable[[str, str], None] = lambda path, blob: None,  # noqa: ARG005
) -> Log:
    """Read git's answer to the QUESTION, as it comes.

    `folder` is the SMS folder below the repository's root, with `/` at its end, or empty. `ends` are the
    commits at which a shortened history begins: what they seem to add was there before.
    `expect` is told each state of a file, the latest first.
    """
    log, names = Log(), _Names()
    for head, told in _commits(answer, folder):
        commit, parents, written, author, subject = (*head.split(_BETWEEN, 4), "", "", "", "")[:5]
        entries = [] if commit in ends else told
        present = names.at(commit)
        paths = [present.get(entry.path, entry.path) for entry in entries]
        touched = tuple(sorted(filter(None, paths)))
        change = Change(commit, day(written) or _NEVER, _short(author), _short(subject), touched)
        log.changes.append(change)
        log.merges |= " " in parents
        for path, entry in zip(paths, entries, strict=True):
            if path:
                log.entries[path].append((change, entry))
                if entry.blob:
                    expect(path, entry.blob)
        names.hand_on(present, parents.split(), entries)
    return log


def _short(words: str) -> str:
    """Return words without what no reader sees, and no longer than a line or two."""
    cut = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    return cut if cut.isprintable() else "".join(char if char.isprintable() else " " for char in cut).strip()


def _commits(answer: Iterable[bytes], folder: str) -> Iterator[tuple[str, list[Entry]]]:
    """Yield each commit's head line with what it did."""
    head = ""
    entries: list[Entry] = []
    words = _words(answer)
    for word in words:
        if word.startswith(_START):
            if head:
                yield head, entries
            head, entries = word[1:], []
        elif word.lstrip("\n").startswith(":"):
            entry = _entry(word.lstrip("\n"), words, folder)
            entries += [entry] if entry else []
    if head:
        yield head, entries


def _words(answer: Iterable[bytes]) -> Iterator[str]:
    """Yield what stands between zeros."""
    rest = b""
    for piece in answer:
        whole, _, rest = (rest + piece).rpartition(b"\0")
        if whole:
            yield from whole.decode("utf-8", "replace").split("\0")
    if rest:
        yield rest.decode("utf-8", "replace")


def _entry(place: str, words: Iterator[str], folder: str) -> Entry | None:
    """Read one entry: modes and blobs of each parent and of the result, what was done, and the names."""
    parents = len(place) - len(place.lstrip(":"))
    fields = place.split(" ")
    if len(fields) != 2 * (parents + 1) + 1:
        return None
    mode, blob, done = fields[parents], fields[2 * parents + 1], fields[-1]
    named = parents + 1 if parents > 1 or done.startswith(("R", "C")) else 1
    # Not by `--relative`, which git ignores where a merge is shown.
    names = tuple(next(words, "").removeprefix(folder) for _ in range(named))
    path, before = names[-1], names[:parents]
    kept = mode.startswith(_FILE)
    moved = any(name != path for name in before) and not done.startswith("C")
    return Entry(path, blob if kept else "", not done.strip("A"), before if moved else ())
