"""Who supplies what: the graph of services and components, and what agreements promise for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from smsbook.agreements.customers import agreed, covering, customers_of
from smsbook.agreements.promise import Promise
from smsbook.agreements.promises import Promises, Target, own, promises
from smsbook.agreements.ratio import Ratio
from smsbook.agreements.steps import Stated
from smsbook.agreements.support import Edge, Support, support
from smsbook.agreements.target import AVAILABILITY
from smsbook.agreements.terms import terms
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.source.finding import Spot

__all__ = [
    "agreed",
    "covering",
    "customers_of",
    "graph",
    "in_use",
    "received",
    "stated",
    "supplying",
    "supporting",
]


def graph(library: Library) -> Support:
    """Return the graph of services and components in use; the source of an edge is the spot of its entry.

    A part without `need` is required. Of a group, one is needed unless `groups` says more.
    """
    return library.once(_graph)


def _graph(library: Library) -> Support:
    kinds: dict[str, str] = {}
    edges: list[Edge] = []
    needed: dict[tuple[str, str], int] = {}
    for document in in_use(library):
        kinds[document.id] = document.kind
        edges += _edges(library, document)
        needed |= _needed(document)
    return support(kinds, edges, needed)


def in_use(library: Library) -> Iterator[Document]:
    """Yield the services and components in use; a service that is retired in the portfolio is not.

    Nor is what bears an id that another one bears: that is a finding of its own.
    """
    for document in library.of_kind("service", "component"):
        if document.get("lifecycle") != "retired" and library.document(document.id) is document:
            yield document


def supplying(library: Library, id: str) -> tuple[Document, ...]:
    """Return the OLAs and UAs in use that support a component or service, by either side's word."""
    return library.once(_supplying, id)


def _supplying(library: Library, id: str) -> tuple[Document, ...]:
    found = {
        link.source.path: link.source
        for link in library.links_to(id)
        if link.source.kind in {"ola", "ua"} and link.route[:1] == ("supports",)
    }
    document = library.document(id)
    for link in library.links_from(document) if document else ():
        agreement = library.document(link.to) if link.route[:1] == ("agreements",) else None
        if agreement and agreement.kind in {"ola", "ua"}:
            found[agreement.path] = agreement
    return tuple(found[path] for path in sorted(found) if found[path].in_use)


def supporting(library: Library, day: date | None = None) -> Iterator[Promises]:
    """Yield what each OLA and UA promises: those in force on a day, or without one all that are in use."""
    for document in library.of_kind("ola", "ua"):
        text = terms(library, document)
        if day is None or text.in_force(day):
            yield promises(library, text)


def stated(library: Library, day: date | None = None) -> dict[str, Stated]:
    """Return the availability of components: from agreements in force, else the one stated as our own.

    `source` is a tuple of `Target`, the weakest first: of several agreements, the weaker counts. Without a
    day, agreements in use count whatever their status and validity, so that time alone alters nothing.
    """
    found: dict[str, list[Target]] = {}
    for each in supporting(library, day):
        for target in each.targets:
            for id in target.about if target.metric == AVAILABILITY else ():
                found.setdefault(id, []).append(target)
    for component in library.of_kind("component"):
        mine = None if component.id in found else own(library, component).target
        if mine:
            found[component.id] = [mine]
    return {id: _weakest(targets) for id, targets in found.items()}


def received(library: Library, day: date | None = None) -> Mapping[str, tuple[Promise, ...]]:
    """Return the times and amounts promised to us for each component, as `chain.along` takes them.

    The source of each promise is its `Target`. Without a day, as in `stated`.
    """
    found: dict[str, list[Promise]] = {}
    for each in supporting(library, day):
        for target in each.targets:
            if (promise := target.promise) is not None:
                for id in target.about:
                    found.setdefault(id, []).append(promise)
    return {id: tuple(promised) for id, promised in found.items()}


def _edges(library: Library, document: Document) -> Iterator[Edge]:
    for index, part in _mappings(document, "components"):
        if isinstance(id := part.get("component"), str):
            spot = Spot(document.path, ("components", index, "component"))
            need, group = part.get("need", "required"), part.get("group", "")
            yield Edge(document.id, library.canonical(id), need, group, spot)


def _needed(document: Document) -> dict[tuple[str, str], int]:
    return {
        (document.id, group["group"]): group["needed"]
        for _, group in _mappings(document, "groups")
        if "group" in group and "needed" in group
    }


def _weakest(targets: list[Target]) -> Stated:
    """Return the availability of the weaker agreement; in doubt, one that leaves out what lies below."""
    ranked = sorted(targets, key=lambda each: (_share(each).value, each.whole, each.spot.path))
    weakest = ranked[0]
    return Stated(_share(weakest).value, tuple(ranked), weakest.counted, weakest.whole)


def _share(target: Target) -> Ratio:
    assert isinstance(target.quantity, Ratio)  # the reader of this metric reads nothing else
    return target.quantity


def _mappings(document: Document, key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the entries of a list, with their index, that have the right shape."""
    listed = document.body.get(key)
    for index, each in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(each, Mapping) and not document.damaged((key, index)):
            yield index, each
