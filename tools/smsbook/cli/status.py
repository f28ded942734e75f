"""`smsbook status`: what waits for whom."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from smsbook.cli.common import AS_OF, CLEAN, PATH, coloured, day, write
from smsbook.reports import status_list


@click.command()
@PATH
@click.option("--mine", default="", metavar="PERSON", help="Only what waits for this person, as jo-doe.")
@click.option("--role", default="", help="Only what waits for this role, as SMS.owner.")
@click.option(
    "--format", "form", type=click.Choice(list(status_list.FORMATS)), default="text", show_default=True
)
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
