"""What is wrong with a measured value beside the agreements: found, expected, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smsbook.agreements.measured import Fault, Flaw, Row
from smsbook.agreements.promises import Promises, Target
from smsbook.agreements.refusal import shown
from smsbook.library.library import Library
from smsbook.schema.nearest import near


def no_agreement(library: Library, promised: Mapping[str, Promises], row: Row) -> Fault:
    """Return the fault of a row about an agreement that is not among those in force."""
    document = library.document(row.agreement)
    if document is not None and document.kind in {"sla", "ola", "ua"}:
        approved = document.head.status == "approved"
        why = (
            "is not in force in this period" if approved else f"has the status {shown(document.head.status)}"
        )
        message = f"found {shown(row.agreement)}, which {why}, expected an approved agreement in force"
        return fault(row, "agreement", Flaw.AGREEMENT, message, "name the agreement that was in force")
    close = near(row.agreement, promised)
    mend = f"did you mean {' or '.join(close)}?" if close else f"in force are {', '.join(promised) or 'none'}"
    return fault(row, "agreement", Flaw.AGREEMENT, f"found no SLA, OLA or UA {shown(row.agreement)}", mend)


def no_target(promised: Promises, named: Sequence[Target], row: Row) -> Fault:
    """Return the fault of a row about no target of an agreement, or about several of the same name."""
    agreement = row.agreement
    if named:
        about = ", ".join(dict.fromkeys(id for each in named for id in each.about))
        if row.service:
            target = f"the target {shown(row.target)} of {agreement}"
            message = f"found {shown(row.service)}, which {target} is not about"
            return fault(row, "service", Flaw.SERVICE, message, f"expected one of {about}, or nothing")
        message = f"found {len(named)} targets {shown(row.target)} in {agreement}"
        return fault(row, "service", Flaw.SERVICE, message, f"say under `service` which is meant: {about}")
    known = [each.id or each.name for each in promised.targets]
    close = near(row.target, known)
    mend = f"did you mean {' or '.join(close)}?" if close else f"its targets are {', '.join(known)}"
    return fault(row, "target", Flaw.TARGET, f"found no target {shown(row.target)} in {agreement}", mend)


def twice(row: Row, other: Row) -> Fault:
    """Return the fault of a row that shares days with another and says something else."""
    if other.days == row.days:
        return again(row, other, "another value; neither counts")
    message = f"found {row.days.in_words}, of which some days are in row {other.number} too; neither counts"
    return fault(row, "from", Flaw.OVERLAP, message, "give each day once")


def again(row: Row, other: Row, said: str) -> Fault:
    """Return the fault of a row with the very days of another."""
    message = f"found the days of row {other.number} again ({row.days.in_words}), with {said}"
    return fault(row, "", Flaw.DUPLICATE, message, "take one of the rows away")


def fault(row: Row, column: str, flaw: Flaw, message: str, mend: str) -> Fault:
    """Return what is wrong with a row, with the agreement and target that it names."""
    return Fault(row.number, column, flaw, message, mend, row.agreement, row.target)
