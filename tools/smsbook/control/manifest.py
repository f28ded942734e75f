"""What a release file says: when, from which commit, what changed since the last one, and what it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from smsbook.compare import words
from smsbook.compare.comparison import Comparison, Difference, DocumentChange, Fate
from smsbook.coverage.state import Coverage, State
from smsbook.library.library import Library
from smsbook.library.seal import seal
from smsbook.reports.lines import count

KIND = "sms-release"
PREFIX = "sms-"
_MOST_DETAILS = 30  # of one document; the rest is counted
_LONGEST = 400  # characters of a detail
_COUNTED = (State.PARTIAL, State.PLANNED, State.MISSING, State.EXCLUDED)


def manifest(
    version: str, day: date, commit: str, library: Library, coverage: Iterable[Coverage]
) -> dict[str, Any]:
    """Return the body of a first release: it holds all documents that are approved."""
    documents = list(_documents(library))
    return {
        "kind": KIND,
        "id": f"{PREFIX}{version}",
        "title": f"Release {version}",
        "version": version,
        "status": "approved",
        "owner": "SMS.manager",
        "classification": "internal",
        "summary": f"The first version of the handbook, with {count(len(documents), 'approved document')}.",
        "date": day.isoformat(),
        "commit": commit,
        "coverage": [_coverage(item) for item in coverage],
        "documents": documents,
    }


def following(body: dict[str, Any], previous: str, comparison: Comparison) -> dict[str, Any]:
    """Return the body of a release with what changed since the one before, given by its version."""
    changes = [_change(item) for item in comparison.documents if item.kind != KIND]
    told: dict[str, Any] = {
        "previous": f"{PREFIX}{previous}",
        "changes": changes,
        "roles": [_short(words.role(item)) for item in comparison.roles],
        "requirements": [_short(words.requirement(item)) for item in comparison.requirements],
    }
    changed = {"summary": _summary(changes), **{key: value for key, value in told.items() if value}}
    last = {key: body[key] for key in ("coverage", "documents")}
    return {**{key: value for key, value in body.items() if key not in last}, **changed, **last}


def _documents(library: Library) -> Iterator[dict[str, str]]:
    for document in library.documents:
        if document.kind != KIND and document.head.status == "approved":
            yield {
                "document": document.id,
                "kind": document.kind,
                "version": document.head.version,
                "seal": seal(document.body),
            }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    states = {state: coverage.count(state) for state in _COUNTED}
    return {
        "edition": coverage.catalogue.edition,
        "documented": coverage.count(State.DOCUMENTED),
        "counting": len(coverage.results) - states[State.EXCLUDED],
        **{str(state): number for state, number in states.items() if number},
    }


def _change(change: DocumentChange) -> dict[str, Any]:
    details = [_short(words.sentence(item)) for item in _told(change)]
    more = len(details) - _MOST_DETAILS
    if more > 0:
        details = [*details[:_MOST_DETAILS], f"and {count(more, 'more change')}"]
    said: dict[str, Any] = {
        "document": change.id,
        "title": change.title,
        "change": str(change.fate),
        "version": change.version,
        "formerly": change.was_id,
        "details": [change.note, *details] if change.note else details,
    }
    return {key: value for key, value in said.items() if value}


def _told(change: DocumentChange) -> list[Difference]:
    """Return what changed in the content, or where that stayed, how far the document is."""
    shown = [item for item in words.shown(change) if not (change.was_id and item.route[:1] == ("aliases",))]
    beside_approval = [item for item in shown if item.route[:1] != ("approval",)]
    content = [item for item in shown if not item.control]
    return content or beside_approval or (shown if change.fate is Fate.CHANGED else [])


def _short(text: str) -> str:
    line = " ".join(text.split()).replace(f" {words.TO} ", " → ")
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _summary(changes: list[dict[str, Any]]) -> str:
    """Say how many documents met which fate: «2 documents added, 5 changed.»"""
    fates = Counter(item["change"] for item in changes)
    if not fates:
        return "No document changed."
    first, *rest = fates.items()
    return (
        ", ".join([f"{count(first[1], 'document')} {first[0]}", *(f"{many} {one}" for one, many in rest)])
        + "."
    )
