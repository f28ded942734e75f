"""What the service management plan says about requirements: documented until when, or excluded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from smsbook.library.document import Document, day
from smsbook.library.hollow import hollow
from smsbook.library.library import Library
from smsbook.source.finding import Route
from smsbook.standard.catalogue import Requirement

_TYPE = "service-management"
_Entry = TypeVar("_Entry")


@dataclass(frozen=True)
class Planned:
    """One entry of the plan: until when requirements will be documented, by which role, in which steps."""

    by: date
    responsible: str
    steps: tuple[str, ...]
    document: Document
    route: Route

    def lapsed(self, as_of: date) -> bool:
        """Tell whether the date has passed."""
        return self.by < as_of


@dataclass(frozen=True)
class Excluded:
    """One entry of the plan: why requirements do not apply, and who decided so."""

    reason: str
    approved_by: str
    date: date
    document: Document
    route: Route


class Baseline:
    """The entries of the service management plans; what names a requirement goes before its group.

    Where `unknowable`, a plan is so damaged that what it plans or excludes cannot be told.
    """

    def __init__(self, library: Library) -> None:
        self._planned: dict[str, Planned] = {}
        self._excluded: dict[str, Excluded] = {}
        self.unknowable = _unknowable(list(library.of_kind("plan")))
        for plan in library.of_kind("plan"):
            if plan.get("type") == _TYPE:
                for route, entry in _entries(plan, "documenting"):
                    self._plan(plan, route, entry)
                for route, entry in _entries(plan, "exclusions"):
                    self._exclude(plan, route, entry)

    def planned(self, requirement: Requirement) -> Planned | None:
        """Return what is planned for a requirement."""
        return _look_up(self._planned, requirement)

    def excluded(self, requirement: Requirement) -> Excluded | None:
        """Return why a requirement is excluded, if it is."""
        return _look_up(self._excluded, requirement)

    def _plan(self, plan: Document, route: Route, entry: Mapping[str, Any]) -> None:
        by = day(entry.get("by"))
        if by is not None:
            steps = tuple(step for step in entry.get("steps") or () if isinstance(step, str))
            planned = Planned(by, str(entry.get("responsible", "")), steps, plan, route)
            for name in _names(entry):
                self._planned.setdefault(name, planned)

    def _exclude(self, plan: Document, route: Route, entry: Mapping[str, Any]) -> None:
        reason, by, when = entry.get("reason"), entry.get("approved_by"), day(entry.get("date"))
        if when is not None and not hollow(reason) and not hollow(by):
            excluded = Excluded(str(reason), str(by), when, plan, route)
            for name in _names(entry):
                self._excluded.setdefault(name, excluded)


def _unknowable(plans: list[Document]) -> bool:
    ours = [plan for plan in plans if plan.get("type") == _TYPE]
    if ours:
        return any(plan.damaged((key,)) for plan in ours for key in ("documenting", "exclusions"))
    return any(plan.damaged(("type",)) for plan in plans)


def _entries(plan: Document, key: str) -> Iterator[tuple[Route, Mapping[str, Any]]]:
    entries = plan.body.get(key)
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        route: Route = (key, index)
        if isinstance(entry, Mapping) and not plan.damaged(route):
            yield route, entry


def _names(entry: Mapping[str, Any]) -> Iterator[str]:
    names = entry.get("requirements")
    return (name for name in (names if isinstance(names, list) else ()) if isinstance(name, str))


def _look_up(entries: Mapping[str, _Entry], requirement: Requirement) -> _Entry | None:
    group = f"{requirement.edition} {requirement.group}"
    return entries.get(requirement.reference) or entries.get(group)
