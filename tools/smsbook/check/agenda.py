"""What is to be done soon, role by role: the findings that time will have brought on a day to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from smsbook.check.report import Report
from smsbook.check.run import check
from smsbook.library.document import Document
from smsbook.library.holdings import Holding, current
from smsbook.library.library import Library
from smsbook.schema.nearest import meant
from smsbook.source import duration
from smsbook.source.finding import Cause, Finding
from smsbook.source.folder import CouldNotRun

_ROLE = "role"


@dataclass(frozen=True)
class Task:
    """One thing to do until a day, and the document that it is about."""

    finding: Finding
    document: Document
    due: date
    overdue: bool


@dataclass(frozen=True)
class Duty:
    """What one role has to do, overdue first and then by day, and who holds the role."""

    role: str
    title: str
    holders: tuple[Holding, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Agenda:
    """All that is overdue on a day, or will be overdue on `until`; `report` is the check on `until`."""

    report: Report
    as_of: date
    until: date
    within: str
    duties: tuple[Duty, ...]

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks of all roles."""
        return tuple(task for duty in self.duties for task in duty.tasks)

    @property
    def unreadable(self) -> tuple[Document, ...]:
        """The documents whose file cannot be read: whether they hold something that is due is not known."""
        return tuple(document for document in self.report.library.documents if not document.readable)


def agenda(path: Path, as_of: date, within: str, role: str = "") -> Agenda:
    """Return what is due in the SMS at a path within a duration such as P30D, of one role or of all.

    Raises CouldNotRun where nothing can be checked, and where `within` or `role` mean nothing.
    """
    until = duration.after(as_of, within)
    if until is None:
        raise CouldNotRun(
            f"`{within}` is no duration; expected one such as P30D (30 days), P2W (two weeks) or P3M"
        )
    report = check(path, until, strict_time=True)
    library = report.library
    by_role: dict[str, list[Task]] = {}
    for task in _tasks(report, as_of):
        by_role.setdefault(library.canonical(task.finding.role), []).append(task)
    wanted = _role(library, role, by_role) if role else ""
    held = current(library, as_of)
    duties = tuple(
        _duty(library, name, held, by_role[name]) for name in sorted(by_role) if wanted in ("", name)
    )
    return Agenda(report, as_of, until, within, duties)


def _role(library: Library, wanted: str, busy: Iterable[str]) -> str:
    """Return the present id of a role; one that documents name and nobody defines is known all the same."""
    id = library.canonical(wanted)
    known = [name.name for name in library.names.values() if name.kind == _ROLE]
    if id in known or id in busy:
        return id
    close = meant(wanted, known)
    hint = f"; did you mean {' or '.join(close)}?" if close else ""
    raise CouldNotRun(f"there is no role `{wanted}`{hint}")


def _tasks(report: Report, as_of: date) -> Iterator[Task]:
    documents = {document.path: document for document in report.library.documents}
    for finding in report.findings:
        if finding.cause is Cause.TIME and finding.due is not None:
            document = documents[finding.spot.path]
            yield Task(finding, document, finding.due, finding.due < as_of)


def _duty(library: Library, role: str, held: tuple[Holding, ...], tasks: list[Task]) -> Duty:
    name = library.names.get(role)
    ordered = sorted(tasks, key=lambda task: (task.due, task.finding.task, task.finding.spot.path))
    holders = tuple(holding for holding in held if holding.role == role)
    return Duty(role, name.title if name else "", holders, tuple(ordered))
