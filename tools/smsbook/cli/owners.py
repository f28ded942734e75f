"""`smsbook owners`: whom the host asks about a change."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from smsbook.cli.common import AS_OF, CLEAN, FINDINGS, PATH, day, write


@click.command()
@PATH
@click.option("--write", "written", is_flag=True, help="Write the lines into CODEOWNERS.")
@click.option("--check", "checked", is_flag=True, help="Fail where CODEOWNERS says something else.")
@click.option(
    "--host",
    type=click.Choice(["github", "gitlab"]),
    help="Where the repository is hosted.  [default: what lies in it tells]",
)
@AS_OF
def owners(path: Path, written: bool, checked: bool, host: str | None, as_of: datetime | None) -> int:
    """Show whom the host asks about a change of the SMS in PATH: CODEOWNERS, made from roles and people.

    The owner of a document is a role; those who hold it are asked. What people wrote into CODEOWNERS
    themselves stays as it is.
    """
    from smsbook.adopt.owners import words
    from smsbook.adopt.owners.codeowners import code_owners

    if written and checked:
        raise click.UsageError("found `--write` and `--check`, expected one of them")
    found = code_owners(path, day(as_of), host or "")
    if written:
        found.write()
        write(words.written(found))
    else:
        write(words.checked(found) if checked else words.shown(found))
    return FINDINGS if checked and not found.current else CLEAN
