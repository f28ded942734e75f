"""`smsbook due`: what is overdue or due soon, role by role: a list, a calendar, or one issue a role."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from smsbook.cli.common import AS_OF, CLEAN, PATH, coloured, day, format_option, write
from smsbook.cli.completion import roles
from smsbook.reports import due_list


@click.command()
@PATH
@format_option(due_list.FORMATS)
@click.option(
    "--within",
    default="P30D",
    show_default=True,
    metavar="DURATION",
    help="How far to look ahead, as P30D, P2W or P3M.",
)
@click.option(
    "--role",
    default="",
    metavar="ROLE",
    shell_complete=roles,
    help="Only what this role has to do, as SMS.manager.",
)
@click.option(
    "--open-issues",
    "host",
    type=click.Choice(["github", "gitlab"]),
    help="Open or update one issue for each role there, and close those of roles with nothing due.",
)
@click.option("--dry-run", is_flag=True, help="With --open-issues: only print the issues.")
@AS_OF
def due(
    path: Path, form: str, within: str, role: str, host: str | None, dry_run: bool, as_of: datetime | None
) -> int:
    """List what is overdue or due soon in the SMS in PATH, role by role."""
    from smsbook.check.agenda import agenda

    if dry_run and host is None:
        raise click.UsageError("found `--dry-run` alone, expected it with `--open-issues`")
    found = agenda(path, day(as_of), within, role)
    if host is not None:
        from smsbook.adopt.owners.open_issues import open_issues

        write(open_issues(found, host, path, role, dry_run=dry_run))
    elif coloured(form):
        from smsbook.reports.due_list.as_text import lines
        from smsbook.reports.terminal import show

        show(lines(found))
    else:
        write(due_list.render(found, form))
    return CLEAN
