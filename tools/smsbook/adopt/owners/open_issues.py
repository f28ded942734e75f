"""Open one issue for each role with something due, keep it up to date, and close it when all is done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from smsbook.adopt.owners.host import HOSTS, Host, carry_out, listed
from smsbook.adopt.owners.issues import Issue, Steps, issues, steps
from smsbook.check.agenda import Agenda
from smsbook.source.folder import find_root


def open_issues(agenda: Agenda, host: str, path: Path, role: str = "", *, dry_run: bool = False) -> str:
    """Carry out what the agenda of an SMS asks for at a host, and return it in words.

    A dry run asks the host nothing, and returns the issues. Raises CouldNotRun where the host says no.
    """
    wanted = issues(agenda)
    if dry_run:
        return "\n".join(_shown(wanted)) or "nothing is due, so no issue is needed\n"
    there = HOSTS[host]
    folder = find_root(path).resolve()
    todo = steps(wanted, listed(there, folder), agenda.report.library.canonical(role) if role else "")
    carry_out(there, folder, todo)
    return "".join(f"{line}\n" for line in _done(there, todo))


def _shown(wanted: tuple[Issue, ...]) -> Iterator[str]:
    for issue in wanted:
        yield f"=== {issue.title} ===\n\n{issue.body}"


def _done(host: Host, todo: Steps) -> Iterator[str]:
    for word, changed in (
        ("opened", todo.opened),
        ("updated", todo.updated),
        ("closed", todo.closed),
        ("left as it is", todo.left),
    ):
        for issue in changed:
            number = f" (#{issue.number})" if issue.number else ""
            yield f"{word}: {issue.title}{number}"
    if not any((todo.opened, todo.updated, todo.closed, todo.left)):
        yield f"nothing is due, and no issue is open on {host.title}"
