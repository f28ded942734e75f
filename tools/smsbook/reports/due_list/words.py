"""The words that the formats share."""

from __future__ import annotations

from smsbook.check.agenda import Agenda, Duty, Task
from smsbook.library.library import Library
from smsbook.reports.lines import count
from smsbook.source.duration import in_words

VACANT = "vacant: nobody holds it"
_PATHS = 3  # files named in one sentence


def headline(agenda: Agenda) -> str:
    """Say how much is overdue, and how much will be."""
    late = sum(task.overdue for task in agenda.tasks)
    soon = len(agenda.tasks) - late
    return f"{late} overdue, {soon} due within {in_words(agenda.within)}, before {agenda.until.isoformat()}"


def unknown(agenda: Agenda) -> str:
    """Say in which files nobody can look; empty where all can be read."""
    paths = [agenda.report.library.shown(document.path) for document in agenda.unreadable]
    if not paths:
        return ""
    more = f" and {len(paths) - _PATHS} more" if len(paths) > _PATHS else ""
    which = f"{', '.join(paths[:_PATHS])}{more}"
    return f"{count(len(paths), 'file')} cannot be read, and may hold more: {which}; `smsbook check` says why"


def role(duty: Duty) -> str:
    """Name a role by its id and its title."""
    if not duty.role:
        return "no role: the documents name no owner"
    return f"{duty.role} ({duty.title})" if duty.title not in ("", duty.role) else duty.role


def holders(duty: Duty, library: Library) -> str:
    """Name the people who hold the role, each with what it is held for."""
    if not duty.role:
        return ""
    about: dict[str, list[str]] = {}
    for holding in duty.holders:
        name = library.names.get(holding.person)
        about.setdefault(name.title if name else holding.person, []).extend(holding.about)
    people = [f"{who} for {', '.join(ids)}" if ids else who for who, ids in about.items()]
    return "; ".join(people) or VACANT


def place(task: Task, library: Library) -> str:
    """Return file and line of a task."""
    return f"{library.shown(task.finding.spot.path)}:{task.finding.position.line}"
