"""The words that the formats share."""

from __future__ import annotations

from smsbook.check.agenda import Agenda, Task
from smsbook.library.library import Library
from smsbook.reports.roles import unread
from smsbook.source.duration import in_words


def headline(agenda: Agenda) -> str:
    """Say how much is overdue, and how much will be."""
    late = sum(task.overdue for task in agenda.tasks)
    soon = len(agenda.tasks) - late
    return f"{late} overdue, {soon} due within {in_words(agenda.within)}, before {agenda.until.isoformat()}"


def unknown(agenda: Agenda) -> str:
    """Say in which files nobody can look; empty where all can be read."""
    return unread(agenda.unreadable, agenda.report.library, "and may hold more")


def place(task: Task, library: Library) -> str:
    """Return file and line of a task."""
    return f"{library.shown(task.finding.spot.path)}:{task.finding.position.line}"
