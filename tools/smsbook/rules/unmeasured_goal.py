"""A goal of a process is measured by no indicator.

Why it matters: A goal that nobody measures is a wish. Whether the process reaches it comes out only when
somebody complains. FitSM-1 asks for indicators that are tied to goals.

How to fix it: Add an indicator that names the process and the goal, with target, source, frequency and the
role that measures it. If the goal matters too little to be measured, take it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from smsbook.library.document import Document
from smsbook.library.indicators import Indicator, goal_entries, goals, indicators
from smsbook.library.library import Library
from smsbook.schema.words import found, listed
from smsbook.source.finding import Finding, Route, Severity, Spot

ID = "unmeasured-goal"
SEVERITY = Severity.WARNING


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each goal of an approved process that no complete indicator serves.

    Other findings tell of a process without any indicator, and of an indicator that serves an unknown goal.
    """
    if any(document.damaged(("indicators",)) for document in library.of_kind("kpis")):
        return
    measuring = list(indicators(library))
    for process in library.of_kind("process"):
        mine = [item for item in measuring if item.process == process.id]
        named = {item.goal for item in mine} - {""}
        if process.head.status != "approved" or not mine or process.damaged(("goals",)):
            continue
        if named <= goals(process).keys():
            for route, goal in goal_entries(process):
                serving = [item for item in mine if item.goal and item.goal == goal.get("id")]
                if not any(_complete(item) for item in serving):
                    yield _finding(library, process, route, goal, serving)


def _complete(indicator: Indicator) -> bool:
    """Tell whether an indicator is complete; what an approved one lacks, the requirement for it tells."""
    return not indicator.lacking or indicator.document.head.status == "approved"


def _finding(
    library: Library, process: Document, route: Route, goal: Mapping[str, Any], serving: list[Indicator]
) -> Finding:
    id = goal.get("id")
    if serving:
        first = serving[0]
        message = (
            f"the goal `{id}` of {process.id} is served by `{first.name}` only, which lacks "
            f"{listed([*first.lacking])}"
        )
        mend = f"complete that indicator in {library.shown(first.document.path)}"
    elif id:
        message = f"no indicator measures the goal `{id}` of {process.id}"
        mend = f"add an indicator with `process: {process.id}` and `goal: {id}`, or take the goal out"
    else:
        message = (
            f"the goal {found(goal.get('text'))} of {process.id} has no `id`, so no indicator can measure it"
        )
        mend = "give it an `id`, and name that as `goal` of an indicator"
    return Finding(
        ID,
        Spot(process.path, route),
        message,
        mend,
        SEVERITY,
        related=tuple(Spot(item.document.path, item.route) for item in serving[:1]),
    )
