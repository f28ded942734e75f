"""The host of a repository, spoken to with its own command line tool."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smsbook.adopt.owners.issues import LABEL, Issue, Steps, ours
from smsbook.reports.visible import one_line
from smsbook.source.folder import CouldNotRun

_TIMEOUT = 120  # seconds for one call


@dataclass(frozen=True)
class Host:
    """How a host lists and changes issues: its tool, where issues are there, and its words for things."""

    title: str
    tool: str
    issues: str
    listed: str
    change: str
    number: str
    body: str
    label: object
    close: Mapping[str, str]


HOSTS = {
    "github": Host(
        title="GitHub",
        tool="gh",
        issues="repos/{owner}/{repo}/issues",
        listed="state=open",
        change="PATCH",
        number="number",
        body="body",
        label=[LABEL],
        close={"state": "closed"},
    ),
    "gitlab": Host(
        title="GitLab",
        tool="glab",
        issues="projects/:id/issues",
        listed="state=opened",
        change="PUT",
        number="iid",
        body="description",
        label=LABEL,
        close={"state_event": "close"},
    ),
}


def listed(host: Host, folder: Path) -> tuple[Issue, ...]:
    """Return the issues that smsbook opened. Raises CouldNotRun where the host cannot be asked."""
    answer = _call(host, folder, f"{host.issues}?{host.listed}&labels={LABEL}&per_page=100", "--paginate")
    items = [item for page in _pages(host, answer) for item in page if isinstance(item, dict)]
    return tuple(ours(items, host.number, host.body))


def carry_out(host: Host, folder: Path, todo: Steps) -> None:
    """Open, update and close issues. Raises CouldNotRun where the host says no; what was done stays done."""
    for issue in todo.opened:
        said = {"title": issue.title, host.body: issue.body, "labels": host.label}
        _send(host, folder, "POST", host.issues, said)
    for issue in todo.updated:
        said = {"title": issue.title, host.body: issue.body}
        _send(host, folder, host.change, f"{host.issues}/{issue.number}", said)
    for issue in todo.closed:
        _send(host, folder, host.change, f"{host.issues}/{issue.number}", host.close)


def _send(host: Host, folder: Path, method: str, address: str, said: Mapping[str, object]) -> None:
    as_json = ("--header", "Content-Type: application/json", "--input", "-")
    _call(host, folder, address, "--method", method, *as_json, given=json.dumps(said))


def _call(host: Host, folder: Path, *arguments: str, given: str = "") -> str:
    tool = shutil.which(host.tool)
    if tool is None:
        raise CouldNotRun(
            f"issues are opened with `{host.tool}`, the command line tool of {host.title}, and it is not "
            f"here; install it and log in with `{host.tool} auth login`, or add --dry-run to see the issues"
        )
    try:
        done = subprocess.run(
            [tool, "api", *arguments],
            cwd=folder,
            input=given,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CouldNotRun(f"`{host.tool}` gave no answer: {one_line(str(error))}") from error
    if done.returncode:
        said = one_line(done.stderr)[:500] or f"it ended with {done.returncode}"
        raise CouldNotRun(f"`{host.tool}` says no: {said}")
    return done.stdout


def _pages(host: Host, answer: str) -> Iterator[list[Any]]:
    """Yield the lists of an answer; each page of it is a list of its own, one behind the other."""
    decoder, rest = json.JSONDecoder(), answer.strip()
    while rest:
        try:
            page, end = decoder.raw_decode(rest)
        except ValueError:
            raise CouldNotRun(f"`{host.tool}` answered with something that is no list of issues") from None
        if not isinstance(page, list):
            raise CouldNotRun(f"`{host.tool}` answered with something that is no list of issues")
        yield page
        rest = rest[end:].strip()
