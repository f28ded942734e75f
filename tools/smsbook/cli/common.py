"""What the commands share: options, the day, and how they write."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

CLEAN, FINDINGS, COULD_NOT_RUN = 0, 1, 2
PATH = click.argument("path", type=click.Path(path_type=Path, readable=False), default=Path())
AT_PATH = click.option(
    "--path",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The SMS: its folder, or the folder that holds sms/.  [default: here]",
)
AS_OF = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day to measure time by, as 2026-01-31.  [default: today]",
)


def day(moment: datetime | None) -> date:
    """Return the day that an option named, or today."""
    return moment.date() if moment else date.today()


def coloured(form: str) -> bool:
    """Tell whether a format is shown with colours: text, and a terminal to show it on."""
    return form == "text" and sys.stdout.isatty()


def write(text: str) -> None:
    """Write a text to standard output in UTF-8, whatever the terminal's own encoding."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
