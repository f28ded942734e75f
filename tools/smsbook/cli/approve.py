"""`smsbook approve`: approve documents and seal them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smsbook.cli.common import AT_PATH, CLEAN, DATE, day, following, in_lines, write
from smsbook.cli.completion import documents, people, roles

if TYPE_CHECKING:
    from smsbook.control.approve import Approved


@click.command()
@click.argument("ids", nargs=-1, metavar="ID...", shell_complete=documents)
@click.option("--by", required=True, metavar="PERSON", shell_complete=people, help="Who approves, as jo-doe.")
@click.option(
    "--role",
    metavar="ROLE",
    default="",
    shell_complete=roles,
    help="The role in which they do.  [default: the first that may]",
)
@click.option("--date", "when", type=DATE, help="The day of approval, as 2026-01-31.  [default: today]")
@click.option("--note", default="", help="What the approver wishes to add.")
@click.option("--all-in-review", is_flag=True, help="Approve all documents that are in review.")
@click.option("--dry-run", is_flag=True, help="Show what would be done, and write nothing.")
@AT_PATH
def approve(  # noqa: PLR0913, PLR0917 - one for each option
    ids: tuple[str, ...],
    by: str,
    role: str,
    when: datetime | None,
    note: str,
    all_in_review: bool,
    dry_run: bool,
    path: Path,
) -> int:
    """Approve the documents with these IDs (or files), and seal what they say."""
    from smsbook.control.approve import Approving
    from smsbook.control.approve import approve as run_approve

    if not ids and not all_in_review:
        raise click.UsageError("name the documents to approve, or use `--all-in-review`")
    approving = Approving(by, day(when), role, note)
    done = run_approve(path, ids, approving, date.today(), all_in_review=all_in_review, dry_run=dry_run)
    write(told(done, dry_run=dry_run))
    return CLEAN


def told(done: tuple[Approved, ...], *, dry_run: bool) -> str:
    """Say what was done, one line for each document, and what comes next."""
    lines = [_line(item, dry_run=dry_run) for item in done]
    if not done:
        lines.append("no document is in review; there was nothing to approve")
    else:
        written = not all(item.before for item in done)
        lines.append(following("the approval", written=written, dry_run=dry_run))
    return in_lines(lines)


def _line(item: Approved, *, dry_run: bool) -> str:
    document, approval = item.document, item.document.head.approval
    name = f"{document.id} {document.head.version} ({item.file})"
    if item.before:
        return f"left as it is: {name} was approved by {item.by} on {approval.date}, and its seal holds"
    due = document.head.review.next
    later = f", next review by {due}" if due else ""
    verb = "would approve" if dry_run else "approved"
    return f"{verb} {name} by {item.by} as {approval.role} on {approval.date}{later}"
