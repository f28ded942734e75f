"""`smsbook import`: bring in what people have in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smsbook.adopt.tables.bringing import FORMS, SEPARATOR, Bringing
from smsbook.cli.common import AT_PATH, CLEAN, FINDINGS, in_lines, write
from smsbook.cli.completion import kinds

if TYPE_CHECKING:
    from smsbook.adopt.tables.bring import Brought
    from smsbook.adopt.tables.outcome import Outcome

_MOST = 10  # documents of a long list that are named
_SAID = {"create": ("would create", "created"), "change": ("would change", "changed"), "leave": ("", "")}


@click.command(name="import")
@click.argument("form", metavar="csv|xlsx", type=click.Choice(FORMS))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    metavar="KIND",
    required=True,
    shell_complete=kinds,
    help="What the rows are about, as service, customer or people.",
)
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="The field that a column holds, as «Price=offer.price»; or a YAML file of such pairs.",
)
@click.option(
    "--sheet", metavar="NAME", default="", help="The sheet of the workbook.  [default: the only one]"
)
@click.option(
    "--separator",
    metavar="SIGN",
    default=SEPARATOR,
    show_default=True,
    help="What parts the items of a list.",
)
@click.option("--make-ids", is_flag=True, help="Make ids of titles and names where a row has none.")
@click.option("--change-approved", is_flag=True, help="Change approved documents too; approve them again.")
@click.option("--dry-run", is_flag=True, help="Show what would be done, and write nothing.")
@AT_PATH
def import_(  # noqa: PLR0913, PLR0917 - one for each option
    form: str,
    file: Path,
    kind: str,
    maps: tuple[str, ...],
    sheet: str,
    separator: str,
    make_ids: bool,
    change_approved: bool,
    dry_run: bool,
    path: Path,
) -> int:
    """Import the rows of FILE: create drafts, and change what the rows say otherwise.

    Columns that bear the name of a field are imported into it. An empty cell says nothing; a cell that holds
    only `-` takes a value away. If anything is wrong in a row, nothing is written.
    """
    from smsbook.adopt.tables.bring import bring

    asked = Bringing(form, kind, file, maps, sheet, separator, make_ids, change_approved, dry_run)
    brought = bring(path, asked, date.today())
    write(in_lines(told(brought, dry_run=dry_run)))
    return FINDINGS if brought.faults else CLEAN


def told(brought: Brought, *, dry_run: bool) -> Iterator[str]:
    """Yield the lines that say what happened, what is wrong, and what comes next."""
    yield from (f"note: {note}" for note in brought.notes)
    if brought.faults:
        for fault in brought.faults:
            column = f", {fault.column}" if fault.column else ""
            yield f"row {fault.row}{column}: {fault.message}"
        rows = len({fault.row for fault in brought.faults})
        words = "1 row has" if rows == 1 else f"{rows} rows have"
        yield f"nothing was written: {words} to be mended first"
        return
    for outcome in brought.outcomes:
        yield from _lines(outcome, dry_run=dry_run)
    left = [outcome for outcome in brought.outcomes if outcome.verb == "leave"]
    if left:
        yield f"left as they are, because nothing new is said about them: {_some(left)}"
    written = len(left) < len(brought.outcomes)
    if not written:
        yield "nothing was written"
    elif dry_run:
        yield "nothing was written, because of --dry-run"
    else:
        yield "next: look through these files, run `smsbook check`, and commit them"


def _lines(outcome: Outcome, *, dry_run: bool) -> Iterator[str]:
    verb = _SAID[outcome.verb][0 if dry_run else 1]
    if not verb:
        return
    rows = f"row {outcome.rows[0]}" if len(outcome.rows) == 1 else f"{len(outcome.rows)} rows"
    yield f"{verb} {outcome.id} ({outcome.file}), {rows}"
    yield from (f"  {words}" for words in outcome.words)
    if outcome.follows:
        yield f"  {outcome.follows}"


def _some(left: list[Outcome]) -> str:
    said = [item.id if len(item.rows) == 1 else f"{item.id} ({len(item.rows)} rows)" for item in left]
    return ", ".join(said[:_MOST]) + (f" and {len(said) - _MOST} more" if len(said) > _MOST else "")
