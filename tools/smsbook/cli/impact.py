"""`smsbook impact`: what is touched if something falls away."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from smsbook.cli.common import AS_OF, AT_PATH, CLEAN, coloured, day, format_option, write
from smsbook.cli.completion import falling
from smsbook.reports import impact_list


@click.command()
@click.argument("id", shell_complete=falling)
@format_option(impact_list.FORMATS)
@AT_PATH
@AS_OF
def impact(id: str, form: str, path: Path, as_of: datetime | None) -> int:
    """Show what is touched if ID falls away: a part, a service, an agreement, a party, a person or a role."""
    from smsbook.check.impact import impact as find

    found = find(path, id, day(as_of))
    if coloured(form):
        from smsbook.reports.impact_list.as_text import lines
        from smsbook.reports.terminal import show

        show(lines(found))
    else:
        write(impact_list.render(found, form))
    return CLEAN
