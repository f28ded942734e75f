"""`smsbook init`: begin a repository with a service management system in it."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smsbook.adopt.wish import EDITIONS, HOSTS, NAME, STRUCTURES, Wish
from smsbook.cli.common import AS_OF, CLEAN, day, write
from smsbook.reports.visible import one_line
from smsbook.source.folder import SETTINGS

if TYPE_CHECKING:
    from smsbook.adopt.begin import Begun

_USUAL = Wish(date.min)
# What is asked, where it was not said: the option, the question, the answers, and the usual one.
_ASKED: dict[str, tuple[str, tuple[str, ...], str]] = {
    "name": ("What is your organisation called?", (), NAME),
    "structure": ("Does it provide services alone, or is it a federation?", STRUCTURES, _USUAL.structure),
    "edition": ("Which edition of FitSM-1 do you work by?", tuple(EDITIONS), _USUAL.edition),
    "host": ("Where will the repository live?", HOSTS, _USUAL.host),
}


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path())
@click.option("--name", metavar="NAME", help=f"What your organisation is called.  [default: {NAME}]")
@click.option(
    "--structure", type=click.Choice(STRUCTURES), help="One organisation, or a federation.  [default: single]"
)
@click.option("--edition", type=click.Choice(tuple(EDITIONS)), help="The edition of FitSM-1.  [default: v3]")
@click.option("--host", type=click.Choice(HOSTS), help="Where the repository will live.  [default: github]")
@click.option(
    "--install",
    metavar="WHAT",
    default="",
    help="What pip installs in the pipeline.  [default: what is installed]",
)
@click.option("--defaults", is_flag=True, help="Ask nothing; take the defaults for what is not said.")
@click.option("--example", is_flag=True, help="Copy the complete example, an invented provider, instead.")
@AS_OF
def init(  # noqa: PLR0913, PLR0917
    folder: Path,
    name: str | None,
    structure: str | None,
    edition: str | None,
    host: str | None,
    install: str,
    defaults: bool,
    example: bool,
    as_of: datetime | None,
) -> int:
    """Begin a repository in DIR with a first service management system, and all that its host needs.

    What is there already is never overwritten, so it may be run again.
    """
    from smsbook.adopt.begin import begin

    said = {"name": name, "structure": structure, "edition": edition, "host": host}
    if example and (name or structure or edition):
        raise click.UsageError("--example brings its own --name, --structure and --edition")
    there = (folder / "sms" / SETTINGS).exists()  # then it has a name and an edition already
    asked = ("host",) if example or there else tuple(said)
    answers = {key: said[key] or _answer(key, ask=key in asked and not defaults) for key in said}
    begun = begin(folder, Wish(day(as_of), **answers, install=install), with_example=example)
    write("".join(f"{line}\n" for line in _told(begun)))
    return CLEAN


def _answer(key: str, *, ask: bool) -> str:
    question, answers, usual = _ASKED[key]
    if not ask:
        return usual
    if not sys.stdin.isatty():
        raise click.UsageError(
            f"--{key} is not said, and here is nobody to ask; say it, or add --defaults for the usual answers"
        )
    kind = click.Choice(answers) if answers else None
    answer: str = click.prompt(question, default=usual, type=kind)
    return answer


def _told(begun: Begun) -> list[str]:
    """Return the lines that say what happened and what comes next."""
    if not begun.written:
        return ["all files are there already; nothing was written", *begun.hints]
    folder = one_line(str(begun.folder))
    lines = [f"wrote {len(begun.written)} files into {folder}:", *_counted(begun.written)]
    if begun.left:
        lines += [f"left {len(begun.left)} files as they were:", *_counted(begun.left)]
    lines += [f"  {hint}" for hint in begun.hints]
    first = "" if begun.folder == Path() else f"`cd {shlex.quote(folder)}`, "
    return [*lines, f"next: {first}`smsbook check`, `smsbook coverage`; README.md says how to go on"]


def _counted(paths: Sequence[str]) -> list[str]:
    """Return a line for each file at the top and for each folder, with the number of files in it."""
    count = Counter(f"{path.partition('/')[0]}/" if "/" in path else path for path in paths)
    return [
        f"  {top}" + (f" ({number} {'file' if number == 1 else 'files'})" if top.endswith("/") else "")
        for top, number in sorted(count.items())
    ]
