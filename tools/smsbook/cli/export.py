"""`smsbook export`: hand out documents as a table for a spreadsheet."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from smsbook.adopt.tables.bringing import FORMS
from smsbook.cli.common import AT_PATH, CLEAN, in_lines
from smsbook.cli.completion import kinds


@click.command()
@click.argument("form", metavar="csv|xlsx", type=click.Choice(FORMS))
@click.option(
    "--kind",
    metavar="KIND",
    required=True,
    shell_complete=kinds,
    help="What the rows are about, as service, customer or people.",
)
@click.option(
    "--part",
    metavar="LIST",
    default="",
    help="One row for each entry of this list, as contacts or components.",
)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write.  [default: standard output]")
@AT_PATH
def export(form: str, kind: str, part: str, out: Path | None, path: Path) -> int:
    """Write the documents of one kind as a table, one row for each.

    What `smsbook import` reads from the table again says the same, so it changes nothing by itself.
    """
    from smsbook.adopt.tables import as_csv, as_xlsx
    from smsbook.adopt.tables.hand_out import hand_out
    from smsbook.reports.lines import count

    if out is None and form == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("a workbook cannot be shown in a terminal; name a file with `--out`")
    table = hand_out(path, kind, part, formulas=form == "csv")
    content = as_csv.render(table) if form == "csv" else as_xlsx.render(table)
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        _write(out, content)
    said = [f"wrote {count(len(table.rows), 'row')} into {out}"] if out else []
    click.echo(in_lines([*said, *(f"note: {note}" for note in table.notes)]), err=True, nl=False)
    return CLEAN


def _write(out: Path, content: bytes) -> None:
    from smsbook.control.files import Writing, write_all
    from smsbook.source.folder import CouldNotRun

    try:
        if out.exists() and not out.is_file():
            out.write_bytes(content)  # a device or a pipe, which cannot be replaced
            return
        before = out.read_bytes() if out.exists() else None
    except OSError as error:
        raise CouldNotRun(f"{out} cannot be written: {(error.strerror or str(error)).lower()}") from error
    write_all([Writing(out, before, content)])
