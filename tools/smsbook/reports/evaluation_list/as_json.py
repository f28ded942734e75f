"""Measured values against targets for programs. `version` is raised whenever a field changes or goes away."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from smsbook.agreements.judging import Judged, State
from smsbook.agreements.window import Window
from smsbook.check.evaluation import Evaluated, Evaluation, Outcome
from smsbook.reports.evaluation_list.words import promised
from smsbook.reports.hosts import json_text

VERSION = 1


def render(evaluation: Evaluation) -> str:
    """Return an evaluation as JSON, in the same order each time."""
    content = {
        "format": "smsbook-evaluation",
        "version": VERSION,
        "folder": evaluation.library.folder,
        "period": _days(evaluation.period),
        "data": {"file": evaluation.source, "sha256": evaluation.digest, "rows": evaluation.total},
        "summary": {state: evaluation.count(state) for state in State}
        | {"faults": len(evaluation.faults), "outside": len(evaluation.outside)},
        "agreements": [_agreement(each, evaluation) for each in evaluation.agreements],
        "faults": [asdict(fault) for fault in evaluation.faults],
        "outside": list(evaluation.outside),
    }
    return json_text(content)


def _agreement(evaluated: Evaluated, evaluation: Evaluation) -> dict[str, Any]:
    document = evaluated.document
    return {
        "agreement": document.id,
        "title": document.title,
        "kind": document.kind,
        "path": evaluation.library.shown(document.path),
        "days": _days(evaluated.days),
        "summary": {state: evaluated.count(state) for state in State},
        "targets": [_outcome(each) for each in evaluated.outcomes],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    target = outcome.target
    return {
        "target": outcome.entry.text("id") or None,
        "name": outcome.entry.text("name"),
        "metric": outcome.entry.text("metric"),
        "priority": outcome.entry.text("priority") or None,
        "about": list(outcome.entry.about),
        "inherited_from": outcome.entry.document.id if outcome.inherited else None,
        "promised": promised(outcome),
        "counted_over": target.counted if target else None,
        "state": outcome.state,
        "why": outcome.why,
        "parts": [_part(each) for each in outcome.parts],
    }


def _part(part: Judged) -> dict[str, Any]:
    return {
        "days": _days(part.days),
        "service": part.service or None,
        "state": part.state,
        "measured": part.value,
        "how": part.how,
        "rows": list(part.rows),
        "notes": list(part.notes),
    }


def _days(days: Window) -> dict[str, str]:
    return {"from": days.first.isoformat(), "until": days.last.isoformat()}
