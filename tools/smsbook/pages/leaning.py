"""Which SLAs lean on an OLA or UA, by way of what it supports, and what it does not carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from smsbook.agreements.keeps import Shortfall
from smsbook.library.document import Document
from smsbook.pages.book import Book
from smsbook.pages.reliance import NEEDS, struck


@dataclass(frozen=True)
class Leaning:
    """An SLA that leans on an agreement: for which service, by which parts, and how hard they are needed."""

    sla: Document
    service: str
    parts: tuple[str, ...]
    need: str


def supported(book: Book, agreement: Document) -> list[str]:
    """Return the ids of the services and components that an OLA or UA supports, by either side's word."""
    own = [book.library.canonical(id) for id in book.body(agreement).get("supports", ())]
    theirs = [
        link.source.id
        for link in book.library.links_to(agreement.id)
        if link.source.kind in ("service", "component")
        and link.route[:1] == ("agreements",)
        and link.source.in_use
    ]
    return list(dict.fromkeys((*own, *theirs)))


def leaning(book: Book, agreement: Document) -> list[Leaning]:
    """Return the SLAs that lean on an OLA or UA, those first that cannot do without what it supports."""
    by_service: dict[str, list[tuple[str, str]]] = {}
    for part in supported(book, agreement):
        for service, hit in struck(book, part).items():
            if service in book.chains.slas:
                by_service.setdefault(service, []).append((part, hit.need))
    found = [
        Leaning(sla, service, tuple(part for part, _ in parts), _hardest(need for _, need in parts))
        for service, parts in by_service.items()
        for sla in book.chains.slas[service]
    ]
    return sorted(found, key=lambda each: (NEEDS.index(each.need), each.sla.id, each.service))


def falls_short(book: Book, agreement: Document) -> Iterator[Shortfall]:
    """Yield each promise of an SLA that an OLA or UA does not carry, or not for certain, once."""
    told: set[tuple[str, str, str, str]] = set()
    for each in book.chains.short.get(agreement.path, ()):
        key = (each.sla.path, each.what, each.priority, each.how)
        if key not in told:
            told.add(key)
            yield each


def _hardest(needs: Iterable[str]) -> str:
    return min(needs, key=NEEDS.index)
