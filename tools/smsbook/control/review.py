"""Review documents: record who looked at them and with which outcome, and move their next review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from smsbook.control.change import changed
from smsbook.control.choose import Choice, asked, called, choose, person
from smsbook.control.files import Writing, write_all
from smsbook.control.review_record import Reviewing, record_of
from smsbook.library.document import Document
from smsbook.source import duration
from smsbook.source.finding import Route


@dataclass(frozen=True)
class Reviewed:
    """The documents as they stand there now, each with its file, and the record of their review.

    `written` tells whether anything was to be written: the same review may have been recorded before.
    """

    documents: tuple[tuple[Document, str], ...]
    record: str
    file: str
    by: str
    written: bool


def review(
    path: Path, words: Sequence[str], reviewing: Reviewing, today: date, *, dry_run: bool = False
) -> Reviewed:
    """Record one review of the documents that the words name, and move the next review of each.

    The record is written first: a date without a record would be unfounded, a record without the new date
    only leaves the review due, and the same command then completes it. Raises CouldNotRun with everything
    that stands in the way.
    """
    choice = asked(path, reviewing.when, reviewing.note, today)
    by, library = person(choice, reviewing.by), choice.library
    choose(choice, words)
    documents, writings = [], []
    for document in choice.documents:
        if not _ready(choice, document):
            continue
        known = max(reviewing.when, document.head.approval.date or reviewing.when)  # an approval counts too
        following = duration.after(known, document.head.review.interval)
        fields: dict[Route, str | None] = {("review", "next"): following.isoformat() if following else None}
        done = changed(choice, document, fields)
        if done is not None:
            writing, after = done
            documents.append((after, library.shown(document.path)))
            writings += [writing] if writing.before != writing.after else []
    choice.stop("nothing was recorded:")
    id, text = record_of(choice, replace(reviewing, by=by))
    file = f"{library.kinds['record'].folder}/{id}.yml"
    if text:
        writings.insert(0, Writing(choice.root / file, None, text.encode("utf-8")))
    if not dry_run:
        write_all(writings)
    return Reviewed(tuple(documents), id, library.shown(file), called(library, by), bool(writings))


def _ready(choice: Choice, document: Document) -> bool:
    """Tell whether a document can be reviewed; if it cannot, refuse it."""
    if not choice.sound(document):
        return False
    head, reason = document.head, ""
    if head.status != "approved":
        reason = f"its status is `{head.status}`, and only approved documents are reviewed"
        reason += "" if head.status == "retired" else f"; approve it first: `smsbook approve {document.id} …`"
    elif head.approval.seal and document.seal_holds is False:
        reason = "it does not say what was approved, its seal is broken; "
        reason += f"approve the new version first: `smsbook approve {document.id} …`"
    elif not head.review.interval:
        reason = "it does not say how often it is reviewed; "
        reason += "write `review:` into it, and indented on the next line `interval: P12M` for twelve months"
    if reason:
        choice.refuse(document.id, reason)
    return not reason
