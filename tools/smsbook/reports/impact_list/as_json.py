"""What is touched, for programs. `version` is raised whenever a field changes its meaning or goes away."""

from __future__ import annotations

from typing import Any

from smsbook.check.impact import Impact
from smsbook.check.touched import GROUPS, Touched
from smsbook.check.touching import Step
from smsbook.library.library import Library
from smsbook.reports.hosts import json_text

VERSION = 1


def render(impact: Impact) -> str:
    """Return what is touched as JSON, in the same order each time."""
    groups = dict.fromkeys(GROUPS.values())
    content = {
        "format": "smsbook-impact",
        "version": VERSION,
        "as_of": impact.as_of.isoformat(),
        "folder": impact.library.folder,
        "falls_away": {"id": impact.id, "kind": impact.kind, "title": impact.title},
        "summary": {group: len(impact.group(group)) for group in groups},
        "touched": [_touched(each, impact.library) for group in groups for each in impact.group(group)],
    }
    return json_text(content)


def _touched(each: Touched, library: Library) -> dict[str, Any]:
    return {
        "group": each.group,
        "id": each.id,
        "kind": each.kind,
        "title": each.title,
        "need": each.need,
        "way": [_step(step, library) for step in each.way],
    }


def _step(step: Step, library: Library) -> dict[str, Any]:
    position = step.spot.position if step.spot else None
    return {
        "from": step.touching,
        "to": step.touched,
        "why": step.words,
        "need": step.need,
        "path": library.shown(step.spot.path) if step.spot else None,
        "line": position.line if position else None,
    }
