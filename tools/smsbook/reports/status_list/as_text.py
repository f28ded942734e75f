"""What waits for people at a terminal: role by role, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterator

from smsbook.check.matters import Matter, Sort
from smsbook.check.waiting import Queue, Waiting
from smsbook.reports import roles
from smsbook.reports.lines import Line, guarded, plain
from smsbook.reports.status_list.words import headline, holders, others, unknown, when
from smsbook.reports.visible import one_line

_STYLES = {
    Sort.BROKEN: "error",
    Sort.UNAPPROVED: "error",
    Sort.UNSEALED: "warning",
    Sort.IN_REVIEW: "warning",
    Sort.OVERDUE: "error",
}
_WIDTH = max(map(len, Sort))


def render(waiting: Waiting) -> str:
    """Return what waits as plain text."""
    return plain(lines(waiting))


def lines(waiting: Waiting) -> Iterator[Line]:
    """Yield what waits line by line; no character in it steers a terminal."""
    yield from guarded(_lines(waiting))


def _lines(waiting: Waiting) -> Iterator[Line]:
    for queue in waiting.queues:
        yield from _queue(queue, waiting)
        yield []
    yield [("" if waiting.matters else "good", f"{waiting.as_of.isoformat()}: {one_line(headline(waiting))}")]
    if unknown(waiting):
        yield [("warning", one_line(unknown(waiting)))]


def _queue(queue: Queue, waiting: Waiting) -> Iterator[Line]:
    yield from roles.in_text(queue, holders(queue, waiting.library))
    for matter in queue.matters:
        yield from _matter(matter, queue, waiting)


def _matter(matter: Matter, queue: Queue, waiting: Waiting) -> Iterator[Line]:
    library, margin = waiting.library, ("", " " * (_WIDTH + 4))
    person = queue.person(library, matter)
    day = f", {when(matter)}" if when(matter) else ""
    also = f"  ({others(queue, matter)})" if others(queue, matter) else ""
    yield [
        ("", "  "),
        (_STYLES.get(matter.sort, "info"), f"{matter.sort:<{_WIDTH}}"),
        ("", f"  {one_line(matter.document.id)} «{one_line(matter.document.title)}»{day}"),
    ]
    yield [margin, ("rule", one_line(library.shown(matter.document.path)))]
    yield [margin, ("mend", f"-> {one_line(matter.step(library, person))}"), ("rule", also)]
