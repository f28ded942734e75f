"""Give something another id: every place that has to change with it, and the name of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from smsbook.desk.navigate import Finder, Meant
from smsbook.desk.positions import Lines, Span
from smsbook.desk.words import like_an_id, places
from smsbook.library.document import Document
from smsbook.library.library import Library, Name
from smsbook.schema.words import expected
from smsbook.source.finding import Position
from smsbook.source.folder import CouldNotRun
from smsbook.standard.model import shipped_names

_EMPTY = re.compile(r"^aliases\s*:", re.MULTILINE)
_AS_RELEASED = "sms-release"  # what was released stays as it is


@dataclass(frozen=True)
class Edit:
    """A piece of a file, and the text that takes its place."""

    span: Span
    text: str


@dataclass
class Renaming:
    """The edits in each file, and (old, new) path of the file that is named after the id."""

    edits: dict[str, list[Edit]] = field(default_factory=dict)
    moved: tuple[str, str] | None = None


def ready(library: Library, meant: Meant) -> None:
    """Raise CouldNotRun where what is meant cannot get another id; the message says why."""
    name = meant.name
    if name.document is None or any(given.name == name.name for given in shipped_names()):
        raise CouldNotRun(f"`{name.name}` is a name that FitSM gives, so it stays as it is")
    if meant.word != name.name:
        raise CouldNotRun(f"`{meant.word}` is a former id of `{name.name}`; rename `{name.name}` itself")
    kind = library.kinds.get(name.kind)
    if not name.route and kind is not None and kind.singleton:
        raise CouldNotRun(f"there is only one document of the kind {kind.name}, and that is its id")
    if any(word == name.name for word, _, _ in library.rivals):
        raise CouldNotRun(f"`{name.name}` is given twice; give one of the two another id by hand first")


def rename(library: Library, meant: Meant, new: str, texts: Mapping[str, str | None]) -> Renaming:
    """Return what has to change for a new id; `texts` are the files as an editor shows them.

    Raises CouldNotRun where the new id is not one that may stand there, or is taken, and where a file that
    names the old one cannot be read, for nobody knows then what it means by it.
    """
    ready(library, meant)
    name = meant.name
    _acceptable(library, name, new)
    found = Renaming()
    if new == name.name:
        return found
    kept = {document.path for document in library.documents if document.kind == _AS_RELEASED}
    spans = _exact(library, name, texts)
    for path, text in texts.items():
        if text is not None and path not in kept and name.name in text:
            mentions = places(Lines(text), name.name) if like_an_id(name.name) else []
            ordered = sorted({*mentions, *spans.get(path, ())}, key=lambda span: span.start)
            found.edits[path] = [Edit(span, new) for span in ordered]
    found.edits = {path: edits for path, edits in found.edits.items() if edits}
    if not name.route:
        _with_document(library, name, new, texts, found)
    return found


def _acceptable(library: Library, name: Name, new: str) -> None:
    schema = _schema(library, name)
    if not re.search(schema.get("pattern", ""), new) or new != new.strip():
        raise CouldNotRun(f"found `{new}` as the new id, expected {expected(schema)}")
    holder = library.names.get(new)
    if holder is not None and (holder.document, holder.route) != (name.document, name.route):
        where = library.shown(holder.document.path) if holder.document else "FitSM"
        raise CouldNotRun(f"`{new}` is taken: {where} has it for «{holder.title}»; choose another id")


def _schema(library: Library, name: Name) -> dict[str, Any]:
    """Return the schema of the value that gives the name."""
    schema: Any = library.kinds[name.document.kind].schema if name.document else {}
    for step in name.route or ("id",):
        schema = schema["items"] if isinstance(step, int) else schema["properties"][step]
    return dict(schema)


def _exact(library: Library, name: Name, texts: Mapping[str, str | None]) -> dict[str, list[Span]]:
    """Return the places where the id is given, or referred to by itself, file by file."""
    finder = Finder(library)
    found: dict[str, list[Span]] = {}
    for place in (finder.definition(name), *finder.references(name)):
        if place is None:
            continue
        now = texts.get(place.path)
        if now != library.texts.get(place.path):
            raise CouldNotRun(
                f"{library.shown(place.path)} cannot be read at the moment; mend it, then rename again"
            )
        line = Lines(now or "").line(place.span.start)
        if line[place.span.start.column - 1 : place.span.end.column - 1] == name.name:
            found.setdefault(place.path, []).append(place.span)
    return found


def _with_document(
    library: Library, name: Name, new: str, texts: Mapping[str, str | None], found: Renaming
) -> None:
    """Add what a whole document needs: its file named after it, and its id among the former ones."""
    assert name.document is not None
    path = name.document.path
    if library.history.revisions(path):
        edits = [*found.edits.get(path, ()), *_former(library, name.document, texts[path] or "")]
        found.edits[path] = sorted(edits, key=lambda edit: edit.span.start)
    folder, _, file = path.rpartition("/")
    kind = library.kinds[name.document.kind]
    if kind.id_in(path) == name.name:
        named = f"{new.removeprefix(kind.prefix) if kind.bare else new}.{file.rpartition('.')[2]}"
        moved = f"{folder}/{named}" if folder else named
        if moved in texts:
            raise CouldNotRun(f"there is a file {library.shown(moved)} already; choose another id")
        found.moved = (path, moved)


def _former(library: Library, document: Document, text: str) -> Iterator[Edit]:
    """Yield the edit that adds the id of a document to its former ones: in their list, or below the id."""
    finder, lines = Finder(library), Lines(text)
    end = "\r\n" if "\r\n" in text else "\n"
    if document.head.aliases:
        at = finder.spot(document.path, ("aliases", 0))
        before = lines.line(at)[: at.column - 1]
        if before.strip() == "-":
            start = Position(at.line, 1)
            yield Edit(Span(start, start), f"{before}{document.id}{end}")
        else:  # a list in brackets
            yield Edit(Span(at, at), f"{document.id}, ")
    elif not _EMPTY.search(text):
        at = finder.spot(document.path, ("id",))
        behind = Position(at.line, len(lines.line(at)) + 1)
        yield Edit(Span(behind, behind), f"{end}aliases:{end}- {document.id}")
