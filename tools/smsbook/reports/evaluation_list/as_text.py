"""Measured values against targets, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from smsbook.agreements.judging import State
from smsbook.check.evaluation import Evaluated, Evaluation, Outcome
from smsbook.reports.evaluation_list.words import (
    found,
    headline,
    label,
    measured,
    notes,
    outside,
    place,
    promised,
    reason,
    tally,
    which,
)
from smsbook.reports.lines import Line, guarded, plain
from smsbook.reports.visible import one_line

_STYLES = {State.MET: "good", State.MISSED: "error", State.NO_DATA: "warning"}
_WIDTH = max(map(len, State))


def render(evaluation: Evaluation) -> str:
    """Return an evaluation as plain text."""
    return plain(lines(evaluation))


def lines(evaluation: Evaluation) -> Iterator[Line]:
    """Yield an evaluation line by line; no character in it steers a terminal."""
    yield from guarded(_lines(evaluation))


def _lines(evaluation: Evaluation) -> Iterator[Line]:
    for evaluated in evaluation.agreements:
        yield from _agreement(evaluated, evaluation)
        yield []
    for fault in evaluation.faults:
        yield [("file", one_line(place(evaluation, fault))), ("rule", f"  {fault.flaw}")]
        yield [("", f"  {one_line(fault.message)}")]
        yield [("mend", f"  -> {one_line(fault.mend)}")]
    if evaluation.faults:
        yield []
    if outside(evaluation):
        yield [("", one_line(outside(evaluation)))]
    yield [("good" if evaluation.clean else "error", one_line(headline(evaluation)))]


def _agreement(evaluated: Evaluated, evaluation: Evaluation) -> Iterator[Line]:
    document = evaluated.document
    days = (
        ""
        if evaluated.days == evaluation.period
        else f" from {evaluated.days.first} to {evaluated.days.last}"
    )
    yield [("file", f"{document.id} «{one_line(document.title)}»{days}"), ("", f"  {tally(evaluated)}")]
    width = max((len(label(each)) for each in evaluated.outcomes), default=0)
    for outcome in evaluated.outcomes:
        yield from _outcome(outcome, width)


def _outcome(outcome: Outcome, width: int) -> Iterator[Line]:
    name = f"  {one_line(label(outcome)):<{min(width, 24)}}  "
    parts = list(found(outcome))
    if not parts:
        yield [*_state(outcome.state), ("", f"{name}{one_line(reason(outcome))}")]
        return
    promise = f"; promised {one_line(promised(outcome))}"
    for part in parts:
        before = f"{which(outcome, part)}: " if which(outcome, part) else ""
        yield [
            *_state(part.state),
            ("", f"{name}{one_line(before + measured(part))}{promise}{one_line(notes(part))}"),
        ]


def _state(state: State) -> Line:
    return [("", "  "), (_STYLES[state], f"{state:<{_WIDTH}}")]
