"""`smsbook evaluate`: measured values against what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smsbook.cli.common import CLEAN, DATE, FINDINGS, PATH, coloured, day, format_option, write
from smsbook.cli.completion import people
from smsbook.reports import evaluation_list

if TYPE_CHECKING:
    from smsbook.control.evaluate import Recorded


@click.command()
@PATH
@click.option(
    "--data",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The measured values, as CSV or JSON.",
)
@click.option(
    "--period",
    metavar="PERIOD",
    required=True,
    help="What to evaluate: 2026-10, 2026-Q4, 2026 or 2026-10-01/2026-10-15.",
)
@format_option(evaluation_list.FORMATS)
@click.option(
    "--write", "keep", is_flag=True, help="Write what came out as records, where each row can be used."
)
@click.option(
    "--by",
    default="",
    metavar="PERSON",
    shell_complete=people,
    help="Who judged the values, as jo-doe; for the records.",
)
@click.option("--date", "when", type=DATE, help="The day of the records, as 2026-01-31.  [default: today]")
@click.option(
    "--delivered", type=DATE, help="Record also that the service reports were delivered on this day."
)
@click.option(
    "--with-faults", "faulty", is_flag=True, help="Write records even if rows are faulty; they list them."
)
def evaluate(  # noqa: PLR0913, PLR0917 - one for each option
    path: Path,
    data: Path,
    period: str,
    form: str,
    keep: bool,
    by: str,
    when: datetime | None,
    delivered: datetime | None,
    faulty: bool,
) -> int:
    """Compare measured values with each target of the SLAs, OLAs and UAs in PATH: met, missed or no data."""
    from smsbook.check.evaluation import evaluate as run_evaluation

    if not keep and (by or when or delivered or faulty):
        beside = "`--by`, `--date`, `--delivered` or `--with-faults`"
        raise click.UsageError(f"found {beside}, expected `--write` beside it")
    found = run_evaluation(path, data, period)
    if coloured(form):
        from smsbook.reports.evaluation_list.as_text import lines
        from smsbook.reports.terminal import show

        show(lines(found))
    else:
        write(evaluation_list.render(found, form))
    if keep and found.faults and not faulty:
        click.echo("smsbook: nothing was recorded: mend the rows first, or add `--with-faults`", err=True)
    elif keep:
        from smsbook.control.evaluate import record
        from smsbook.control.evaluation_record import Recording

        recording = Recording(day(when), by, delivered.date() if delivered else None, faulty)
        done = record(found, recording, date.today())
        click.echo(told(done), err=True, nl=False)
    return CLEAN if found.clean else FINDINGS


def told(recorded: Sequence[Recorded]) -> str:
    """Say what was recorded, one line for each record, and what comes next."""
    lines = [f"{'recorded' if one.new else 'recorded before:'} {one.id} ({one.file})\n" for one in recorded]
    if any(one.new for one in recorded):
        lines.append(
            "next: where a target was missed, write into the record why and what follows; then commit it\n"
        )
    return "".join(lines)
