"""What waits as Markdown: a heading for each role, a box to tick for each thing."""

from __future__ import annotations

from collections.abc import Iterator

from smsbook.check.matters import Matter
from smsbook.check.waiting import Queue, Waiting
from smsbook.reports import roles
from smsbook.reports.status_list.words import headline, holders, others, unknown, when
from smsbook.reports.visible import in_markdown, one_line


def render(waiting: Waiting) -> str:
    """Return what waits as Markdown."""
    return "\n".join(_lines(waiting)) + "\n"


def _lines(waiting: Waiting) -> Iterator[str]:
    yield f"{waiting.as_of.isoformat()}: {in_markdown(headline(waiting))}"
    if unknown(waiting):
        yield ""
        yield in_markdown(unknown(waiting))
    for queue in waiting.queues:
        yield from _queue(queue, waiting)


def _queue(queue: Queue, waiting: Waiting) -> Iterator[str]:
    yield from roles.as_markdown(queue, holders(queue, waiting.library))
    yield from (_matter(matter, queue, waiting) for matter in queue.matters)


def _matter(matter: Matter, queue: Queue, waiting: Waiting) -> str:
    library, document = waiting.library, matter.document
    what = " ".join(filter(None, [f"**{matter.sort}**", when(matter)]))
    where = ", ".join(filter(None, [library.shown(document.path), others(queue, matter)]))
    step = _step(matter.step(library, queue.person(library, matter)))
    return f"- [ ] {what} {in_markdown(f'{document.id} «{document.title}»')}: {step} ({in_markdown(where)})"


def _step(text: str) -> str:
    """Return a command as code, so that it can be copied, and words as words."""
    command = one_line(text)
    plain = command.startswith("smsbook ") and "`" not in command
    return f"`{command}`" if plain else in_markdown(text)
