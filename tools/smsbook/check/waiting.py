"""What waits for whom: drafts, documents in review, broken seals and reviews, role by role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from smsbook.check.matters import Matter, Sort, matters
from smsbook.check.run import load
from smsbook.library.approving import concerns
from smsbook.library.document import Document
from smsbook.library.holdings import Holding, current
from smsbook.library.library import Library
from smsbook.schema.nearest import meant
from smsbook.source import duration
from smsbook.source.folder import CouldNotRun, find_root

WITHIN = "P30D"  # how long before its day a review begins to wait
_ROLE, _PERSON = "role", "person"
_ORDER = tuple(Sort)


@dataclass(frozen=True)
class Queue:
    """What waits for one role, and the entries of the role assignments by which it is held.

    With `deputy`, these are the entries of others for whom the asked person stands in.
    """

    role: str
    title: str
    holders: tuple[Holding, ...]
    matters: tuple[Matter, ...]
    deputy: bool = False

    def person(self, library: Library, matter: Matter) -> str:
        """Return the only person who holds the role for a document, or '' where there are several or none."""
        people = {item.person for item in self.holders if concerns(library, item, matter.document)}
        return people.pop() if len(people) == 1 else ""


@dataclass(frozen=True)
class Waiting:
    """All that waits on a day, or what of it waits for the person or the role asked for."""

    library: Library
    as_of: date
    until: date
    queues: tuple[Queue, ...]
    documents: tuple[Document, ...]
    person: str = ""
    role: str = ""

    @property
    def matters(self) -> tuple[Matter, ...]:
        """What waits, each once, although several roles may see to it."""
        found = {item.key: item for queue in self.queues for item in queue.matters}
        return tuple(found.values())

    @property
    def unreadable(self) -> tuple[Document, ...]:
        """The documents whose file cannot be read: whether something waits there is not known."""
        return tuple(document for document in self.documents if not document.readable)


def waiting(path: Path, as_of: date, *, person: str = "", role: str = "") -> Waiting:
    """Return what waits in the SMS at a path on a day, for everybody, for one person or for one role.

    Raises CouldNotRun where there is no SMS, and where nobody bears the name of the person or the role.
    """
    root = find_root(path)
    library, _ = load(root)
    only = path.absolute().relative_to(root.absolute()).as_posix() if path.is_file() else ""
    return waiting_in(library, as_of, person=person, role=role, only=only)


def waiting_in(library: Library, as_of: date, *, person: str = "", role: str = "", only: str = "") -> Waiting:
    """Return what waits in a library on a day; see `waiting`. With `only`, it is about one file."""
    documents = tuple(item for item in library.documents if only in ("", item.path))
    until = duration.after(as_of, WITHIN) or as_of
    by_role: dict[str, list[Matter]] = defaultdict(list)
    for document in documents:
        for matter in matters(library, document, as_of, until) if document.readable else ():
            for name in matter.roles or ("",):
                by_role[name].append(matter)
    held = current(library, as_of)
    who = _known(library, person, _PERSON, {item.person for item in held}) if person else ""
    which = _known(library, role, _ROLE, by_role) if role else ""
    queues = tuple(
        _queue(library, name, held, by_role[name]) for name in sorted(by_role) if which in ("", name)
    )
    chosen = tuple(_of(library, queues, who)) if who else queues
    return Waiting(library, as_of, until, chosen, documents, who, which)


def _queue(library: Library, role: str, held: Iterable[Holding], found: list[Matter]) -> Queue:
    name = library.names.get(role)
    ordered = sorted(
        found, key=lambda item: (_ORDER.index(item.sort), item.due or date.min, item.document.path)
    )
    holders = tuple(item for item in held if item.role == role)
    return Queue(role, name.title if name else "", holders, tuple(ordered))


def _of(library: Library, queues: tuple[Queue, ...], person: str) -> Iterator[Queue]:
    """Yield what waits for a person, each matter once; last what waits for them as somebody's deputy."""
    seen: set[tuple[str, str]] = set()
    for deputy in (False, True):
        for queue in queues:
            held = tuple(item for item in queue.holders if person == (item.deputy if deputy else item.person))
            found = tuple(
                matter
                for matter in queue.matters
                if matter.key not in seen and any(concerns(library, item, matter.document) for item in held)
            )
            seen.update(matter.key for matter in found)
            if found:
                yield replace(queue, holders=held, matters=found, deputy=deputy)


def _known(library: Library, wanted: str, kind: str, busy: Iterable[str]) -> str:
    """Return the present id of a person or a role; one that is only named somewhere is known all the same."""
    id = library.canonical(wanted)
    names = [name for name in library.names.values() if name.kind == kind]
    if id in busy or any(name.name == id for name in names):
        return id
    titled = [name.name for name in names if name.title.casefold() == wanted.casefold()]
    if len(titled) == 1:
        return titled[0]
    close = meant(wanted, [name.name for name in names])
    hint = f"; did you mean {' or '.join(close)}?" if close else ""
    raise CouldNotRun(f"there is no {kind} `{wanted}`{hint}")
