"""What the records of an evaluation say in sentences: the result, judgement by agreement, and whence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smsbook.agreements.judging import State
from smsbook.check.evaluation import Evaluated, Evaluation
from smsbook.reports.evaluation_list.words import label, measured, notes, outside, promised, tally, which
from smsbook.reports.lines import count
from smsbook.reports.visible import visible

_SHOWN = 5


def result(judged: Sequence[Evaluated], others: Sequence[Evaluated], rows: int) -> str:
    """Say how many targets were met and which missed, what was not judged, and how many rows to mend."""
    missed = [f"{each.document.id} {line}" for each in judged for line in lines_missed(each)]
    met = sum(each.count(State.MET) for each in judged)
    total = met + sum(each.count(State.MISSED) for each in judged)
    said = [f"{met} of {count(total, 'target')} met" + (f"; missed: {'; '.join(missed)}." if missed else ".")]
    if unknown := sum(each.count(State.NO_DATA) for each in judged):
        said.append(f"There was no data to judge {unknown} more.")
    if others:
        said.append(f"Nothing was judged under {', '.join(each.document.id for each in others)}.")
    if rows:
        said.append(f"{count(rows, 'row')} of the measured values to mend.")
    return " ".join(said)


def judgement(each: Evaluated) -> str:
    """Say how one agreement was kept, as in «7 met, 1 missed. Missed: …»."""
    lines = list(lines_missed(each))
    more = f" and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
    return f"{tally(each)}." + (f" Missed: {'; '.join(lines[:_SHOWN])}{more}." if lines else "")


def lines_missed(each: Evaluated) -> Iterator[str]:
    """Yield in words what was missed, one for each target and period."""
    for outcome in each.outcomes:
        for part in outcome.parts:
            if part.state is State.MISSED:
                also = f" {which(outcome, part)}" if which(outcome, part) else ""
                said = f"{measured(part)} measured, {promised(outcome)} promised{visible(notes(part))}"
                yield f"{label(outcome)}{also} ({said})"


def location(evaluation: Evaluation) -> str:
    """Name the file with the values, its rows and its digest."""
    others = f" ({outside(evaluation)})" if evaluation.outside else ""
    rows = f"{count(evaluation.total, 'row')}{others}"
    return f"Measured values: {visible(evaluation.source)}, {rows}, sha256 {evaluation.digest}"
