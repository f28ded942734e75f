"""The effective text of an agreement: what it says itself, and what it takes over from another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from smsbook.agreements.entries import Entry, effective, text
from smsbook.library.document import Document, day
from smsbook.library.library import Library
from smsbook.source.finding import Route, Spot

__all__ = ["Entry", "Terms", "terms"]

_OWN = {  # said about one agreement alone
    *(
        "kind",
        "id",
        "title",
        "version",
        "status",
        "owner",
        "classification",
        "approval",
        "review",
        "language",
    ),
    *("aliases", "summary", "not_applicable", "related", "default", "customers", "based_on", "description"),
    *("signatures", "accepted_gaps", "targets"),
}


@dataclass(frozen=True)
class Terms:
    """The effective text of an agreement: its own fields, and those of `inherited_from` (nearest first).

    `fields` holds the top-level keys without `targets`, `routes` where each of them really stands; `targets`
    are the own ones, then the inherited ones. What has a wrong shape is left out.
    """

    document: Document
    inherited_from: tuple[Document, ...]
    fields: Mapping[str, Any]
    routes: Mapping[str, Spot]
    targets: tuple[Entry, ...]
    covers: tuple[str, ...]

    def get(self, dotted: str) -> Any:
        """Return the effective value at a dotted route such as `support.hours`, or None."""
        value: Any = self.fields
        for step in dotted.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        return value

    def spot(self, dotted: str) -> Spot:
        """Return where a value really stands; for one that nobody wrote, where it is missed."""
        key, *rest = dotted.split(".")
        found = self.routes.get(key)
        if found is None:
            return Spot(self.document.path)
        route, value = found.route, self.fields[key]
        for step in rest:
            if not isinstance(value, Mapping) or step not in value:
                break
            route, value = (*route, step), value[step]
        return Spot(found.path, route)

    def inherited(self, key: str) -> bool:
        """Tell whether a top-level key is taken over from another agreement."""
        return key in self.routes and self.routes[key].path != self.document.path

    @cached_property
    def first(self) -> date | None:
        """The first day on which it holds; None where it has no beginning."""
        return day(self.get("validity.from"))

    @cached_property
    def last(self) -> date | None:
        """The last day on which it holds; None where it runs until it is ended."""
        return day(self.get("validity.until"))

    def in_force(self, when: date) -> bool:
        """Tell whether it is approved and holds on a day."""
        begun = self.first is None or self.first <= when
        return self.document.head.status == "approved" and begun and (self.last is None or when <= self.last)


def terms(library: Library, document: Document) -> Terms:
    """Return the effective text of an SLA, OLA or UA."""
    found = library.once(_every).get(document.path)
    return found if found and found.document is document else _read(library, document)


def _every(library: Library) -> Mapping[str, Terms]:
    return {document.path: _read(library, document) for document in library.of_kind("sla", "ola", "ua")}


def _read(library: Library, document: Document) -> Terms:
    above = tuple(_above(library, document))
    fields: dict[str, Any] = {}
    routes: dict[str, Spot] = {}
    for source in (document, *above):
        for key, value in source.body.items():
            if key == "targets" or key in fields or (key in _OWN and source is not document):
                continue
            if not _at_fault(source, (key,)):
                fields[key], routes[key] = value, Spot(source.path, (key,))
    covers = _ids(library, fields.get("supports" if document.kind in {"ola", "ua"} else "services"))
    entries = tuple(effective(library, (document, *above), covers))
    return Terms(document, above, fields, routes, entries, covers)


def _above(library: Library, document: Document) -> Iterator[Document]:
    """Yield what an agreement builds upon, the nearest first; one that builds upon itself ends the chain."""
    seen = {document.path}
    while True:
        name = text(document.body, "based_on")
        found = library.document(name) if name and not document.damaged(("based_on",)) else None
        if found is None or found.path in seen or not found.in_use:
            return
        seen.add(found.path)
        yield found
        document = found


def _at_fault(document: Document, route: Route) -> bool:
    """Tell whether a value as a whole, not only something in it, has a wrong shape."""
    return any(route[: len(fault)] == fault for fault in document.faults)


def _ids(library: Library, value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else []
    return tuple(dict.fromkeys(library.canonical(item) for item in listed if isinstance(item, str)))
