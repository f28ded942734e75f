"""`smsbook review`: record that documents were looked at."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smsbook.cli.common import AT_PATH, CLEAN, DATE, day, following, in_lines, write
from smsbook.cli.completion import documents, people

if TYPE_CHECKING:
    from smsbook.control.review import Reviewed

OUTCOMES = ("no-change", "revised")  # as in library/reviews.py, which takes longer to load than to ask


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=documents)
@click.option(
    "--by", required=True, metavar="PERSON", shell_complete=people, help="Who looked at them, as jo-doe."
)
@click.option("--outcome", required=True, type=click.Choice(OUTCOMES), help="What came of it, in one word.")
@click.option("--note", default="", help="What came of it, in a sentence or more.")
@click.option("--date", "when", type=DATE, help="The day of the review, as 2026-01-31.  [default: today]")
@click.option("--dry-run", is_flag=True, help="Show what would be done, and write nothing.")
@AT_PATH
def review(
    ids: tuple[str, ...],
    by: str,
    outcome: str,
    note: str,
    when: datetime | None,
    dry_run: bool,
    path: Path,
) -> int:
    """Record one review of the documents with these IDs (or files), and move their next review."""
    from smsbook.control.review import review as run_review
    from smsbook.control.review_record import Reviewing

    reviewing = Reviewing(by, day(when), outcome, note)
    write(told(run_review(path, ids, reviewing, date.today(), dry_run=dry_run), dry_run=dry_run))
    return CLEAN


def told(done: Reviewed, *, dry_run: bool) -> str:
    """Say what was done, one line for each document, and what comes next."""
    record = f"{done.record} ({done.file}), by {done.by}"
    would, end = ("would ", "") if dry_run else ("", "ed")
    lines = [f"{would}record{end} {record}" if done.written else f"recorded before: {record}"]
    lines += [
        f"{would}review{end} {document.id} {document.head.version} ({file}), "
        f"next review by {document.head.review.next}"
        for document, file in done.documents
    ]
    return in_lines([*lines, following("the review", written=done.written, dry_run=dry_run)])
