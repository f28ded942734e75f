"""`smsbook check`: what is wrong with an SMS, for people, for programs and for the hosts of repositories."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smsbook.cli.common import AS_OF, CLEAN, FINDINGS, PATH, coloured, day
from smsbook.cli.outputs import Output, WithOutputs, output_options, put
from smsbook.reports import FORMATS

if TYPE_CHECKING:
    from smsbook.check.report import Report


@click.command(cls=WithOutputs, params=output_options(FORMATS))
@PATH
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    default="error",
    show_default=True,
    help="The least severity that makes the check fail.",
)
@click.option(
    "--strict-time", is_flag=True, help="Fail also on what time alone brings, such as overdue reviews."
)
@click.option(
    "--advice", is_flag=True, help="Show also what FitSM-2 advises and a process definition does not mention."
)
@click.option(
    "--changed-since",
    metavar="REF",
    help="Fail only on what changed since the branch left REF, such as origin/main, or what that caused.",
)
@click.option("--watch", is_flag=True, help="Check again on each save, until Ctrl-C.")
@AS_OF
def check(path: Path, outputs: tuple[Output, ...], watch: bool, **wanted: Any) -> int:
    """Check the SMS in PATH (its folder, the folder that holds sms/, or one file)."""
    if watch:
        from smsbook.cli.watch import follow

        if outputs != (Output("text"),):
            raise click.UsageError("--watch shows text on the terminal; leave out --format and --output")
        follow(path, lambda: _report(path, **wanted))
        return CLEAN
    report = _report(path, **wanted)
    _show(report, outputs)
    return FINDINGS if report.fails() else CLEAN


def _report(
    path: Path,
    fail_on: str,
    strict_time: bool,
    advice: bool,
    changed_since: str | None,
    as_of: datetime | None,
) -> Report:
    from smsbook.check.run import check as run_check
    from smsbook.source.finding import Severity

    report = run_check(path, day(as_of), strict_time=strict_time, advice=advice)
    report = replace(report, threshold=Severity(fail_on))
    if changed_since is None:
        return report
    from smsbook.check.changed import held_against
    from smsbook.source.folder import find_root

    return held_against(report, find_root(path), changed_since, advice=advice)


def _show(report: Report, outputs: tuple[Output, ...]) -> None:
    from smsbook.reports import render

    put([(output, render(report, output.form)) for output in outputs if not _on_terminal(output)])
    if any(map(_on_terminal, outputs)):
        from smsbook.reports.terminal import show
        from smsbook.reports.text import lines

        show(lines(report))
    elif all(output.file for output in outputs):
        from smsbook.reports.text import verdict

        click.echo(f"smsbook: {verdict(report)}", err=True)


def _on_terminal(output: Output) -> bool:
    return output.file is None and coloured(output.form)
