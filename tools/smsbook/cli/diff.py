"""`smsbook diff`: what changed between two states of the SMS, in its own words."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from smsbook.cli.common import AS_OF, AT_PATH, CLEAN, coloured, day, format_option, write
from smsbook.reports import diff_list


@click.command()
@click.argument("revisions", metavar="[A..B]", default="")
@AT_PATH
@format_option(diff_list.FORMATS)
@AS_OF
def diff(revisions: str, path: Path, form: str, as_of: datetime | None) -> int:
    """Tell what changed in the SMS from commit A to commit B, not in lines but in its own words.

    With A alone, its present files are compared with A; without any, with the last commit.
    """
    from smsbook.compare.run import compare_revisions

    found = compare_revisions(path, revisions, day(as_of))
    if coloured(form):
        from smsbook.reports.diff_list.as_text import lines
        from smsbook.reports.terminal import show

        show(lines(found))
    else:
        write(diff_list.render(found, form))
    return CLEAN
