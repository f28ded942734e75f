"""The results of an evaluation, one for each target and period: in words, as records keep them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from smsbook.agreements.entries import text
from smsbook.agreements.judging import Judged, State
from smsbook.agreements.window import Window
from smsbook.check.evaluation import Evaluated, Evaluation, Outcome

NO_ROW = "no row"


@dataclass(frozen=True)
class Result:
    """How one target was kept, all of it in words. `days` where not all days of the period count.

    `share` is in how many cases the promise holds, where not in all; `service` where each was measured by
    itself; `how` is how the value was found, or why nobody can tell.
    """

    agreement: str
    target: str
    state: State
    promised: str
    share: str = ""
    measured: str = ""
    how: str = ""
    note: str = ""
    service: str = ""
    days: Window | None = None


def results(evaluation: Evaluation) -> Iterator[Result]:
    """Yield the results of all agreements, in their order."""
    for evaluated in evaluation.agreements:
        yield from results_of(evaluated, evaluation.period)


def results_of(evaluated: Evaluated, period: Window) -> Iterator[Result]:
    """Yield the results of one agreement, in the order of its targets."""
    for outcome in evaluated.outcomes:
        parts = list(telling(outcome))
        yield from (_judged(evaluated, outcome, part, period) for part in parts)
        if not parts:
            yield Result(
                evaluated.document.id,
                label(outcome),
                outcome.state,
                *promise(outcome),
                how=outcome.why or NO_ROW,
            )


def telling(outcome: Outcome) -> tuple[Judged, ...]:
    """Return the judgements of a target; none where all they say is that there is no row."""
    return outcome.parts if any(part.rows or part.how != NO_ROW for part in outcome.parts) else ()


def label(outcome: Outcome) -> str:
    """Return the id of a target, or its name where it has none."""
    return outcome.entry.text("id") or outcome.entry.text("name")


def promise(outcome: Outcome) -> tuple[str, str]:
    """Return what was promised, and in how many cases where not in all."""
    target = outcome.target
    if target is None:
        return text(outcome.entry.fields, "value"), text(outcome.entry.fields, "share")
    return target.quantity.in_words, target.share.in_words if target.share.value < 1 else ""


def _judged(evaluated: Evaluated, outcome: Outcome, part: Judged, period: Window) -> Result:
    return Result(
        evaluated.document.id,
        label(outcome),
        part.state,
        *promise(outcome),
        part.value,
        part.how,
        "; ".join(part.notes),
        part.service,
        None if part.days == period else part.days,
    )
