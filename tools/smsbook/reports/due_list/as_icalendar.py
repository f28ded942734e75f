"""What is due as a calendar (RFC 5545): an event of one whole day for each task, on the day it is due."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from smsbook import __version__
from smsbook.check.agenda import Agenda, Duty, Task
from smsbook.reports.due_list.words import place
from smsbook.reports.roles import holders, role
from smsbook.reports.visible import one_line

_NAMESPACE = UUID("6f0f8f5e-6c0e-5f5f-9a53-2b7f5f2a3c11")  # any, as long as it stays the same


def render(agenda: Agenda) -> str:
    """Return the agenda as a calendar. An event keeps its UID while its rule, document and task stay."""
    calendar = Calendar()
    calendar.add("prodid", f"-//smsbook//smsbook {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for event in _events(agenda):
        calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")


def _events(agenda: Agenda) -> Iterator[Event]:
    seen: Counter[tuple[str, str, str]] = Counter()
    for duty in agenda.duties:
        for task in duty.tasks:
            identity = (task.finding.rule, task.document.id, task.finding.task)
            yield _event(task, duty, agenda, _uid(*identity, seen[identity]))
            seen[identity] += 1


def _event(task: Task, duty: Duty, agenda: Agenda, uid: str) -> Event:
    library, day = agenda.report.library, agenda.as_of
    late = "overdue: " if task.overdue else ""
    described = [
        f"«{task.document.title}», {place(task, library)}",
        f"to do: {task.finding.mend}",
        ": ".join(filter(None, (role(duty), holders(duty, library)))),
    ]
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime(day.year, day.month, day.day, tzinfo=UTC))
    event.add("dtstart", task.due)
    event.add("dtend", task.due + timedelta(days=1))
    event.add("summary", one_line(f"{late}{task.finding.task}"))
    event.add("description", "\n".join(map(one_line, described)))
    if duty.role:
        event.add("categories", [one_line(duty.role)])
    event.add("transp", "TRANSPARENT")  # the day stays free
    return event


def _uid(rule: str, document: str, task: str, number: int) -> str:
    words = [rule, document, task, *([number] if number else [])]
    return str(uuid5(_NAMESPACE, json.dumps(words)))
