"""What waits for programs. `version` is raised whenever a field changes its meaning or goes away."""

from __future__ import annotations

from collections import Counter
from typing import Any

from smsbook.check.matters import Matter, Sort
from smsbook.check.waiting import Queue, Waiting
from smsbook.library.holdings import Holding
from smsbook.library.library import Library
from smsbook.reports.hosts import json_text
from smsbook.reports.roles import name

VERSION = 1


def render(waiting: Waiting) -> str:
    """Return what waits as JSON, in the same order each time."""
    numbers = Counter(matter.sort for matter in waiting.matters)
    content = {
        "format": "smsbook-status",
        "version": VERSION,
        "as_of": waiting.as_of.isoformat(),
        "until": waiting.until.isoformat(),
        "folder": waiting.library.folder,
        "person": waiting.person or None,
        "role": waiting.role or None,
        "summary": {sort: numbers[sort] for sort in Sort} | {"unreadable": len(waiting.unreadable)},
        "queues": [_queue(queue, waiting.library) for queue in waiting.queues],
    }
    return json_text(content)


def _queue(queue: Queue, library: Library) -> dict[str, Any]:
    return {
        "role": queue.role,
        "title": queue.title,
        "as_deputy": queue.deputy,
        "holders": [_holder(holding, library) for holding in queue.holders],
        "matters": [_matter(matter, queue, library) for matter in queue.matters],
    }


def _holder(holding: Holding, library: Library) -> dict[str, Any]:
    return {
        "person": holding.person,
        "name": name(holding.person, library),
        "about": list(holding.about),
        "deputy": holding.deputy or None,
    }


def _matter(matter: Matter, queue: Queue, library: Library) -> dict[str, Any]:
    return {
        "what": matter.sort,
        "document": matter.document.id,
        "title": matter.document.title,
        "kind": matter.document.kind,
        "path": library.shown(matter.document.path),
        "since": matter.since.isoformat() if matter.since else None,
        "due": matter.due.isoformat() if matter.due else None,
        "roles": list(matter.roles),
        "next": matter.step(library, queue.person(library, matter)),
    }
