"""`smsbook status`: what waits for whom."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from smsbook.cli.common import AS_OF, CLEAN, PATH, coloured, day, format_option, write
from smsbook.cli.completion import people, roles
from smsbook.reports import status_list


@click.command()
@PATH
@click.option(
    "--mine",
    default="",
    metavar="PERSON",
    shell_complete=people,
    help="Only what waits for this person, as jo-doe.",
)
@click.option(
    "--role",
    default="",
    metavar="ROLE",
    shell_complete=roles,
    help="Only what waits for this role, as SMS.owner.",
)
@format_option(status_list.FORMATS)
@AS_OF
def status(path: Path, mine: str, role: str, form: str, as_of: datetime | None) -> int:
    """List what waits for whom in the SMS in PATH: drafts, documents in review, broken seals and reviews."""
    from smsbook.check.waiting import waiting

    if mine and role:
        raise click.UsageError("found `--mine` and `--role`, expected one of them: a person or a role")
    found = waiting(path, day(as_of), person=mine, role=role)
    if coloured(form):
        from smsbook.reports.status_list.as_text import lines
        from smsbook.reports.terminal import show

        show(lines(found))
    else:
        write(status_list.render(found, form))
    return CLEAN
