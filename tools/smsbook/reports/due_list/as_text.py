"""What is due for people at a terminal: role by role, overdue first."""

from __future__ import annotations

from collections.abc import Iterator

from smsbook.check.agenda import Agenda, Duty, Task
from smsbook.reports import roles
from smsbook.reports.due_list.words import headline, place, unknown
from smsbook.reports.lines import Line, guarded, plain
from smsbook.reports.visible import one_line


def render(agenda: Agenda) -> str:
    """Return the agenda as plain text."""
    return plain(lines(agenda))


def lines(agenda: Agenda) -> Iterator[Line]:
    """Yield the agenda line by line; no character in it steers a terminal."""
    yield from guarded(_lines(agenda))


def _lines(agenda: Agenda) -> Iterator[Line]:
    for duty in agenda.duties:
        yield from _duty(duty, agenda)
        yield []
    late = any(task.overdue for task in agenda.tasks)
    yield [("error" if late else "good", f"{agenda.as_of.isoformat()}: {headline(agenda)}")]
    if unknown(agenda):
        yield [("warning", one_line(unknown(agenda)))]


def _duty(duty: Duty, agenda: Agenda) -> Iterator[Line]:
    yield from roles.in_text(duty, roles.holders(duty, agenda.report.library))
    for task in duty.tasks:
        yield from _task(task, agenda)


def _task(task: Task, agenda: Agenda) -> Iterator[Line]:
    when = ("error", "overdue") if task.overdue else ("info", "due    ")
    finding = task.finding
    yield [
        ("", "  "),
        when,
        ("", f"  {task.due.isoformat()}  {one_line(finding.task)}"),
        ("", f" («{one_line(task.document.title)}»)"),
        ("rule", f"  [{finding.rule}]"),
    ]
    yield [("", " " * 23), ("rule", one_line(place(task, agenda.report.library)))]
    yield [("", " " * 23), ("mend", f"-> {one_line(finding.mend)}")]
