"""Hand out documents of a kind as a table: a row for each, or for each entry of one of their lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from smsbook.adopt.new import kind_named
from smsbook.adopt.tables.cells import shown
from smsbook.adopt.tables.columns import ID, Column, Columns, columns
from smsbook.check.run import load
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.schema.nearest import near
from smsbook.source.finding import Route
from smsbook.source.folder import CouldNotRun, find_root


@dataclass(frozen=True)
class Table:
    """Columns, and rows of as many texts; notes say what no cell can show."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def hand_out(path: Path, kind: str, part: str = "", *, formulas: bool) -> Table:
    """Return the documents of a kind in the SMS at a path, or with `part` the entries of one of their lists.

    With `formulas`, texts that a spreadsheet would take for formulas are guarded. Raises CouldNotRun where
    there is no such kind or list.
    """
    library, _ = load(find_root(path))
    found = columns(kind_named(library.kinds, kind))
    part = _part(found, part)
    fields = found.of(part)
    if part and not found.part:
        fields = (found.by_name[ID], *fields)
    documents = [document for document in library.documents if document.kind == kind]
    notes: list[str] = []
    rows = [
        tuple(_cell(library, document, at, column, entry, notes, formulas=formulas) for column in fields)
        for document in documents
        for at, entry in _entries(library, document, part, notes)
    ]
    if not part:
        notes += _not_shown(found, documents)
    return Table(found.kind.name, fields, tuple(row for row in rows if any(row)), tuple(notes))


def _part(found: Columns, part: str) -> str:
    """Return the list whose entries are meant. Raises CouldNotRun where there is none of this name."""
    name = part.removesuffix("[]")
    if name and name not in found.parts:
        close = near(name, found.parts)
        known = f"the lists are {', '.join(found.parts)}" if found.parts else "it has none"
        hint = f"did you mean {close[0]}?" if close else known
        raise CouldNotRun(f"a {found.kind.name} has no list of entries `{part}`; {hint}")
    return name or found.part


def _entries(
    library: Library, document: Document, part: str, notes: list[str]
) -> Iterator[tuple[int, object]]:
    """Yield what rows are about: the document itself, or each entry of its list."""
    if not document.readable:
        notes.append(f"left out: {library.shown(document.path)} cannot be read; `smsbook check` says why")
        return
    entries = document.body.get(part) if part else [document.body]
    yield from enumerate(entries if isinstance(entries, list) else [])


def _cell(
    library: Library,
    document: Document,
    at: int,
    column: Column,
    entry: object,
    notes: list[str],
    *,
    formulas: bool,
) -> str:
    value = column.value(entry if column.part else document.body)
    route: Route = (column.part, at, *column.steps) if column.part else column.steps
    if value is None:
        return ""
    text = None if document.damaged(route) else shown(column, value, formulas=formulas)
    if text is None:
        place = f"{column.part} {at + 1}, " if column.part else ""
        notes.append(
            f"left empty: {place}{column.name} of {document.id} ({library.shown(document.path)}), because no "
            "cell can show all that it says"
        )
    return text or ""


def _not_shown(found: Columns, documents: list[Document]) -> Iterator[str]:
    """Yield which lists of entries these documents have; a row has no room for them."""
    held = [part for part in found.parts if any(document.body.get(part) for document in documents)]
    if held:
        each = ", ".join(f"`--part {part}`" for part in held)
        yield f"left out: lists of entries; for a table of one of them, add {each}"
