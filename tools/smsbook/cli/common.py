"""What the commands share: options, the day, and how they write."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])

CLEAN, FINDINGS, COULD_NOT_RUN = 0, 1, 2
PATH = click.argument("path", type=click.Path(path_type=Path, readable=False), default=Path())
AT_PATH = click.option(
    "--path",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The SMS: its folder, or the folder that holds sms/.  [default: here]",
)


class Day(click.DateTime):
    """A day on the command line, as 2026-01-31."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """Return what stands for the day in `--help`."""
        return "DAY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the day that was typed. Raises BadParameter where it is none."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"found `{value}`, expected a day, as 2026-01-31", param, ctx)


DATE = Day()
AS_OF = click.option(
    "--as-of",
    type=DATE,
    help="The day to measure time by, as 2026-01-31.  [default: today]",
)


def format_option(forms: Iterable[str]) -> Callable[[_Command], _Command]:
    """Return the option `--format` of a command that writes one of these formats."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(list(forms)),
        default="text",
        show_default=True,
        help="How to write it down.",
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


def following(what: str, *, written: bool, dry_run: bool) -> str:
    """Say what is to be done once a command has written files, or that it wrote none."""
    if not written:
        return "nothing was written"
    if dry_run:
        return "nothing was written, because of --dry-run"
    return f"next: commit these files; with that, {what} is part of the history"


def in_lines(lines: Iterable[str]) -> str:
    """Return a text of lines; no character in them steers a terminal."""
    from smsbook.reports.visible import visible

    return "".join(f"{visible(line)}\n" for line in lines)
