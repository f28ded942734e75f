"""What a service or component depends on, what depends on it, and who is affected if it falls away."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from smsbook.check.touching import STANDING
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.pages.book import Book
from smsbook.pages.chain import BEST_EFFORT, Use, uses

NEEDS = STANDING[:3]  # how hard it strikes, the hardest first
_FEW = 8  # steps of a way; beyond that it tells nobody anything
MOST = 60  # rows of a table; the command `smsbook impact` lists all


@dataclass(frozen=True)
class Through:
    """A part that something rests on by way of others: the nearest of them first, and no more than a few."""

    id: str
    need: str
    way: tuple[str, ...]


@dataclass(frozen=True)
class Struck:
    """How hard something is struck, and by what below it; by nothing where it is what falls away."""

    need: str
    by: str


@dataclass(frozen=True)
class Affected:
    """A service that is struck: how hard, by way of what, and the customers and SLAs that are concerned."""

    service: str
    need: str
    way: tuple[str, ...]
    slas: tuple[Document, ...]
    customers: tuple[str, ...]


def rests_on(book: Book, id: str) -> list[tuple[str, Use]]:
    """Return the parts that a service or component names, each with how it is needed."""
    node = book.chains.ground.graph.nodes.get(id)
    return list(uses(node)) if node else []


def through_others(book: Book, id: str) -> list[Through]:
    """Return what something rests on by way of others only, the nearest; best effort leads no further."""
    nodes = book.chains.ground.graph.nodes
    direct = {below for below, _ in rests_on(book, id)}
    found: dict[str, Through] = {id: Through(id, NEEDS[0], ())}
    ahead = deque([id])
    while ahead and len(found) <= MOST + len(direct):
        here = found[ahead.popleft()]
        way = (*here.way, here.id)[:_FEW] if here.id != id else ()
        for below, use in uses(nodes[here.id]) if here.id in nodes else ():
            if below not in found:
                found[below] = Through(below, max(here.need, use.need, key=NEEDS.index), way)
                if use.need != BEST_EFFORT:
                    ahead.append(below)
    return [each for each in found.values() if each.id not in {id, *direct}][:MOST]


def depended_on_by(book: Book, id: str) -> list[Use]:
    """Return what rests on a service or component, each with how it needs it."""
    nodes = book.chains.ground.graph.nodes
    above = dict.fromkeys(edge.above for edge, _, _ in book.chains.above.get(id, ()))
    return [use for upper in above for below, use in uses(nodes[upper]) if below == id]


def agreements_behind(book: Book, id: str) -> list[Document]:
    """Return the OLAs and UAs in use that support a service or component."""
    return [each.terms.document for each in book.chains.ground.behind(id)]


def purpose_of(book: Book, above: str, below: str) -> str:
    """Return what something needs a part for, in its own words."""
    return book.library.once(_purposes, above).get(below, "")


def _purposes(library: Library, above: str) -> Mapping[str, str]:
    document = library.document(above)
    entries = document.get("components") if document else None
    return {
        library.canonical(entry["component"]): str(entry.get("purpose", ""))
        for entry in reversed(entries if isinstance(entries, list) else [])
        if isinstance(entry, dict) and isinstance(entry.get("component"), str)
    }


def affected(book: Book, id: str) -> list[Affected]:
    """Return the services struck if a service or component falls away, itself too, the hardest first."""
    hit = struck(book, id)
    services = (upper for upper in hit if upper in book.chains.services)
    return [
        Affected(
            service,
            hit[service].need,
            _way(hit, service),
            book.chains.slas.get(service, ()),
            book.chains.customers.get(service, ()),
        )
        for service in services
    ]


def struck(book: Book, id: str) -> Mapping[str, Struck]:
    """Return all that rests on something, itself too: how hard it is struck, and by what below it."""
    found = {id: Struck(NEEDS[0], "")}
    for level, need in enumerate(NEEDS):
        ahead = deque(found)
        while ahead:
            here = ahead.popleft()
            for edge, _, how in book.chains.above.get(here, ()):
                if edge.above not in found and STANDING.index(how) <= level:
                    found[edge.above] = Struck(need, here)
                    ahead.append(edge.above)
    return found


def _way(hit: Mapping[str, Struck], service: str) -> tuple[str, ...]:
    """Return what lies between a service and what falls away, the nearest first, but no more than a few."""
    way: list[str] = []
    below = hit[service].by
    while below and hit[below].by and len(way) < _FEW:
        way.append(below)
        below = hit[below].by
    return tuple(way)
