"""The record of a review: who looked at which documents, when and with which outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from smsbook.control.choose import Choice
from smsbook.control.roundtrip import write
from smsbook.library.document import Document
from smsbook.library.gather import read_document
from smsbook.library.library import Library
from smsbook.source.folder import CouldNotRun, Text

TYPE = "document-review"
_NOT_BELOW = ("public", "customer", "internal", "restricted")


@dataclass(frozen=True)
class Reviewing:
    """What a reviewer says: who, on which day, with which outcome, and what came of it."""

    by: str
    when: date
    outcome: str
    note: str = ""


def record_of(choice: Choice, reviewing: Reviewing) -> tuple[str, str]:
    """Return id and text of the record; without a text where the same record is there already."""
    library, documents = choice.library, choice.documents
    about, result = [document.id for document in documents], _result(documents, reviewing)
    for record in library.of_kind("record"):
        said = [record.body.get(key) for key in ("type", "date", "outcome", "by", "about", "result")]
        if said == [TYPE, reviewing.when.isoformat(), reviewing.outcome, [reviewing.by], about, result]:
            return record.id, ""
    id = _free(library, choice.root, f"REC-{reviewing.when}-{TYPE}")
    text = _text(library, documents, id, reviewing)
    record = read_document(Text(library.kinds["record"].path(id), text), library.kinds)
    if record.faults:
        raise CouldNotRun(f"the record {id} would not have the form of a record; the note may be the reason")
    return id, text


def _free(library: Library, root: Path, id: str) -> str:
    """Return the id, or with a number behind it the first that nothing bears."""
    number, found = 1, id
    while found in library.names or (root / library.kinds["record"].path(found)).exists():
        number += 1
        found = f"{id}-{number}"
    return found


def _text(library: Library, documents: Sequence[Document], id: str, reviewing: Reviewing) -> str:
    owners = {library.canonical(document.head.owner) for document in documents}
    one = len(documents) == 1
    fields: dict[str, str | list[str]] = {
        "kind": "record",
        "id": id,
        "title": f"Review of {documents[0].title if one else f'{len(documents)} documents'}",
        "version": "1.0",
        "status": "approved",
        "owner": owners.pop() if len(owners) == 1 else "SMS.manager",
        "classification": max(
            ("internal", *(document.head.classification for document in documents)), key=_NOT_BELOW.index
        ),
        "type": TYPE,
        "date": reviewing.when.isoformat(),
        "about": [document.id for document in documents],
        "by": [reviewing.by],
        "outcome": reviewing.outcome,
        "result": _result(documents, reviewing),
    }
    return f"# yaml-language-server: $schema=../../schemas/record.schema.json\n{write(fields)}"


def _result(documents: Sequence[Document], reviewing: Reviewing) -> str:
    """Return what came of the review: the reviewer's own words, or else the outcome in a sentence."""
    if note := reviewing.note.strip():
        return note
    if reviewing.outcome == "revised":
        versions = (f"{document.id} in version {document.head.version}" for document in documents)
        return f"Revised; what was changed stands in {', '.join(versions)}."
    return "Read, and left as it is." if len(documents) == 1 else "Read, and left as they are."
