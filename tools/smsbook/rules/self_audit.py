"""Somebody audited a process that they own or manage themselves.

Why it matters: An audit is worth something because it comes from outside. Who judges their own work sees
what they meant to do rather than what is done.

How to fix it: Let somebody else audit that process, and write a new record. If the person only gave
answers, list them under `participants` and not under `by`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.document import Document, day
from smsbook.library.holdings import Holding, Standing, holdings
from smsbook.library.library import Library
from smsbook.schema.words import listed
from smsbook.source.finding import Finding, Spot

ID = "self-audit"
_TYPES = ("audit", "assessment")


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each auditor who, on the day of the audit, owned or managed a process in it."""
    entries = holdings(library)
    for record in library.of_kind("record"):
        when, people = day(record.body.get("date")), record.body.get("by")
        if record.body.get("type") not in _TYPES or when is None or not isinstance(people, list):
            continue
        audited = _processes(library, record)
        held = [item for item in entries if item.standing(when) is Standing.CURRENT]
        for index, person in enumerate(people):
            own = [
                (process, item)
                for process in audited
                for item in held
                if item.person == person and _leads(item, process)
            ]
            if own:
                yield _finding(library, record, index, own)


def _processes(library: Library, record: Document) -> list[Document]:
    about = record.body.get("about")
    words = about if isinstance(about, list) else ()
    named = [library.document(word) for word in words if isinstance(word, str)]
    return [document for document in named if document is not None and document.kind == "process"]


def _leads(holding: Holding, process: Document) -> bool:
    leading = (f"{process.id}.owner", f"{process.id}.manager", process.head.owner)
    return holding.role in leading and holding.serves(process.id)


def _finding(library: Library, record: Document, index: int, own: list[tuple[Document, Holding]]) -> Finding:
    person = own[0][1].person
    name = library.names.get(person)
    processes = list(dict.fromkeys(process.id for process, _ in own))
    roles = list(dict.fromkeys(item.role for _, item in own))
    return Finding(
        ID,
        Spot(record.path, ("by", index)),
        f"{name.title if name else person} audited {listed(processes)} while holding {listed(roles)}, "
        "expected somebody who has no part in leading what is audited",
        "have it audited by somebody else; or list the person under `participants` if they only gave answers",
        related=tuple({item.route: Spot(item.document.path, item.route) for _, item in own}.values()),
    )
