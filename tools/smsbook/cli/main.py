"""The commands of smsbook. Exit codes: 0 clean, 1 findings at or above the threshold, 2 could not run."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path

import click

from smsbook import __version__
from smsbook.cli.approve import approve
from smsbook.cli.check import check
from smsbook.cli.common import (
    AS_OF,
    CLEAN,
    COULD_NOT_RUN,
    FINDINGS,
    PATH,
    coloured,
    day,
    format_option,
    write,
)
from smsbook.cli.completion import completion, explained, kinds
from smsbook.cli.diff import diff
from smsbook.cli.due import due
from smsbook.cli.evaluate import evaluate
from smsbook.cli.examples import shown
from smsbook.cli.export import export
from smsbook.cli.groups import EXIT_CODES, Grouped
from smsbook.cli.impact import impact
from smsbook.cli.import_ import import_
from smsbook.cli.init import init
from smsbook.cli.lsp import lsp
from smsbook.cli.owners import owners
from smsbook.cli.publish import publish
from smsbook.cli.release import release
from smsbook.cli.review import review
from smsbook.cli.status import status
from smsbook.reports import coverage_list


@click.group(
    cls=Grouped,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXIT_CODES,
)
@click.version_option(__version__, "--version", "-V", message="smsbook %(version)s")
def cli() -> None:
    """Check a service management system kept as YAML, and publish it as a handbook."""


@cli.command()
@PATH
@format_option(coverage_list.FORMATS)
@click.option(
    "--edition", metavar="EDITION", default="", help="Only this edition, as v3.0.1 or FitSM-1:v3.0.1."
)
@click.option("--group", metavar="GROUP", default="", help="Only this group of requirements, as PR4.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
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
@click.argument("word", default="", shell_complete=explained)
@click.option(
    "--path", type=click.Path(path_type=Path), default=Path(), help="The SMS to look a requirement up in."
)
@AS_OF
def explain(word: str, path: Path, as_of: datetime | None) -> int:
    """Explain WORD: a rule, a requirement such as PR3.2, advice such as SPM.A1, a kind, or an SLA."""
    from smsbook.cli.explain import explain as find

    write(find(word, path, day(as_of)))
    return CLEAN


@cli.command()
@click.argument("kind", shell_complete=kinds)
@click.argument("id", default="")
@click.option(
    "--path", type=click.Path(path_type=Path), default=Path(), help="The SMS to add the document to."
)
def new(kind: str, id: str, path: Path) -> int:
    """Create the draft of a document of KIND with ID, every part in it, in the right folder."""
    from smsbook.adopt.new import new as create

    write(f"created {create(kind, id, path, date.today())}\n")
    return CLEAN


@cli.command()
@PATH
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("build/docs"),
    show_default=True,
    help="The folder to write the pages into.",
)
@AS_OF
def render(path: Path, out: Path, as_of: datetime | None) -> int:
    """Write the handbook of the SMS in PATH as Markdown pages. Findings do not stop it: pages show them."""
    from smsbook.site.build import render_site

    pages = render_site(path, out, day(as_of)).pages
    write(f"{pages.total} files rendered into {out}, {len(pages.written)} of them changed\n")
    return CLEAN


@cli.command()
@PATH
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("build/site"),
    show_default=True,
    help="The folder to build the site into.",
)
@AS_OF
def build(path: Path, out: Path, as_of: datetime | None) -> int:
    """Render the handbook of the SMS in PATH and build the site from it."""
    from smsbook.site.build import build_site

    write(f"{build_site(path, out, day(as_of)).message}\n")
    return CLEAN


@cli.command()
@PATH
@click.option(
    "--address",
    metavar="HOST:PORT",
    default="127.0.0.1:8000",
    show_default=True,
    help="Where to serve the preview.",
)
@AS_OF
def serve(path: Path, address: str, as_of: datetime | None) -> int:
    """Show a live preview of the handbook that follows each edit of the SMS in PATH."""
    from smsbook.site.serve import serve as run_preview

    run_preview(path, address, as_of.date() if as_of else None)
    return CLEAN


cli.add_command(approve)
cli.add_command(check)
cli.add_command(review)
cli.add_command(status)
cli.add_command(due)
cli.add_command(diff)
cli.add_command(evaluate)
cli.add_command(impact)
cli.add_command(init)
cli.add_command(import_)
cli.add_command(export)
cli.add_command(lsp)
cli.add_command(release)
cli.add_command(publish)
cli.add_command(owners)
cli.add_command(completion)
for _name, _command in cli.commands.items():
    _command.epilog = shown(_name)


def run() -> None:
    """Run the command line and exit with its code."""
    from smsbook.source.folder import CouldNotRun

    try:
        code = cli(prog_name="smsbook", standalone_mode=False)
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
