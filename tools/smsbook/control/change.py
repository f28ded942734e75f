"""Change fields of a document: the new bytes of its file, and the document that they make."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from smsbook.control.choose import Choice
from smsbook.control.edit import edited
from smsbook.control.files import Writing
from smsbook.library.document import Document
from smsbook.library.gather import read_document
from smsbook.library.library import Library
from smsbook.source.finding import Route
from smsbook.source.folder import CouldNotRun, Text

Fields = Mapping[Route, str | None]


def changed(choice: Choice, document: Document, fields: Fields) -> tuple[Writing, Document] | None:
    """Return what is to be written, and the document as it will then be read.

    Where the file cannot be changed, or was changed since it was read, refuse it and return None.
    """
    try:
        return _changed(choice.library, choice.root / document.path, document, fields)
    except CouldNotRun as error:
        choice.refuse(document.id, f"{choice.library.shown(document.path)}: {error}")
        return None


def _changed(library: Library, file: Path, document: Document, fields: Fields) -> tuple[Writing, Document]:
    try:
        before = file.read_bytes()
    except OSError as error:
        raise CouldNotRun(f"the file cannot be read: {error.strerror}") from error
    text = before.decode("utf-8", "replace")
    if text.removeprefix("\ufeff") != document.text:
        raise CouldNotRun("the file was changed while smsbook was at work; run the command again")
    text = edited(text, fields)
    after = read_document(Text(document.path, text.removeprefix("\ufeff")), library.kinds)
    if after.faults:
        wrong = ", ".join(f"`{'.'.join(map(str, route))}`" for route in sorted(after.faults, key=str))
        raise CouldNotRun(f"what should be written does not fit the form of the document: {wrong}")
    return Writing(file, before, text.encode("utf-8")), after
