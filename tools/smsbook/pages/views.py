"""What overviews list, gathered from several documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from smsbook.library.document import Document
from smsbook.pages.book import Book
from smsbook.pages.fields import in_word
from smsbook.schema.kinds import Kind
from smsbook.standard.model import processes

Entry = Mapping[str, Any]
_MOST = 60


@dataclass(frozen=True)
class Target:
    """One promised value, with the agreement it stands in."""

    agreement: Document
    entry: Entry


@dataclass(frozen=True)
class Charge:
    """A process with the roles that answer for it; the definition may be missing."""

    id: str
    title: str
    document: Document | None
    objective: str = ""

    @property
    def owner(self) -> str:
        """The role that owns the process."""
        return f"{self.id}.owner"

    @property
    def manager(self) -> str:
        """The role that manages the process."""
        return f"{self.id}.manager"


def charges(book: Book) -> list[Charge]:
    """Return all processes: FitSM's, whether defined yet or not, then local ones."""
    defined = {document.id: document for document in book.duties.processes()}
    shipped = [
        Charge(item.id, _title(defined, item.id, item.title), defined.get(item.id), item.objective)
        for item in processes()
    ]
    known = {item.id for item in shipped}
    return shipped + [Charge(id, item.title, item) for id, item in defined.items() if id not in known]


def indicators(book: Book, process: str) -> list[Entry]:
    """Return the indicators that measure a process, from all sets."""
    sets = (book.body(item).get("indicators", ()) for item in book.of_kind("kpis"))
    return [entry for entries in sets for entry in entries if entry.get("process") == process]


def by_process(book: Book, entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """Group indicators by the title of the process they measure, in the order of the processes."""
    titles = {charge.id: charge.title for charge in charges(book)}
    found: dict[str, list[Entry]] = {title: [] for title in titles.values()}
    for entry in entries:
        found.setdefault(titles.get(entry.get("process", ""), ""), []).append(entry)
    return [(title, group) for title, group in found.items() if group]


def named_in(book: Book, document: Document) -> list[tuple[str, list[Document]]]:
    """Return the documents in use that name a document, by kind; people and assignments are left out."""
    found: dict[str, dict[str, Document]] = {}
    for link in book.library.links_to(document.id):
        kind = book.library.kinds.get(link.source.kind)
        if kind and link.source is not document and link.source.in_use and kind.name != "assignments":
            found.setdefault(kind.plural, {})[link.source.path] = link.source
    return [(plural, list(found[plural].values())[:_MOST]) for plural in sorted(found)]


def kinds_of(book: Book, section: str, but: Iterable[str] = ()) -> list[Kind]:
    """Return the kinds of a section, but for some, of which documents are in use."""
    found = (kind for kind in book.library.kinds.values() if kind.section == section)
    return [kind for kind in found if kind.name not in but and book.of_kind(kind.name)]


def entries_naming(book: Book, word: str, kind: str, part: str) -> list[str]:
    """Return the ids of the entries, in a part of documents of a kind, that refer to something; each once."""
    found: dict[str, None] = {}
    for link in book.library.links_to(word):
        if link.source.kind == kind and link.source.in_use and link.route[:1] == (part,):
            entries = book.body(link.source).get(part, ())
            position = link.route[1]
            if isinstance(position, int) and position < len(entries) and entries[position].get("id"):
                found.setdefault(entries[position]["id"])
    return list(found)


def passing(book: Book, flows: Mapping[tuple[str, str], list[str]]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield (giver, taker, what passes) in the order of the processes."""
    order = {charge.id: number for number, charge in enumerate(charges(book))}
    for giver, taker in sorted(
        flows, key=lambda ends: (order.get(ends[0], 99), order.get(ends[1], 99), ends)
    ):
        yield giver, taker, flows[giver, taker]


def agreements_for(book: Book, service: Document) -> list[Document]:
    """Return the agreements with customers about a service, the default one first."""
    found = book.naming(service, "sla")
    return sorted(found, key=lambda item: (not book.body(item).get("default"), item.id))


def targets(book: Book, agreement: Document, service: Document | None = None) -> list[Target]:
    """Return the promised values of an agreement, those about one service where one is given."""
    entries = book.body(agreement).get("targets", ())
    about = (None, service.id) if service else ()
    return [Target(agreement, entry) for entry in entries if not service or entry.get("service") in about]


def said_in(promised: Iterable[Target]) -> set[str]:
    """Return the keys of which at least one promised value says something."""
    return {key for target in promised for key, value in target.entry.items() if value not in (None, "")}


def record_types(book: Book) -> list[tuple[str, list[Document]]]:
    """Return the records by type, in the order of the schema, the latest first."""
    kind = book.library.kinds.get("record")
    order: list[str] = kind.schema["properties"]["type"].get("enum", []) if kind else []
    grouped = ((word, book.records_of(word)) for word in order)
    return [(in_word(word).capitalize(), found) for word, found in grouped if found]


def _title(defined: Mapping[str, Document], id: str, title: str) -> str:
    return defined[id].title if id in defined else title
