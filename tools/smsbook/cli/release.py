"""`smsbook release`: make a version of the whole handbook."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from smsbook.cli.common import AT_PATH, CLEAN, DATE, FINDINGS, day, write


@click.command()
@click.argument("version")
@click.option(
    "--date",
    "on",
    type=DATE,
    help="The day of the release, as 2026-01-31.  [default: today]",
)
@click.option(
    "--notes", type=click.Path(path_type=Path, dir_okay=False), help="Write the release notes here."
)
@click.option("--dry-run", is_flag=True, help="Show the release notes, and write nothing.")
@AT_PATH
def release(version: str, on: datetime | None, notes: Path | None, dry_run: bool, path: Path) -> int:
    """Release the SMS as VERSION: a file that tells what changed, a commit and the tag sms-VERSION."""
    from smsbook.control.files import Writing, write_all
    from smsbook.control.refusals import Refused
    from smsbook.control.release import prepare
    from smsbook.control.release import release as make

    if notes and not notes.absolute().parent.is_dir():
        raise click.UsageError(f"there is no folder {notes.parent} to write the notes into")
    try:
        if dry_run:
            write(prepare(path, version, day(on)).notes)
            click.echo(f"smsbook: {version} can be released; nothing was written", err=True)
            return CLEAN
        made = make(path, version, day(on))
    except Refused as refused:
        click.echo(f"smsbook: {version} was not released, and nothing was written:", err=True)
        for reason in refused.reasons:
            click.echo(f"  - {reason}", err=True)
        return FINDINGS
    write(made.notes)
    if notes:
        write_all([Writing(notes, notes.read_bytes() if notes.exists() else None, made.notes.encode())])
    done = "completed the interrupted release" if made.completed else "released"
    click.echo(
        f"smsbook: {done} {made.tag}, commit {made.commit[:10]}; push branch and tag to share it", err=True
    )
    return CLEAN
