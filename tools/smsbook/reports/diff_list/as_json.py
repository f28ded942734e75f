"""What changed for programs. `version` is raised whenever a field changes its meaning or goes away."""

from __future__ import annotations

from typing import Any

from smsbook.compare.comparison import Comparison, Difference, DocumentChange, Fate, RoleChange, Side
from smsbook.compare.words import requirement, role, sentence
from smsbook.reports.hosts import json_text

VERSION = 1


def render(comparison: Comparison) -> str:
    """Return the comparison as JSON, in the same order each time."""
    content = {
        "format": "smsbook-diff",
        "version": VERSION,
        "as_of": comparison.as_of.isoformat(),
        "folder": comparison.folder,
        "before": _side(comparison.before),
        "after": _side(comparison.after),
        "summary": {
            **{str(fate).replace(" ", "_"): comparison.count(fate) for fate in Fate},
            "layout_only": len(comparison.layout),
        },
        "documents": [_document(comparison, change) for change in comparison.documents],
        "roles": [_role(change) for change in comparison.roles],
        "requirements": [
            {
                "edition": change.edition,
                "id": change.id or None,
                "title": change.title,
                "before": change.before or None,
                "after": change.after or None,
                "text": requirement(change),
            }
            for change in comparison.requirements
        ],
        "findings": [
            {"rule": change.rule, "appeared": change.appeared, "gone": change.gone}
            for change in comparison.findings
        ],
        "layout_only": [comparison.shown(path) for path in comparison.layout],
    }
    return json_text(content)


def _side(side: Side) -> dict[str, Any]:
    return {"name": side.name or None, "commit": side.commit or None}


def _document(comparison: Comparison, change: DocumentChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "title": change.title,
        "kind": change.kind,
        "path": comparison.shown(change.path),
        "fate": str(change.fate),
        "status": change.status,
        "version": change.version,
        "former_path": comparison.shown(change.was) if change.was else None,
        "former_id": change.was_id or None,
        "note": change.note or None,
        "changes": [{**_difference(item), "text": sentence(item)} for item in change.differences],
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "what": difference.what,
        "how": str(difference.how),
        "route": list(difference.route),
        "before": difference.before or None,
        "after": difference.after or None,
        "pieces": [{"mark": str(piece.mark), "text": piece.text} for piece in difference.pieces],
        "parts": [_difference(part) for part in difference.parts],
    }


def _role(change: RoleChange) -> dict[str, Any]:
    return {
        "role": change.role,
        "title": change.title,
        "about": list(change.about),
        "deputy": change.deputy,
        "before": list(change.before),
        "after": list(change.after),
        "vacant": change.vacant,
        "text": role(change),
    }
