"""Which agreements a report specification is about: those it names, and those that ask for it."""

from __future__ import annotations

from smsbook.library.document import Document
from smsbook.library.library import Library

KINDS = ("sla", "ola", "ua")
SUBJECT = "service-performance"


def reported(library: Library, report: Document) -> frozenset[str]:
    """Return the ids of the agreements whose performance a report shows; nothing where it is about others.

    It is about those under its `agreements`, and those that name it under `reporting`; about all where
    neither names any.
    """
    if SUBJECT not in _texts(report.body.get("covers")):
        return frozenset()
    named = {library.canonical(id) for id in _texts(report.body.get("agreements"))}
    named |= {
        link.source.id
        for link in library.links_to(report.id)
        if link.source.kind in KINDS and link.source.in_use and link.route[:1] == ("reporting",)
    }
    return frozenset(named or (document.id for document in library.of_kind(*KINDS)))


def _texts(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
