"""Approve documents: say who, in which role and when, and seal what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from smsbook.control.authority import known_role, may_be_approved, role_of
from smsbook.control.change import changed
from smsbook.control.choose import Choice, asked, called, choose, person
from smsbook.control.files import Writing, write_all
from smsbook.library.approving import needs_approval
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.library.seal import seal
from smsbook.library.settings import weight
from smsbook.rules import idle_version, unraised_version
from smsbook.source import duration
from smsbook.source.finding import Route, Severity
from smsbook.source.manual import rule_of as rule_in


@dataclass(frozen=True)
class Approving:
    """What an approver says: who, on which day, in which role (''; the first that fits) and a note."""

    by: str
    when: date
    role: str = ""
    note: str = ""


@dataclass(frozen=True)
class Approved:
    """A document that was approved, in which role, and when it is looked at again; as it stands there now.

    Where `before` is true it was approved before, its seal holds, and nothing was written.
    """

    document: Document
    file: str
    by: str
    before: bool = False


def approve(
    path: Path,
    words: Sequence[str],
    approving: Approving,
    today: date,
    *,
    all_in_review: bool = False,
    dry_run: bool = False,
) -> tuple[Approved, ...]:
    """Approve the documents that the words name, and with `all_in_review` all that are in review.

    Either all are written or none. Raises CouldNotRun with everything that stands in the way.
    """
    choice = asked(path, approving.when, approving.note, today)
    by = person(choice, approving.by)
    known_role(choice, approving.role)
    choose(choice, words)
    if all_in_review:
        choice.documents += [item for item in _in_review(choice.library) if item not in choice.documents]
    planned = [_planned(choice, document, by, approving) for document in choice.documents]
    choice.stop("nothing was approved:")
    if not dry_run:
        write_all([writing for plan in planned if plan for writing in plan[1]])
    return tuple(plan[0] for plan in planned if plan)


def _planned(
    choice: Choice, document: Document, by: str, approving: Approving
) -> tuple[Approved, list[Writing]] | None:
    """Return the approval of one document and what it writes, or refuse it and return None."""
    library = choice.library
    if _valid(document):
        return _told(library, document, before=True), []
    role = ""
    if may_be_approved(choice, document):
        role = role_of(choice, document, by, approving.role, approving.when)
    if not role:
        return None
    done = changed(choice, document, _fields(document, by, role, approving))
    if done is None:
        return None
    writing, after = done
    for rule in (unraised_version, idle_version):
        if weight(library, rule_in(rule)) is Severity.ERROR:
            for finding in rule.check(replace(library, documents=(after,)), approving.when):
                choice.refuse(document.id, f"{finding.message}; {finding.mend}")
    return _told(library, after), [writing]


def _in_review(library: Library) -> Iterator[Document]:
    for document in library.documents:
        if document.head.status == "in-review" and needs_approval(library, document):
            yield document


def _valid(document: Document) -> bool:
    """Tell whether a document is approved already, and still says what was approved."""
    return (
        document.readable
        and not document.faults
        and document.head.status == "approved"
        and bool(document.head.approval.seal)
        and document.seal_holds is True
    )


def _told(library: Library, document: Document, *, before: bool = False) -> Approved:
    by = called(library, document.head.approval.by)
    return Approved(document, library.shown(document.path), by, before)


def _fields(document: Document, by: str, role: str, approving: Approving) -> Mapping[Route, str | None]:
    following = duration.after(approving.when, document.head.review.interval)
    fields: dict[Route, str | None] = {
        ("status",): "approved",
        ("approval", "by"): by,
        ("approval", "role"): role,
        ("approval", "date"): approving.when.isoformat(),
        ("approval", "seal"): seal({**document.body, "status": "approved"}),
        ("approval", "note"): approving.note.strip() or None,
    }
    if following is not None:
        fields["review", "next"] = following.isoformat()
    return fields
