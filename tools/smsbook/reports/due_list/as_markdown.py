"""What is due as Markdown: a heading for each role, a box to tick for each task."""

from __future__ import annotations

from collections.abc import Iterator

from smsbook.check.agenda import Agenda, Duty, Task
from smsbook.reports import roles
from smsbook.reports.due_list.words import headline, place, unknown
from smsbook.reports.visible import in_markdown


def render(agenda: Agenda) -> str:
    """Return the agenda as Markdown."""
    return "\n".join(_lines(agenda)) + "\n"


def _lines(agenda: Agenda) -> Iterator[str]:
    yield f"{agenda.as_of.isoformat()}: {in_markdown(headline(agenda))}"
    if unknown(agenda):
        yield ""
        yield in_markdown(unknown(agenda))
    for duty in agenda.duties:
        yield from _duty(duty, agenda)


def _duty(duty: Duty, agenda: Agenda) -> Iterator[str]:
    yield from roles.as_markdown(duty, roles.holders(duty, agenda.report.library))
    yield from (_task(task, agenda) for task in duty.tasks)


def _task(task: Task, agenda: Agenda) -> str:
    day = f"**overdue since {task.due.isoformat()}**" if task.overdue else task.due.isoformat()
    what = f"{task.finding.task} («{task.document.title}»)"
    where = f"{place(task, agenda.report.library)}, {task.finding.rule}"
    return f"- [ ] {day} {in_markdown(what)}: {in_markdown(task.finding.mend)} ({in_markdown(where)})"
