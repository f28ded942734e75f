"""Bring in what people have in a spreadsheet: a document, or an entry of one, for each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from smsbook.adopt.new import kind_named
from smsbook.adopt.settings import named
from smsbook.adopt.tables.bringing import Bringing
from smsbook.adopt.tables.columns import ID, Columns, columns
from smsbook.adopt.tables.headings import headings, mapping
from smsbook.adopt.tables.outcome import Outcome, Target, outcome_of
from smsbook.adopt.tables.said import Fault, Said, said
from smsbook.check.run import load
from smsbook.control.choose import Choice
from smsbook.control.files import write_all
from smsbook.library.library import Library
from smsbook.source.csv_sheet import from_csv
from smsbook.source.folder import CouldNotRun, find_root
from smsbook.source.spreadsheet import Spreadsheet, content_of
from smsbook.source.xlsx_sheet import from_xlsx


@dataclass(frozen=True)
class Brought:
    """What happened to each document, what is wrong in the rows, and notes on what was passed over.

    Where there are faults, nothing was written.
    """

    outcomes: tuple[Outcome, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    rows: int


def bring(path: Path, asked: Bringing, today: date) -> Brought:
    """Import the rows of a spreadsheet into the SMS at a path; all that can be used is written, or nothing.

    Raises CouldNotRun where the spreadsheet or the SMS cannot be read.
    """
    root = find_root(path)
    choice = Choice(*load(root), root)
    found = columns(kind_named(choice.library.kinds, asked.kind))
    sheet = _read(asked, found)
    fields = headings(sheet.names, found, mapping(asked.maps))
    if not found.part and not asked.make_ids and ID not in {each.name for each in fields.fields.values()}:
        raise CouldNotRun(
            f'{asked.file}: no column holds ids; say which does with `--map "COLUMN=id"`, or let ids be made '
            "of titles with `--make-ids`"
        )
    rows, faults = said(sheet, fields, found, _taken(choice.library, found), make_ids=asked.make_ids)
    outcomes = []
    editions = named(root)
    for id, about in _by_document(choice.library, rows, found).items():
        outcome = outcome_of(Target(choice, found, id, asked, today, editions), about)
        outcomes.append(outcome)
        faults += outcome.faults
    writings = [item.writing for item in outcomes if item.writing]
    if writings and not faults and not asked.dry_run:
        write_all(writings)
    in_order = tuple(sorted(faults, key=lambda fault: (fault.row, fault.column, fault.message)))
    return Brought(tuple(outcomes), in_order, (*sheet.notes, *fields.notes), len(sheet.rows))


def _read(asked: Bringing, found: Columns) -> Spreadsheet:
    content = content_of(asked.file)
    try:
        if asked.form == "csv":
            return from_csv(content, [*found.by_name, *(column.title for column in found.all)])
        names = (found.kind.name, found.kind.title, found.kind.plural)
        return from_xlsx(content, asked.sheet, tuple(name.casefold() for name in names))
    except ValueError as error:
        raise CouldNotRun(f"{asked.file}: {error}") from error


def _taken(library: Library, found: Columns) -> Mapping[str, str]:
    """Return the ids that documents of the kind, or entries of the list, have already, with their names."""
    return dict(_names(library, found))


def _names(library: Library, found: Columns) -> Iterator[tuple[str, str]]:
    for document in library.documents:
        if document.kind == found.kind.name and not found.part:
            yield document.id, document.title
        elif document.kind == found.kind.name:
            for entry in document.body.get(found.part) or ():
                if isinstance(entry, dict) and isinstance(entry.get(ID), str):
                    yield entry[ID], str(entry.get("name", ""))


def _by_document(library: Library, rows: Sequence[Said], found: Columns) -> Mapping[str, list[Said]]:
    """Return the rows about each document, by its present id."""
    about: dict[str, list[Said]] = {}
    for row in rows:
        id = found.kind.name if found.part else row.id
        document = library.document(id)
        about.setdefault(document.id if document else id, []).append(row)
    return about
