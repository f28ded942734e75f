"""The words that the formats share."""

from __future__ import annotations

from collections import Counter

from smsbook.check.matters import Matter, Sort
from smsbook.check.waiting import Queue, Waiting
from smsbook.library.library import Library
from smsbook.reports import roles

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
    return roles.unread(waiting.unreadable, waiting.library, "so what waits there is not known")


def holders(queue: Queue, library: Library) -> str:
    """Name the people who hold the role, each with what it is held for; or those one stands in for."""
    said = roles.holders(queue, library)
    return f"as deputy of {said}" if said and queue.deputy else said


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
        return f" for {roles.name(waiting.person, library)}"
    return f" for {waiting.role}" if waiting.role else ""
