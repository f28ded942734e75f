"""An indicator serves a goal that its process does not have.

Why it matters: The figure is collected, and nobody can say what it is good for. Often the goal was renamed,
and is measured no longer.

How to fix it: Write the id of a goal of that process; the message names the nearest one. If the goal is
gone on purpose, let the indicator serve another one, or remove it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.indicators import Indicator, goals, indicators
from smsbook.library.library import Library
from smsbook.schema.nearest import nearest
from smsbook.source.finding import Finding, Spot

ID = "unknown-goal"


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each indicator whose goal is not among those of its process."""
    for item in indicators(library):
        process = library.document(item.process) if item.process and item.goal else None
        if process is None or process.damaged(("goals",)) or item.document.damaged((*item.route, "goal")):
            continue
        known = goals(process)
        if known and item.goal not in known:
            yield _finding(item, known)


def _finding(item: Indicator, known: dict[str, str]) -> Finding:
    meant = nearest(item.goal, known)
    those = ", ".join(f"`{id}`" for id in known)
    return Finding(
        ID,
        Spot(item.document.path, (*item.route, "goal")),
        f"found the goal `{item.goal}`, expected one of the goals of {item.process}: {those}",
        f"did you mean `{meant}` («{known[meant]}»)?" if meant else "write the id of one of these goals",
    )
