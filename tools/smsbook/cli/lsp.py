"""`smsbook lsp`: serve an editor over standard input and output."""

from __future__ import annotations

from datetime import date, datetime

import click

from smsbook.cli.common import AS_OF, CLEAN

_WITHOUT_LEAVE = 1  # what the protocol wants where an editor goes without a word


@click.command()
@click.option("--stdio", is_flag=True, help="Talk over standard input and output, as always.")
@AS_OF
def lsp(stdio: bool, as_of: datetime | None) -> int:  # noqa: ARG001
    """Serve an editor: findings as you type, ids to choose from, and what they mean. Editors start it."""
    from smsbook.desk.stream import serve

    served = serve(as_of.date if as_of else date.today)
    return CLEAN if served else _WITHOUT_LEAVE
