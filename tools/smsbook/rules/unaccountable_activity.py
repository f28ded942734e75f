"""An activity of a process has no accountable role.

Why it matters: Where nobody answers for an activity, everybody expects somebody else to do it. The role
tables of the handbook have a hole there.

How to fix it: Add `accountable:` with one role to the activity, often the owner or manager of the process.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.library import Library
from smsbook.source.finding import Finding, Severity, Spot

ID = "unaccountable-activity"
SEVERITY = Severity.WARNING


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each activity without an accountable role, in approved process definitions."""
    for document in library.of_kind("process"):
        activities = document.body.get("activities")
        if document.head.status != "approved" or not isinstance(activities, list):
            continue
        for index, activity in enumerate(activities):
            route = ("activities", index)
            if document.damaged(route) or not isinstance(activity, dict) or activity.get("accountable"):
                continue
            yield Finding(
                ID,
                Spot(document.path, route),
                f"nobody is accountable for the activity «{activity['name']}»",
                f"add `accountable: {document.id}.manager`, or the role that answers for it",
                SEVERITY,
            )
