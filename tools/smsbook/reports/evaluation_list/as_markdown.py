"""Measured values against targets as Markdown: a report with its exceptions first."""

from __future__ import annotations

from collections.abc import Iterator

from smsbook.agreements.judging import State
from smsbook.check.evaluation import Evaluated, Evaluation, Outcome
from smsbook.reports.evaluation_list.words import (
    about_rows,
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
from smsbook.reports.visible import in_markdown


def render(evaluation: Evaluation) -> str:
    """Return an evaluation as Markdown."""
    return "\n".join(_lines(evaluation)) + "\n"


def _lines(evaluation: Evaluation) -> Iterator[str]:
    yield f"# Targets and measured values, {in_markdown(evaluation.period.in_words)}"
    yield ""
    yield in_markdown(headline(evaluation))
    yield from _exceptions(evaluation)
    for evaluated in evaluation.agreements:
        yield from _agreement(evaluated)
    if evaluation.faults:
        yield from ("", "## Rows to mend", "")
        for fault in evaluation.faults:
            where = in_markdown(place(evaluation, fault))
            yield f"- {where}: {in_markdown(fault.message)}; {in_markdown(fault.mend)} ({fault.flaw})"
    if outside(evaluation):
        yield from ("", in_markdown(outside(evaluation)))


def _exceptions(evaluation: Evaluation) -> Iterator[str]:
    missed = [
        (evaluated, outcome, part)
        for evaluated in evaluation.agreements
        for outcome in evaluated.outcomes
        for part in outcome.parts
        if part.state is State.MISSED
    ]
    if missed:
        yield from ("", "## Missed", "")
    for evaluated, outcome, part in missed:
        said = f"{evaluated.document.id}, {outcome.entry.text('name')}"
        also = f", {which(outcome, part)}" if which(outcome, part) else ""
        words = (
            f"{measured(part)} measured, {promised(outcome)} promised ({about_rows(part.rows)}){notes(part)}"
        )
        yield f"- {in_markdown(said + also)}: {in_markdown(words)}"


def _agreement(evaluated: Evaluated) -> Iterator[str]:
    document = evaluated.document
    yield from (
        "",
        f"## {in_markdown(f'{document.id} «{document.title}»')}",
        "",
        in_markdown(tally(evaluated)),
    )
    if not evaluated.outcomes:
        return
    yield ""
    yield "| target | promised | measured | state |"
    yield "|---|---|---|---|"
    for outcome in evaluated.outcomes:
        yield from _rows(outcome)


def _rows(outcome: Outcome) -> Iterator[str]:
    name = f"{label(outcome)}: {outcome.entry.text('name')}"
    if outcome.inherited:
        name += f" (from {outcome.entry.document.id})"
    parts = [(which(outcome, part), measured(part) + notes(part), part.state) for part in found(outcome)]
    for also, value, state in parts or [("", reason(outcome), outcome.state)]:
        cells = (f"{name}, {also}" if also else name, promised(outcome), value, state)
        shown = [in_markdown(cell) for cell in cells[:3]]
        yield f"| {' | '.join(shown)} | {f'**{state}**' if state is State.MISSED else state} |"
