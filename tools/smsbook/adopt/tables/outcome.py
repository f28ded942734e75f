"""What becomes of one document in an import: it is created, changed or left, or rows about it are refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from smsbook.adopt.links import link_to
from smsbook.adopt.tables.bringing import Bringing
from smsbook.adopt.tables.columns import Columns
from smsbook.adopt.tables.planned import Planned, planned
from smsbook.adopt.tables.said import Fault, Said
from smsbook.adopt.tables.text_of import changed_text, new_text
from smsbook.control.choose import Choice
from smsbook.control.files import Writing
from smsbook.library.approving import approving_command, needs_approval
from smsbook.library.document import Document
from smsbook.library.gather import gather
from smsbook.library.holdings import current
from smsbook.library.seal import seal
from smsbook.schema.kinds import load_settings_kind
from smsbook.schema.shipped import shipped
from smsbook.schema.words import in_sentence
from smsbook.source.finding import Finding
from smsbook.source.folder import CouldNotRun, Text
from smsbook.source.spreadsheet import content_of

CREATED, CHANGED, LEFT = "create", "change", "leave"


@dataclass(frozen=True)
class Target:
    """The document that rows are about, by its id, and what is known about the SMS."""

    choice: Choice
    columns: Columns
    id: str
    asked: Bringing
    today: date
    editions: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What happens to a document, in words too, and what follows from it for its approval."""

    verb: str
    id: str
    file: str
    rows: tuple[int, ...]
    words: tuple[str, ...] = ()
    follows: str = ""
    faults: tuple[Fault, ...] = ()
    writing: Writing | None = field(default=None, repr=False)


def outcome_of(target: Target, rows: Sequence[Said]) -> Outcome:
    """Return what becomes of a document by what rows say about it."""
    library, kind = target.choice.library, target.columns.kind
    numbers = tuple(row.row for row in rows)
    path = kind.path(target.id)
    start = Outcome(LEFT, target.id, library.shown(path), numbers)
    known = library.names.get(target.id)
    document = library.document(target.id)
    if known is not None and (document is None or document.kind != kind.name):
        what = in_sentence(library.kinds[known.kind].title) if known.kind in library.kinds else known.kind
        message = f"`{target.id}` is the id of another {what}, expected that of a {in_sentence(kind.title)}"
        return replace(start, faults=(Fault(numbers[0], "id", message),))
    if any(name == target.id for name, *_ in library.rivals):
        message = f"several files say that they are `{target.id}`; `smsbook check` names them"
        return replace(start, faults=(Fault(numbers[0], "id", message),))
    twice = tuple(_twice(target.id, rows))
    rows = rows[:1] if twice else rows
    if document is None:
        outcome = _created(target, rows, replace(start, verb=CREATED), path)
    else:
        start = replace(start, id=document.id, file=library.shown(document.path))
        outcome = _changed(target, document, rows, start)
    return replace(outcome, faults=(*outcome.faults, *twice))


def _twice(id: str, rows: Sequence[Said]) -> Iterator[Fault]:
    """Yield that rows are about the same document, although no row is about an entry of it."""
    if not any(column.part for row in rows for column in row.cells):
        for row in rows[1:]:
            message = f"`{id}` stands in row {rows[0].row} already, expected each id once; take one away"
            yield Fault(row.row, "id", message)


def _created(target: Target, rows: Sequence[Said], start: Outcome, path: str) -> Outcome:
    kind, root = target.columns.kind, target.choice.root
    file = root / path
    if file.exists() or link_to(root, file):
        message = f"{start.file} is there already, or its folder is a link; mend that first"
        return replace(start, faults=(Fault(start.rows[0], "id", message),))
    plan = planned(target.columns, {}, rows, target.asked.separator, new=True)
    if plan.faults:
        return replace(start, faults=tuple(plan.faults))
    text = new_text(kind, target.id, plan.changes, target.today, target.editions)
    document, findings = _read_again(target, path, text)
    faults = tuple(_fault(plan, start.rows[0], finding) for finding in findings)
    taken_for_granted = [
        f"{key}: `{document.body.get(key)}` is only an example; put it right"
        for key in kind.schema["required"]
        if (key,) not in plan.changes and key not in _HEAD_SAYS and isinstance(document.body.get(key), str)
    ]
    words = (*plan.words, *taken_for_granted)
    return replace(start, words=words, faults=faults, writing=Writing(file, None, text.encode()))


_HEAD_SAYS = ("kind", "id", "version", "status", "owner")


def _changed(target: Target, document: Document, rows: Sequence[Said], start: Outcome) -> Outcome:
    row = start.rows[0]
    if not document.readable:
        return replace(start, faults=_unsound(target, document, row))
    plan = planned(target.columns, document.body, rows, target.asked.separator, new=False)
    if plan.faults or not plan.changes:
        return replace(start, faults=tuple(plan.faults))
    file = target.choice.root / document.path
    try:
        before = content_of(file)
        text = changed_text(target.columns.kind, _as_read(before, document), plan.changes)
    except CouldNotRun as error:
        unsound = _unsound(target, document, row)
        return replace(start, faults=unsound or (Fault(row, "", f"{start.file}: {error}"),))
    after, findings = _read_again(target, document.path, text.removeprefix("\ufeff"))
    faults = _unsound(target, document, row) or tuple(_fault(plan, row, finding) for finding in findings)
    follows = _follows(target, document, after)
    if follows and not target.asked.change_approved:
        changed = "; ".join(plan.words)
        message = (
            f"`{document.id}` is approved, and this changes what was approved: "
            f"{changed}; to change it all the same, add `--change-approved`, and have it approved again"
        )
        faults = (*faults, Fault(row, "", message))
    return replace(
        start,
        verb=CHANGED,
        words=tuple(plan.words),
        follows=follows,
        faults=faults,
        writing=Writing(file, before, text.encode()),
    )


def _as_read(content: bytes, document: Document) -> str:
    text = content.decode("utf-8", "replace")
    if text.removeprefix("\ufeff") != document.text:
        raise CouldNotRun("the file was changed while smsbook was at work; run the command again")
    return text


def _follows(target: Target, document: Document, after: Document) -> str:
    """Say what has to follow where an approved document says something else; '' where nothing has to."""
    library = target.choice.library
    approved = {document.head.status, after.head.status} == {"approved"}
    if not approved or not needs_approval(library, document) or seal(document.body) == seal(after.body):
        return ""
    command = approving_command(library, document, current(library, target.today))
    raised = "" if after.head.version != document.head.version else "raise its `version`, and "
    return f"what it says is not what was approved, and the check will say so: {raised}run `{command}`"


def _unsound(target: Target, document: Document, row: int) -> tuple[Fault, ...]:
    """Return what was wrong with a document's file before, so that it cannot be changed safely."""
    choice = Choice(target.choice.library, target.choice.findings, target.choice.root)
    choice.sound(document)
    return tuple(Fault(row, "", refusal) for refusal in choice.refusals)


def _read_again(target: Target, path: str, text: str) -> tuple[Document, list[Finding]]:
    gathered = gather([Text(path, text)], target.choice.library.kinds, load_settings_kind(shipped("schemas")))
    return gathered.documents[0], gathered.findings


def _fault(plan: Planned, first: int, finding: Finding) -> Fault:
    row = plan.rows.get(finding.spot.route[:2], first)
    return Fault(row, "", f"{finding.message}; {finding.mend}")
