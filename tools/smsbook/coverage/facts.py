"""What the evaluation looks up again and again, indexed once: who holds what, what was recorded when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from smsbook.coverage.baseline import Baseline
from smsbook.coverage.parts import meets
from smsbook.library.document import Document, day
from smsbook.library.holdings import Holding, Standing, current, holdings
from smsbook.library.library import Library
from smsbook.source.finding import Route
from smsbook.standard.catalogue import Where


@dataclass(frozen=True)
class Cycle:
    """Something that the service management plan wants repeated; `type` is the type of its records."""

    type: str
    route: Route
    interval: str
    responsible: str


class Facts:
    """A library seen on one day."""

    def __init__(self, library: Library, as_of: date) -> None:
        self.library = library
        self.as_of = as_of
        self._covering: dict[tuple[object, ...], tuple[dict[str, Document], bool]] = {}

    @cached_property
    def holdings(self) -> Mapping[str, list[Holding]]:
        """The entries of the role assignments that hold on the day, by role."""
        return self._standing(Standing.CURRENT)

    @cached_property
    def current(self) -> tuple[Holding, ...]:
        """The entries of the role assignments that hold on the day."""
        return current(self.library, self.as_of)

    @cached_property
    def ended(self) -> Mapping[str, list[Holding]]:
        """The entries of the role assignments that ended before the day, by role."""
        return self._standing(Standing.ENDED)

    def _standing(self, standing: Standing) -> Mapping[str, list[Holding]]:
        found: dict[str, list[Holding]] = defaultdict(list)
        for holding in holdings(self.library):
            if holding.person and holding.standing(self.as_of) is standing:
                found[holding.role].append(holding)
        return found

    @cached_property
    def cycles(self) -> tuple[Document | None, list[Cycle]]:
        """The service management plan, and what it plans to repeat."""
        plans = [
            plan for plan in self.library.of_kind("plan") if plan.body.get("type") == "service-management"
        ]
        plan = min(plans, key=lambda item: item.head.status != "approved", default=None)
        cycles = plan.body.get("cycles") if plan else None
        entries = enumerate(cycles if isinstance(cycles, list) else ())
        return plan, [
            Cycle(
                str(entry.get("type")),
                ("cycles", index),
                entry.get("interval") or "",
                entry.get("responsible") or "",
            )
            for index, entry in entries
            if isinstance(entry, dict)
        ]

    @cached_property
    def baseline(self) -> Baseline:
        """What the service management plan says about requirements."""
        return Baseline(self.library)

    @cached_property
    def records(self) -> dict[str, list[tuple[date, Document]]]:
        """All records up to the day, by type, the latest first."""
        found: dict[str, list[tuple[date, Document]]] = defaultdict(list)
        for document in self.library.of_kind("record"):
            when, kind = day(document.body.get("date")), document.body.get("type")
            if when is not None and when <= self.as_of and isinstance(kind, str):
                found[kind].append((when, document))
        for entries in found.values():
            entries.sort(key=lambda entry: (entry[0], entry[1].id), reverse=True)
        return found

    @cached_property
    def _recorded_about(self) -> dict[tuple[str, str], list[tuple[date, Document]]]:
        found: dict[tuple[str, str], list[tuple[date, Document]]] = defaultdict(list)
        for kind, entries in self.records.items():
            for entry in entries:
                about = entry[1].body.get("about")
                for word in about if isinstance(about, list) else ():
                    if isinstance(word, str):
                        found[kind, self.library.canonical(word)].append(entry)
        return found

    def records_of(self, types: tuple[str, ...], about: str = "") -> list[tuple[date, Document]]:
        """Return the records of these types, about one document or at all, the latest first."""
        found = [
            entry
            for kind in types
            for entry in (
                self._recorded_about.get((kind, about), ()) if about else self.records.get(kind, ())
            )
        ]
        return sorted(found, key=lambda entry: (entry[0], entry[1].id), reverse=True)

    @cached_property
    def damaged_records(self) -> bool:
        """Whether there is a record whose file could not be read."""
        return any(not document.readable for document in self.library.of_kind("record"))

    def covered(self, kind: str, via: str, where: Where) -> tuple[Mapping[str, Document], bool]:
        """Return the ids that documents of a kind name at a route, and whether that is all one can know.

        Each id comes with the document that names it, an approved one before others.
        """
        key = (kind, via, tuple(where.items()))
        if key not in self._covering:
            self._covering[key] = self._cover(kind, via, where)
        return self._covering[key]

    def _misled(self, document: Document, via: str) -> bool:
        """Tell whether a document names at a route something of a kind that is not allowed there."""
        key = via.partition("[")[0].partition(".")[0]
        return any(link.route[:1] == (key,) and not link.holds for link in self.library.links_from(document))

    def _cover(self, kind: str, via: str, where: Where) -> tuple[dict[str, Document], bool]:
        named: dict[str, Document] = {}
        certain = True
        for document in sorted(self.library.of_kind(kind), key=lambda item: item.head.status != "approved"):
            if not document.readable or document.damaged((via.partition("[")[0].partition(".")[0],)):
                certain = False
            certain = certain and not self._misled(document, via)
            if meets(document, where) is False:
                continue
            for _, value in document.each(via):
                for word in value if isinstance(value, list) else (value,):
                    if isinstance(word, str):
                        named.setdefault(self.library.canonical(word), document)
                        certain = certain and word in self.library.names
        return named, certain
