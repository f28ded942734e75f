"""The words that the formats share."""

from __future__ import annotations

from collections import Counter

from smsbook.check.matters import Matter, Sort
from smsbook.check.waiting import Queue, Waiting
from smsbook.library.library import Library
from smsbook.reports.lines import count

VACANT = "vacant: nobody holds it"
_PATHS = 3  # files named in one sentence
_ABOUT = 3  # documents named for which somebody holds a role
_COUNTED = {
    Sort.BROKEN: ("broken seal", "broken seals"),
    Sort.UNAPPROVED: ("approval missing", "approvals missing"),
    Sort.UNSEALED: ("seal missing", "seals missing"),
    Sort.IN_REVIEW: ("document in review", "documents in review"),
    Sort.OVERDUE: ("review overdue", "reviews overdue"),
    Sort.DUE: ("review due", "reviews due"),
    Sort.DRAFT: ("draft", "drafts"),
}


def headline(waiting: Waiting) -> str:
    """Say how much waits, and for whom where somebody was asked for."""
    numbers = Counter(matter.sort for matter in waiting.matters)
    told = [
        f"{numbers[sort]} {words[numbers[sort] != 1]}" for sort, words in _COUNTED.items() if numbers[sort]
    ]
    if told:
        return ", ".join(told) + _asked(waiting)
    calm = "nothing waits" + (_asked(waiting) or " for anybody")
    return f"{calm}; no review is due before {waiting.until.isoformat()}"


def unknown(waiting: Waiting) -> str:
    """Say in which files nobody can look; empty where all can be read."""
    paths = [waiting.library.shown(document.path) for document in waiting.unreadable]
    if not paths:
        return ""
    more = f" and {len(paths) - _PATHS} more" if len(paths) > _PATHS else ""
    which = f"{', '.join(paths[:_PATHS])}{more}; `smsbook check` says why"
    return f"{count(len(paths), 'file')} cannot be read, so what waits there is not known: {which}"


def role(queue: Queue) -> str:
    """Name a role by its id and its title."""
    if not queue.role:
        return "no role: the documents name no owner"
    return f"{queue.role} ({queue.title})" if queue.title not in ("", queue.role) else queue.role


def holders(queue: Queue, library: Library) -> str:
    """Name the people who hold the role, each with what it is held for; or those one stands in for."""
    if not queue.role:
        return ""
    about: dict[str, list[str]] = {}
    for holding in queue.holders:
        about.setdefault(name(holding.person, library), []).extend(holding.about)
    people = [f"{who} for {_some(ids)}" if ids else who for who, ids in about.items()]
    said = "; ".join(people) or VACANT
    return f"as deputy of {said}" if queue.deputy else said


def name(person: str, library: Library) -> str:
    """Return the name of a person, or the id where nobody says the name."""
    found = library.names.get(person)
    return found.title if found else person


def when(matter: Matter) -> str:
    """Say since when something waits, or until when; empty where that is not known."""
    if matter.due is not None:
        return f"{'since' if matter.sort is Sort.OVERDUE else 'on'} {matter.due.isoformat()}"
    return f"since {matter.since.isoformat()}" if matter.since is not None else ""


def others(queue: Queue, matter: Matter) -> str:
    """Name the other roles that may do the same; empty where there is none."""
    names = [word for word in matter.roles if word != queue.role]
    return f"or {', '.join(names)}" if names else ""


def _asked(waiting: Waiting) -> str:
    library = waiting.library
    if waiting.person:
        return f" for {name(waiting.person, library)}"
    return f" for {waiting.role}" if waiting.role else ""


def _some(ids: list[str]) -> str:
    more = f" and {len(ids) - _ABOUT} more" if len(ids) > _ABOUT else ""
    return f"{', '.join(ids[:_ABOUT])}{more}"
