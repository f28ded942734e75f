"""A step that somebody promised to take by a day is still open after it.

Why it matters: Plans, risks and improvements live on the steps that follow from them. An open step past its
date is either done and not written down, or forgotten. Time alone brings this finding, so it closes the gate
only where `--strict-time` asks for it.

How to fix it: Take the step and set its `status` to done, drop it, or agree on another date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from smsbook.library.document import Document, day
from smsbook.library.library import Library
from smsbook.schema.words import found, shortened
from smsbook.source.finding import Cause, Finding, Severity, Spot

ID = "overdue-step"
CAUSE = Cause.TIME
_CLOSED = ("done", "dropped")


@dataclass(frozen=True)
class _Steps:
    """Where documents of a kind list steps, and under which keys their day and their words stand."""

    kind: str
    entries: str
    by: str
    words: str


_STEPS = (
    _Steps("plan", "goals[]", "by", "goal"),
    _Steps("plan", "milestones[]", "date", "what"),
    _Steps("plan", "measures[]", "due", "what"),
    _Steps("plan", "audits[]", "date", "what"),
    _Steps("capacity", "resources[].measures[]", "due", "what"),
    _Steps("risks", "risks[].measures[]", "due", "what"),
    _Steps("improvements", "improvements[]", "due", "opportunity"),
    _Steps("improvements", "nonconformities[]", "due", "what"),
    _Steps("record", "actions[]", "due", "what"),
)


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each open step of an approved document whose day lies before the day."""
    for steps in _STEPS:
        for document in library.of_kind(steps.kind):
            if document.head.status == "approved":
                yield from _open(document, steps, as_of)


def _open(document: Document, steps: _Steps, as_of: date) -> Iterator[Finding]:
    for route, entry in document.each(steps.entries):
        due = day(entry.get(steps.by)) if isinstance(entry, dict) and not document.damaged(route) else None
        if due is not None and due < as_of and entry.get("status") not in _CLOSED:
            role, words = _role(document, entry), entry.get(steps.words)
            yield Finding(
                ID,
                Spot(document.path, (*route, steps.by)),
                f"{found(words)} of {document.id} was to be done by {due.isoformat()}",
                f"{role or 'its owner'} takes the step and sets `status: done`, or agrees on another date",
                Severity.ERROR,
                CAUSE,
                due=due,
                role=role,
                task=f"{shortened(words) if isinstance(words, str) else 'step'} ({document.id})",
            )


def _role(document: Document, entry: dict[str, Any]) -> str:
    """Return the role that sees to a step, or else the one that answers for the document."""
    role = entry.get("responsible")
    return role if isinstance(role, str) else document.head.owner
