"""Who is asked to look at a change of each file: the fewest lines of CODEOWNERS that say so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from smsbook.library.document import Document
from smsbook.library.handles import handles, holders, owners
from smsbook.library.library import Library

Names = tuple[str, ...]
_STANDING_IN = ("SMS.manager", "SMS.owner")  # who is asked where nobody else is known
_SPECIAL = re.compile(r"[^A-Za-z0-9/._-]")


@dataclass(frozen=True)
class Owning:
    """Whom a host asks about a file, by its path below the SMS folder.

    `everybody_else` are those who are asked about files that no document owner answers for; `without` are the
    documents among these whose owner is a role that nobody holds, or nobody known on the host.
    """

    files: Mapping[str, Names]
    everybody_else: Names
    without: tuple[Document, ...]


def owning(library: Library, host: str, as_of: date) -> Owning:
    """Return who is asked about each file of an SMS on a day, on `github` or `gitlab`."""
    known = handles(library, host)
    named = [(document, _names(owners(library, document, as_of), known)) for document in library.documents]
    standing_in = (_names(holders(library, role, as_of), known) for role in _STANDING_IN)
    else_asked = next(filter(None, standing_in), ())
    files = {document.path: names or else_asked for document, names in named}
    return Owning(files, else_asked, tuple(document for document, names in named if not names))


def _names(people: Iterable[str], known: Mapping[str, str]) -> Names:
    return tuple(sorted({known[person] for person in people if person in known}))


def fewest_lines(owned: Owning, folder: str) -> Iterator[str]:
    """Yield the lines of CODEOWNERS: for the SMS folder, then for folders and files that differ.

    `folder` is the SMS folder in the repository, empty where it is the top. The last line that fits a file
    counts, so no smaller number of lines says the same.
    """
    by_folder: dict[str, dict[str, Names]] = defaultdict(dict)
    for path, names in owned.files.items():
        below, _, _ = path.rpartition("/")
        by_folder[below.partition("/")[0]][path] = names
    top = f"{folder}/" if folder else ""
    if owned.everybody_else:
        yield _line(top, owned.everybody_else)
    for name in sorted(by_folder):
        inherited = owned.everybody_else
        if name:
            chosen = _chosen(by_folder[name].values(), inherited)
            if chosen != inherited:
                yield _line(f"{top}{name}/", chosen)
            inherited = chosen
        for path, names in sorted(by_folder[name].items()):
            if names != inherited:
                yield _line(f"{top}{path}", names)


def _chosen(files: Iterable[Names], inherited: Names) -> Names:
    """Return whom a folder shall name: those that save more lines than the folder's own line costs."""
    counted = Counter(files)
    best, number = min(counted.items(), key=lambda item: (-item[1], item[0]))
    return best if number > counted[inherited] + 1 else inherited


def _line(path: str, names: Names) -> str:
    """Return one line; a character with a meaning in CODEOWNERS is left open, as any one character."""
    return f"/{_SPECIAL.sub('?', path)} {' '.join(names)}".rstrip()
