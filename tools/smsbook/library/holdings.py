"""Who holds which role: the entries of the role assignments, and how each stands on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from smsbook.library.document import Document, day
from smsbook.library.library import Library
from smsbook.source.finding import Route


class Standing(StrEnum):
    """How an entry stands on a day; each is exactly one of these."""

    NOT_YET = "not yet"
    CURRENT = "current"
    ENDED = "ended"


@dataclass(frozen=True)
class Holding:
    """One entry of the role assignments that names a role and a person.

    `about` are the ids of the documents for which the role is held, none where it is held in general.
    `since` and `until` are its first and its last day; who leaves earlier ends it on that day.
    """

    role: str
    person: str
    about: tuple[str, ...]
    deputy: str
    since: date | None
    until: date | None
    document: Document
    route: Route

    def standing(self, as_of: date) -> Standing:
        """Tell how the entry stands on a day."""
        if self.until is not None and self.until < as_of:
            return Standing.ENDED
        return Standing.NOT_YET if self.since is not None and self.since > as_of else Standing.CURRENT

    def serves(self, about: str) -> bool:
        """Tell whether the role is held for a document, or with '' whether it is held in general."""
        return not self.about or about in self.about

    def overlaps(self, other: Holding) -> bool:
        """Tell whether there is a day on which both entries hold."""
        first = max(self.since or date.min, other.since or date.min)
        return first <= min(self.until or date.max, other.until or date.max)


def holdings(library: Library) -> tuple[Holding, ...]:
    """Return all entries that name a role and a person, in the order in which they are written."""
    return library.once(_written)


def _written(library: Library) -> tuple[Holding, ...]:
    return tuple(
        _holding(library, document, index, entry)
        for document in library.of_kind("assignments")
        for index, entry in enumerate(_entries(document))
        if isinstance(entry, dict)
        and isinstance(entry.get("role"), str)
        and isinstance(entry.get("person"), str)
    )


def current(library: Library, as_of: date) -> tuple[Holding, ...]:
    """Return the entries that hold on a day."""
    return tuple(item for item in holdings(library) if item.standing(as_of) is Standing.CURRENT)


def ended(library: Library, as_of: date) -> tuple[Holding, ...]:
    """Return the entries whose last day lies before a day."""
    return tuple(item for item in holdings(library) if item.standing(as_of) is Standing.ENDED)


def lasting(library: Library) -> tuple[Holding, ...]:
    """Return the entries that nobody succeeded; the same on every day.

    Where no other entry takes a role over, its last holder is named here although the last day has passed.
    """
    entries = holdings(library)
    return tuple(item for item in entries if not _succeeded(item, entries))


def _succeeded(holding: Holding, entries: Iterable[Holding]) -> bool:
    until = holding.until
    if until is None:
        return False
    later = [
        item for item in entries if item.role == holding.role and (item.until is None or item.until > until)
    ]
    return all(any(item.serves(about) for item in later) for about in holding.about or ("",))


def _holding(library: Library, document: Document, index: int, entry: Mapping[str, Any]) -> Holding:
    about, deputy = entry.get("for"), entry.get("deputy")
    last = [day(entry.get("until")), _left(library, entry["person"])]
    return Holding(
        role=library.canonical(entry["role"]),
        person=entry["person"],
        about=tuple(library.canonical(word) for word in _texts(about)),
        deputy=deputy if isinstance(deputy, str) else "",
        since=day(entry.get("since")),
        until=min((when for when in last if when is not None), default=None),
        document=document,
        route=("assignments", index),
    )


def _left(library: Library, person: str) -> date | None:
    """Return the day on which a person left, as the list of people says."""
    name = library.names.get(person)
    if name is None or name.document is None or name.route[:1] != ("people",):
        return None
    entry = name.document.body["people"][name.route[1]]
    return day(entry.get("left"))


def _entries(document: Document) -> list[Any]:
    entries = document.body.get("assignments")
    return entries if isinstance(entries, list) else []


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
