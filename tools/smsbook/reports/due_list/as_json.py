"""What is due for programs. `version` is raised whenever a field changes its meaning or goes away."""

from __future__ import annotations

from typing import Any

from smsbook.check.agenda import Agenda, Duty, Task
from smsbook.library.holdings import Holding
from smsbook.library.library import Library
from smsbook.reports.as_json import place
from smsbook.reports.hosts import json_text

VERSION = 1


def render(agenda: Agenda) -> str:
    """Return the agenda as JSON, in the same order each time."""
    library = agenda.report.library
    content = {
        "format": "smsbook-due",
        "version": VERSION,
        "as_of": agenda.as_of.isoformat(),
        "within": agenda.within,
        "until": agenda.until.isoformat(),
        "folder": library.folder,
        "summary": {
            "overdue": sum(task.overdue for task in agenda.tasks),
            "soon": sum(not task.overdue for task in agenda.tasks),
            "unreadable": len(agenda.unreadable),
        },
        "roles": [_duty(duty, library) for duty in agenda.duties],
    }
    return json_text(content)


def _duty(duty: Duty, library: Library) -> dict[str, Any]:
    return {
        "role": duty.role,
        "title": duty.title,
        "holders": [_holder(holding, library) for holding in duty.holders],
        "tasks": [_task(task, library) for task in duty.tasks],
    }


def _holder(holding: Holding, library: Library) -> dict[str, Any]:
    name = library.names.get(holding.person)
    return {
        "person": holding.person,
        "name": name.title if name else holding.person,
        "about": list(holding.about),
        "deputy": holding.deputy or None,
    }


def _task(task: Task, library: Library) -> dict[str, Any]:
    return {
        "task": task.finding.task,
        "due": task.due.isoformat(),
        "overdue": task.overdue,
        "document": task.document.id,
        "title": task.document.title,
        "rule": task.finding.rule,
        **place(task.finding.spot, library),
        "mend": task.finding.mend,
        "requirements": list(task.finding.requirements),
    }
