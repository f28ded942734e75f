"""The library: every name that can be referred to, every reference, both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from shlex import quote

from smsbook.library.document import Body, Document
from smsbook.library.history import NO_HISTORY, History
from smsbook.library.once import Once
from smsbook.schema.interest import Interest, collect, definitions
from smsbook.schema.kinds import Kind
from smsbook.source.finding import Route

_NEEDS_NO_PATH = ("", ".", "sms")


@dataclass(frozen=True)
class Name:
    """Something that can be referred to: a document, an entry in one, or a name that FitSM brings along."""

    name: str
    kind: str
    title: str
    document: Document | None = None
    route: Route = ()

    @property
    def shipped(self) -> bool:
        """Whether the name comes with smsbook and stands in no file."""
        return self.document is None


Rival = tuple[str, Name, Name]


@dataclass(frozen=True)
class Link:
    """One reference: from a place in a document to a name, which may not exist."""

    source: Document
    route: Route
    to: str
    kinds: tuple[str, ...]
    target: Name | None

    @property
    def holds(self) -> bool:
        """Whether the reference leads to something of a kind that is allowed there."""
        return self.target is not None and ("any" in self.kinds or self.target.kind in (*self.kinds, ""))


@dataclass(frozen=True)
class Library(Once):
    """All documents of an SMS.

    `names` maps every id, former id and defined name to what it stands for; `rivals` are names that were
    given a second time, each with the one who bears it and the one who claims it too; `folder` is the SMS
    folder as the user names it; `history` is what git knows about it.
    `uncertain` are the kinds of things that a damaged file may define: a reference to one of them that leads
    nowhere cannot be called broken.
    """

    kinds: Mapping[str, Kind]
    documents: tuple[Document, ...]
    settings: Body
    names: Mapping[str, Name]
    rivals: tuple[Rival, ...]
    links: tuple[Link, ...]
    folder: str = "sms"
    uncertain: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    history: History = field(default=NO_HISTORY, repr=False)
    _of_kind: Mapping[str, tuple[Document, ...]] = field(default_factory=dict, repr=False)
    _to: Mapping[str, tuple[Link, ...]] = field(default_factory=dict, repr=False)
    _from: Mapping[str, tuple[Link, ...]] = field(default_factory=dict, repr=False)

    def of_kind(self, *kinds: str) -> Iterator[Document]:
        """Yield the documents of these kinds that are in use, in the order of their paths."""
        for kind in kinds:
            yield from (document for document in self._of_kind.get(kind, ()) if document.in_use)

    def shown(self, path: str) -> str:
        """Return a path below the SMS folder as the user would type it."""
        return path if self.folder in ("", ".") else f"{self.folder}/{path}"

    @property
    def path_option(self) -> str:
        """The option by which a command finds the SMS from where the user is; empty where it needs none."""
        return "" if self.folder in _NEEDS_NO_PATH else f" --path {quote(self.folder)}"

    def canonical(self, word: str) -> str:
        """Return the present id of what a word refers to, or the word where it refers to nothing."""
        name = self.names.get(word)
        return name.name if name else word

    def document(self, name: str) -> Document | None:
        """Return the document that bears the id, or bore it once."""
        found = self.names.get(name)
        return found.document if found and not found.route else None

    def links_to(self, name: str) -> tuple[Link, ...]:
        """Return all references to a name, former ids included."""
        return self._to.get(name, ())

    def links_from(self, document: Document) -> tuple[Link, ...]:
        """Return all references that stand in a document."""
        return self._from.get(document.path, ())


def build_library(
    kinds: Mapping[str, Kind],
    documents: Iterable[Document],
    settings: Body,
    shipped: Iterable[Name],
    texts: Mapping[str, str],
    folder: str = "sms",
    history: History = NO_HISTORY,
) -> Library:
    """Index the documents, and resolve their references against their names and the shipped ones."""
    ordered = tuple(sorted(documents, key=lambda document: document.path))
    references: list[tuple[Document, Route, str, tuple[str, ...]]] = []
    defined: list[Name] = []
    for document in ordered:
        if document.readable and document.kind in kinds:
            for route, text, interest in document.once(_collected, kinds[document.kind]):
                if interest.defines:
                    defined.append(
                        Name(text, interest.defines, _title(document, route, text), document, route)
                    )
                elif interest.refs and not document.damaged(route):
                    references.append((document, route, text, interest.refs))
    placed = sorted(ordered, key=lambda document: _misplaced(document, kinds))
    names, rivals = _index(placed, defined, shipped, kinds)
    links = tuple(Link(*reference, names.get(reference[2])) for reference in references)
    by_kind, to, source = defaultdict(list), defaultdict(list), defaultdict(list)
    for document in ordered:
        by_kind[document.kind].append(document)
    for link in links:
        to[link.target.name if link.target else link.to].append(link)
        source[link.source.path].append(link)
    return Library(
        kinds=kinds,
        documents=ordered,
        settings=settings,
        names=names,
        rivals=tuple(rivals),
        links=links,
        folder=folder,
        uncertain=frozenset(
            defined
            for document in ordered
            if document.faults and document.kind in kinds
            for defined in definitions(kinds[document.kind].interest)
        ),
        texts=texts,
        history=history,
        _of_kind={key: tuple(value) for key, value in by_kind.items()},
        _to={key: tuple(value) for key, value in to.items()},
        _from={key: tuple(value) for key, value in source.items()},
    )


def _collected(document: Document, kind: Kind) -> tuple[tuple[Route, str, Interest], ...]:
    return tuple(collect(document.body, kind.interest))


def _index(
    documents: Iterable[Document], defined: list[Name], shipped: Iterable[Name], kinds: Mapping[str, Kind]
) -> tuple[dict[str, Name], list[Rival]]:
    """Give every name to the first that claims it; a document in the SMS replaces a shipped name."""
    names: dict[str, Name] = {}
    rivals: list[Rival] = []

    def claim(name: Name, word: str) -> bool:
        holder = names.setdefault(word, name)
        if holder is not name:
            rivals.append((word, holder, name))
        return holder is name

    homeless = []
    for document in documents:
        name = Name(document.id, document.kind, document.title, document)
        if not claim(name, document.id):
            homeless.append(document)
        for alias in document.head.aliases:
            claim(name, alias)
    for name in defined:
        claim(name, name.name)
    for document in homeless:
        # Two files claim one id: the second is still found under the id that its file name says.
        stem = _stem(document, kinds)
        names.setdefault(stem, Name(stem, document.kind, document.title, document))
    for name in shipped:
        names.setdefault(name.name, name)
    return names, rivals


def _misplaced(document: Document, kinds: Mapping[str, Kind]) -> tuple[bool, bool]:
    """Sort documents in their right place first: of two with one id, the other one is the copy."""
    kind = kinds.get(document.kind)
    return document.id != _stem(document, kinds), kind is not None and document.path != kind.path(document.id)


def _stem(document: Document, kinds: Mapping[str, Kind]) -> str:
    """Return the id that the file name says."""
    kind = kinds.get(document.kind)
    return kind.id_in(document.path) if kind else document.path.rpartition("/")[2].rpartition(".")[0]


def _title(document: Document, route: Route, text: str) -> str:
    """Return the `name` or `title` beside a defined id, or the id itself."""
    entry: object = document.body
    for step in route[:-1]:
        entry = entry[step]  # type: ignore[index]
    if isinstance(entry, Mapping):
        beside = entry.get("name") or entry.get("title")
        return beside if isinstance(beside, str) else text
    return text
