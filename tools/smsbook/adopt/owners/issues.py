"""One issue for each role that has something due: what it says, and what has to be done at the host."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from smsbook.check.agenda import Agenda, Duty
from smsbook.compare.texts import shortened
from smsbook.reports.due_list import as_markdown
from smsbook.reports.visible import one_line

LABEL = "smsbook-due"
_MARK = "<!-- smsbook due: {} -->"
_MARKED = re.compile(r"<!-- smsbook due: (\S+) -->")
_LONGEST = 60_000  # characters; GitHub takes no more than 65 536
_LONGEST_TITLE = 200  # characters; hosts take no more than 255


@dataclass(frozen=True)
class Issue:
    """What an issue says; `number` is empty where the host has none for this role yet."""

    role: str
    title: str
    body: str
    number: str = ""

    @property
    def same(self) -> tuple[str, str]:
        """What decides whether two issues say the same; hosts may change how lines end."""
        return self.title, "\n".join(self.body.split("\r\n")).rstrip()


@dataclass(frozen=True)
class Steps:
    """What has to be done at a host so that each role finds in one issue what is due."""

    opened: tuple[Issue, ...]
    updated: tuple[Issue, ...]
    closed: tuple[Issue, ...]
    left: tuple[Issue, ...]


def issues(agenda: Agenda) -> tuple[Issue, ...]:
    """Return the issues of all roles that have something due."""
    return tuple(_issue(agenda, duty) for duty in agenda.duties)


def steps(wanted: Iterable[Issue], there: Iterable[Issue], role: str = "") -> Steps:
    """Compare the issues that should be open with those that are.

    Where `role` is named, issues of other roles are left as they are.
    """
    kept: dict[str, Issue] = {}
    closed = []
    for issue in there:
        if issue.role in kept:
            closed.append(issue)  # somebody opened a second one
        else:
            kept[issue.role] = issue
    opened: list[Issue] = []
    updated: list[Issue] = []
    left: list[Issue] = []
    for issue in wanted:
        known = kept.pop(issue.role, None)
        if known is None:
            opened.append(issue)
        else:
            (left if known.same == issue.same else updated).append(replace(issue, number=known.number))
    done = [issue for name, issue in kept.items() if role in ("", name)]
    return Steps(tuple(opened), tuple(updated), (*closed, *done), tuple(left))


def ours(items: Iterable[Mapping[str, object]], number: str, body: str) -> Iterator[Issue]:
    """Yield the issues that smsbook opened among those listed; `number` and `body` are the host's words."""
    for item in items:
        said = str(item.get(body) or "")
        if found := _MARKED.search(said):
            yield Issue(found[1], str(item.get("title") or ""), said, str(item.get(number)))


def _issue(agenda: Agenda, duty: Duty) -> Issue:
    said = as_markdown.render(replace(agenda, duties=(duty,)))
    if len(said) > _LONGEST:
        said = said[: said.rindex("\n", 0, _LONGEST)] + "\n\nThere is more; `smsbook due` lists all of it.\n"
    role = re.sub(r"\s|>", "-", duty.role)
    title = shortened(one_line(f"Due: {duty.title or duty.role}"), _LONGEST_TITLE)
    return Issue(role, title, f"{said}\n{_MARK.format(role)}\n")
