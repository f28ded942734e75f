"""Spreadsheets, and a small SMS to import them into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from smsbook.adopt.tables.bring import Brought, bring
from smsbook.adopt.tables.bringing import Bringing
from smsbook.control.roundtrip import write

KINDS = ("service", "customer", "supplier", "component", "people", "assignments")
TODAY = date(2026, 11, 21)
_HEAD = {"version": "0.1", "status": "draft", "owner": "SMS.manager"}


def small_sms(folder: Path, documents: Mapping[str, Mapping[str, Any]]) -> Path:
    """Write an SMS of a few documents, by their paths; return its folder."""
    root = folder / "sms"
    root.mkdir(parents=True)
    (root / "sms.yml").write_text("name: Small\nstandards: [FitSM-1:v3.0.1]\n", encoding="utf-8")
    for path, fields in documents.items():
        file = root / path
        file.parent.mkdir(exist_ok=True)
        head = {"kind": fields["kind"], "id": file.stem, "title": "Some title", **_HEAD}
        file.write_bytes(write({**head, **fields}).encode())
    return root


def workbook(rows: Iterable[Sequence[Any]], **sheets: Iterable[Sequence[Any]]) -> Workbook:
    """A workbook with a sheet of these rows, and more sheets by their names."""
    book = Workbook()
    for sheet, cells in [
        (book.active, rows),
        *((book.create_sheet(name), each) for name, each in sheets.items()),
    ]:
        for row in cells:
            sheet.append(list(row))
    return book


def packed(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def table(file: Path, content: str | bytes | Iterable[Sequence[Any]]) -> Path:
    """Write a table: CSV from text or bytes, a workbook from rows."""
    if isinstance(content, str):
        content = content.encode()
    file.write_bytes(content if isinstance(content, bytes) else packed(workbook(content)))
    return file


def imported(root: Path, kind: str, file: Path, **said: Any) -> Brought:
    """Import a table, whose form its name tells."""
    return bring(root, Bringing(file.suffix[1:], kind, file, **said), TODAY)


def told(brought: Brought) -> dict[str, str]:
    """What happened to each document."""
    return {outcome.id: outcome.verb for outcome in brought.outcomes}


def faults(brought: Brought) -> list[str]:
    """What is wrong, with the numbers of the rows."""
    return [f"{fault.row} {fault.column}: {fault.message}" for fault in brought.faults]


def texts(root: Path) -> dict[str, bytes]:
    """All files of an SMS."""
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(root.rglob("*.yml"))}
