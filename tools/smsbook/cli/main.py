"""The commands of smsbook. Exit codes: 0 clean, 1 findings at or above the threshold, 2 could not run."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path

import click

from smsbook import __version__
from smsbook.cli.approve import approve
from smsbook.cli.common import AS_OF, CLEAN, COULD_NOT_RUN, FINDINGS, PATH, coloured, day, write
from smsbook.cli.diff import diff
from smsbook.cli.publish import publish
from smsbook.cli.release import release
from smsbook.cli.review import review
from smsbook.cli.status import status
from smsbook.reports import FORMATS, coverage_list, due_list


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", "-V", message="smsbook %(version)s")
def cli() -> None:
    """Check a service management system kept as YAML, and publish it as a handbook."""


@cli.command()
@PATH
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
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
@AS_OF
def check(
    path: Path, form: str, fail_on: str, strict_time: bool, advice: bool, as_of: datetime | None
) -> int:
    """Check the SMS in PATH (its folder, the folder that holds sms/, or one file)."""
    from smsbook.check.run import check as run_check
    from smsbook.reports import render
    from smsbook.source.finding import Severity

    report = run_check(path, day(as_of), strict_time=strict_time, advice=advice)
    if coloured(form):
        from smsbook.reports.terminal import show
        from smsbook.reports.text import lines

        show(lines(report))
    else:
        write(render(report, form))
    return FINDINGS if report.fails(Severity(fail_on)) else CLEAN


@cli.command()
@PATH
@click.option(
    "--format", "form", type=click.Choice(list(coverage_list.FORMATS)), default="text", show_default=True
)
@click.option("--edition", default="", help="Only this edition, as v3.0.1 or FitSM-1:v3.0.1.")
@click.option("--group", default="", help="Only this group of requirements, as PR4.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    help="Fail if less than so many percent are documented.",
)
@AS_OF
def coverage(
    path: Path, form: str, edition: str, group: str, fail_under: float | None, as_of: datetime | None
) -> int:
    """Show which requirements the SMS in PATH documents, what is missing and what to do next."""
    from smsbook.check.run import check as run_check
    from smsbook.coverage.overview import overviews
    from smsbook.reports.coverage_list.listing import Listing

    report = run_check(path, day(as_of))
    shown = overviews(report.library, report.coverage, report.as_of, edition, group)
    listing = Listing(report, shown, fail_under)
    if coloured(form):
        from smsbook.reports.coverage_list.as_text import lines
        from smsbook.reports.terminal import show

        show(lines(listing))
    else:
        write(coverage_list.render(listing, form))
    if listing.verdict and form not in coverage_list.FOR_PEOPLE:
        click.echo(f"smsbook: {listing.verdict}", err=True)
    return FINDINGS if listing.verdict else CLEAN


@cli.command()
@PATH
@click.option(
    "--format", "form", type=click.Choice(list(due_list.FORMATS)), default="text", show_default=True
)
@click.option(
    "--within", default="P30D", show_default=True, help="How far to look ahead, as P30D, P2W or P3M."
)
@click.option("--role", default="", help="Only what this role has to do, as SMS.manager.")
@AS_OF
def due(path: Path, form: str, within: str, role: str, as_of: datetime | None) -> int:
    """List what is overdue or due soon in the SMS in PATH, role by role."""
    from smsbook.check.agenda import agenda

    found = agenda(path, day(as_of), within, role)
    if coloured(form):
        from smsbook.reports.due_list.as_text import lines
        from smsbook.reports.terminal import show

        show(lines(found))
    else:
        write(due_list.render(found, form))
    return CLEAN


@cli.command()
@click.argument("word", default="")
@click.option(
    "--path", type=click.Path(path_type=Path), default=Path(), help="The SMS to look a requirement up in."
)
@AS_OF
def explain(word: str, path: Path, as_of: datetime | None) -> int:
    """Explain WORD: a rule, a requirement such as PR3.2, advice such as SPM.A1, or a kind of document."""
    from smsbook.cli.explain import explain as find

    write(find(word, path, day(as_of)))
    return CLEAN


@cli.command()
@click.argument("kind")
@click.argument("id", default="")
@click.option(
    "--path", type=click.Path(path_type=Path), default=Path(), help="The SMS to add the document to."
)
def new(kind: str, id: str, path: Path) -> int:
    """Create the draft of a document of KIND with ID, every part in it, in the right folder."""
    from smsbook.cli.new import new as create

    write(f"created {create(kind, id, path, date.today())}\n")
    return CLEAN


@cli.command()
@PATH
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/docs"), show_default=True)
@AS_OF
def render(path: Path, out: Path, as_of: datetime | None) -> int:
    """Write the handbook of the SMS in PATH as Markdown pages. Findings do not stop it: pages show them."""
    from smsbook.site.build import render_site

    pages = render_site(path, out, day(as_of)).pages
    write(f"{pages.total} files rendered into {out}, {len(pages.written)} of them changed\n")
    return CLEAN


@cli.command()
@PATH
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/site"), show_default=True)
@AS_OF
def build(path: Path, out: Path, as_of: datetime | None) -> int:
    """Render the handbook of the SMS in PATH and build the site from it."""
    from smsbook.site.build import build_site

    write(f"{build_site(path, out, day(as_of)).message}\n")
    return CLEAN


@cli.command()
@PATH
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve the preview.")
@AS_OF
def serve(path: Path, address: str, as_of: datetime | None) -> int:
    """Show a live preview of the handbook that follows each edit of the SMS in PATH."""
    from smsbook.site.serve import serve as run_preview

    run_preview(path, address, as_of.date() if as_of else None)
    return CLEAN


cli.add_command(approve)
cli.add_command(review)
cli.add_command(status)
cli.add_command(diff)
cli.add_command(release)
cli.add_command(publish)


def run() -> None:
    """Run the command line and exit with its code."""
    from smsbook.source.folder import CouldNotRun

    try:
        code = cli(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = COULD_NOT_RUN
    except CouldNotRun as error:
        click.echo(f"smsbook: {error}", err=True)
        code = COULD_NOT_RUN
    except (click.Abort, KeyboardInterrupt):
        click.echo("smsbook: stopped", err=True)
        code = COULD_NOT_RUN
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = CLEAN
    except Exception as error:
        if os.environ.get("SMSBOOK_TRACEBACK"):
            raise
        click.echo(
            f"smsbook: stopped by a mistake of its own, not of yours: {type(error).__name__}: {error}\n"
            "Please report it, with what `SMSBOOK_TRACEBACK=1 smsbook …` prints.",
            err=True,
        )
        code = COULD_NOT_RUN
    sys.exit(code if isinstance(code, int) else CLEAN)
