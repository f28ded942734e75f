"""What the evaluation looks up again and again, indexed once: who holds what, what was recorded when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from smsbook.coverage.parts import meets
from smsbook.library.document import Document, day
from smsbook.library.library import Library
from smsbook.source.finding import Route
from smsbook.standard.catalogue import Where


@dataclass(frozen=True)
class Holding:
    """One entry of the role assignments in which the role is held on the day."""

    role: str
    person: str
    about: tuple[str, ...]
    document: Document
    route: Route


class Facts:
    """A library seen on one day."""

    def __init__(self, library: Library, as_of: date) -> None:
        self.library = library
        self.as_of = as_of
        self._covering: dict[tuple[object, ...], tuple[set[str], bool]] = {}

    def canonical(self, word: str) -> str:
        """Return the present id of what a word refers to."""
        name = self.library.names.get(word)
        if name is None:
            return word
        return name.document.id if name.document is not None and not name.route else name.name

    @cached_property
    def holdings(self) -> dict[str, list[Holding]]:
        """All entries that hold on the day, by role."""
        found: dict[str, list[Holding]] = defaultdict(list)
        for document in self.library.of_kind("assignments"):
            entries = document.body.get("assignments")
            for index, entry in enumerate(entries if isinstance(entries, list) else ()):
                if isinstance(entry, dict) and self._holds(entry):
                    about = entry.get("for")
                    words = about if isinstance(about, list) else []
                    ids = tuple(self.canonical(word) for word in words if isinstance(word, str))
                    role, person = self.canonical(entry["role"]), str(entry["person"])
                    found[role].append(Holding(role, person, ids, document, ("assignments", index)))
        return found

    def _holds(self, entry: dict[str, Any]) -> bool:
        since, until = day(entry.get("since")), day(entry.get("until"))
        held = bool(entry.get("person")) and isinstance(entry.get("role"), str)
        return held and not (since and since > self.as_of) and not (until and until < self.as_of)

    @cached_property
    def cycles(self) -> tuple[Document | None, list[tuple[str, tuple[Route, Any]]]]:
        """The service management plan, and what it plans to repeat: (type, (route, interval))."""
        plans = [
            plan for plan in self.library.of_kind("plan") if plan.body.get("type") == "service-management"
        ]
        plan = min(plans, key=lambda item: item.head.status != "approved", default=None)
        cycles = plan.body.get("cycles") if plan else None
        entries = enumerate(cycles if isinstance(cycles, list) else ())
        return plan, [
            (str(entry.get("type")), (("cycles", index), entry.get("interval")))
            for index, entry in entries
            if isinstance(entry, dict)
        ]

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
                        found[kind, self.canonical(word)].append(entry)
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

    def unreadable(self, *kinds: str) -> Iterator[Document]:
        """Yield the documents of these kinds whose file could not be read."""
        return (document for document in self.library.of_kind(*kinds) if not document.readable)

    def covered(self, kind: str, via: str, where: Where) -> tuple[set[str], bool]:
        """Return the ids that documents of a kind name at a route, and whether that is all one can know."""
        key = (kind, via, tuple(where.items()))
        if key not in self._covering:
            self._covering[key] = self._cover(kind, via, where)
        return self._covering[key]

    def _cover(self, kind: str, via: str, where: Where) -> tuple[set[str], bool]:
        named: set[str] = set()
        certain = True
        for document in self.library.of_kind(kind):
            if not document.readable or document.damaged((via.partition("[")[0].partition(".")[0],)):
                certain = False
            if meets(document, where) is False:
                continue
            for _, value in document.each(via):
                for word in value if isinstance(value, list) else (value,):
                    if isinstance(word, str):
                        named.add(self.canonical(word))
                        certain = certain and word in self.library.names
        return named, certain
