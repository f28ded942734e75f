"""Record an evaluation: what was judged, by whom and on which day, as documents of the SMS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from smsbook.check.evaluation import Evaluation
from smsbook.check.run import load
from smsbook.control.choose import Choice, not_later, person
from smsbook.control.evaluation_record import Recording, bodies
from smsbook.control.files import Writing, write_all
from smsbook.control.record_text import record_text
from smsbook.library.gather import read_document
from smsbook.reports.lines import count
from smsbook.source.folder import CouldNotRun, Text

_UNLIKE = ("id", "title", "version", "status", "owner", "classification")  # may differ in the same record


@dataclass(frozen=True)
class Recorded:
    """One record: its id, its file, and whether it was written now or stood there before."""

    id: str
    file: str
    new: bool


def record(evaluation: Evaluation, recording: Recording, today: date) -> tuple[Recorded, ...]:
    """Write one record about the SLAs and one about the OLAs and UAs; and one that reports were delivered.

    Raises CouldNotRun, with nothing written, where rows are to be mended or nothing was judged.
    """
    library, findings = load(evaluation.root)
    choice = Choice(library, findings, evaluation.root)
    not_later(choice, recording.when, today)
    if recording.delivered:
        not_later(choice, recording.delivered, today)
    if evaluation.period.last > recording.when:
        choice.refuse(f"--period {evaluation.period.in_words}", f"it is not over on {recording.when}")
    by = person(choice, recording.by) if recording.by else ""
    if evaluation.faults and not recording.faulty:
        rows = count(len({fault.row for fault in evaluation.faults}), "row")
        choice.refuse("--write", f"{rows} to mend first; a record of half the values would look whole")
    found = list(bodies(evaluation, recording, by))
    if not found:
        choice.refuse("--write", "no target was judged, so there is nothing to record")
    choice.stop("nothing was recorded:")
    done, writings = [], []
    for body in found:
        one, writing = _one(choice, body)
        done.append(one)
        writings += [writing] if writing else []
    write_all(writings)
    return tuple(done)


def _one(choice: Choice, body: Mapping[str, Any]) -> tuple[Recorded, Writing | None]:
    """Return a record, and what is to be written; nothing where the same stands there already."""
    library = choice.library
    for there in library.of_kind("record"):
        if all(there.body.get(key) == value for key, value in body.items() if key not in _UNLIKE):
            return Recorded(there.id, library.shown(there.path), False), None
    id, number = body["id"], 1
    while id in library.names or (choice.root / library.kinds["record"].path(id)).exists():
        number += 1
        id = f"{body['id']}-{number}"
    path = library.kinds["record"].path(id)
    text = record_text({**body, "id": id})
    if read_document(Text(path, text), library.kinds).faults:
        raise CouldNotRun(f"the record {id} would not have the form of a record; nothing was recorded")
    return Recorded(id, library.shown(path), True), Writing(choice.root / path, None, text.encode("utf-8"))
