"""What the records of an evaluation say: how agreements performed, and that reports were delivered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from smsbook.agreements.judging import State
from smsbook.agreements.reporting import reported
from smsbook.check.evaluation import Evaluated, Evaluation
from smsbook.control.evaluation_fields import result_fields, unusable_fields
from smsbook.control.evaluation_words import judgement, location, result
from smsbook.library.document import Document
from smsbook.reports.evaluation_list.words import headline

TYPE, DELIVERY = "performance-evaluation", "report-delivery"
_NOT_BELOW = ("public", "customer", "internal", "restricted")


@dataclass(frozen=True)
class _Group:
    """The agreements that one record is about, by their kinds, and what it is called."""

    kinds: tuple[str, ...]
    slug: str
    words: str


_GROUPS = (_Group(("sla",), "sla", "SLAs"), _Group(("ola", "ua"), "ola-ua", "OLAs and UAs"))


@dataclass(frozen=True)
class Recording:
    """Who judged the values on which day, and on which day the reports were delivered, if they were.

    `faulty` where the records may be written although rows of the values cannot be used.
    """

    when: date
    by: str = ""
    delivered: date | None = None
    faulty: bool = False


def bodies(evaluation: Evaluation, recording: Recording, by: str) -> Iterator[dict[str, Any]]:
    """Yield the fields of each record: about the SLAs, about the OLAs and UAs, and about what was delivered.

    They are about agreements with a judged target, so that none claims what was not measured.
    """
    for group in _GROUPS:
        held = [each for each in evaluation.agreements if each.document.kind in group.kinds]
        judged = [each for each in held if _judged(each)]
        if judged:
            others = [each for each in held if not _judged(each)]
            yield _evaluation(evaluation, group, judged, others, recording, by)
    any_judged = any(_judged(each) for each in evaluation.agreements)
    reports = list(_reports(evaluation)) if recording.delivered and any_judged else []
    if recording.delivered and reports:
        yield _delivery(evaluation, reports, recording.delivered, by)


def _judged(each: Evaluated) -> bool:
    return bool(each.count(State.MET) + each.count(State.MISSED))


def _evaluation(
    evaluation: Evaluation,
    group: _Group,
    judged: Sequence[Evaluated],
    others: Sequence[Evaluated],
    recording: Recording,
    by: str,
) -> dict[str, Any]:
    documents = [each.document for each in judged]
    unusable = list(unusable_fields(evaluation, group.kinds))
    return {
        **_head(documents, f"REC-{recording.when}-{TYPE}-{group.slug}"),
        "title": f"Performance under the {group.words}, {evaluation.period.in_words}",
        "type": TYPE,
        "date": recording.when.isoformat(),
        **_common(evaluation, documents, by),
        "outcome": "missed" if any(each.count(State.MISSED) for each in judged) else "met",
        "result": result(judged, others, len({each["row"] for each in unusable})),
        "evaluation": {each.document.id.lower().replace(".", "-"): judgement(each) for each in judged},
        "results": [fields for each in judged for fields in result_fields(each, evaluation.period)],
        **({"unusable": unusable} if unusable else {}),
        "location": location(evaluation),
    }


def _delivery(evaluation: Evaluation, reports: Sequence[Document], day: date, by: str) -> dict[str, Any]:
    names = ", ".join(each.title for each in reports)
    return {
        **_head(reports, f"REC-{day}-{DELIVERY}-service-levels"),
        "title": f"{names}, {evaluation.period.in_words}, delivered",
        "type": DELIVERY,
        "date": day.isoformat(),
        **_common(evaluation, reports, by),
        "outcome": "done",
        "result": f"Delivered, with the measured values of these days: {headline(evaluation)}.",
        "location": location(evaluation),
    }


def _reports(evaluation: Evaluation) -> Iterator[Document]:
    """Yield the approved report specifications that show how agreements perform, about what was evaluated."""
    ids = {each.document.id for each in evaluation.agreements}
    for report in evaluation.library.of_kind("report"):
        if report.head.status == "approved" and reported(evaluation.library, report) & ids:
            yield report


def _head(documents: Sequence[Document], id: str) -> dict[str, Any]:
    owners = {document.head.owner for document in documents}
    return {
        "kind": "record",
        "id": id,
        "title": "",
        "version": "1.0",
        "status": "approved",
        "owner": owners.pop() if len(owners) == 1 else "SMS.manager",
        "classification": max(("internal", *(each.head.classification for each in documents)), key=_rank),
    }


def _rank(classification: str) -> int:
    """Return how far a classification restricts; one that nobody knows restricts most."""
    return _NOT_BELOW.index(classification) if classification in _NOT_BELOW else len(_NOT_BELOW)


def _common(evaluation: Evaluation, documents: Sequence[Document], by: str) -> dict[str, Any]:
    days = evaluation.period
    return {
        "period": {"from": days.first.isoformat(), "until": days.last.isoformat()},
        "about": [document.id for document in documents],
        **({"by": [by]} if by else {}),
    }
