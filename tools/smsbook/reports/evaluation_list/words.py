"""The words that the formats share, and the record too."""

from __future__ import annotations

from collections.abc import Iterable

from smsbook.agreements.judging import Judged, State
from smsbook.agreements.measured import Fault
from smsbook.check.evaluation import Evaluated, Evaluation, Outcome
from smsbook.check.results import NO_ROW, label, promise
from smsbook.check.results import telling as found
from smsbook.reports.lines import count

__all__ = ["found", "label"]


def headline(evaluation: Evaluation) -> str:
    """Say how many targets were kept, and how many rows cannot be used."""
    judged = evaluation.count(State.MET) + evaluation.count(State.MISSED)
    said = (
        [f"{evaluation.count(State.MET)} of {count(judged, 'target')} met"]
        if judged
        else ["no target judged"]
    )
    if unknown := evaluation.count(State.NO_DATA):
        said.append(f"no data for {unknown}")
    if rows := {fault.row for fault in evaluation.faults}:
        said.append(f"{count(len(rows), 'row')} to mend")
    return f"{evaluation.period.in_words}: {', '.join(said)}"


def tally(evaluated: Evaluated) -> str:
    """Say how many targets of one agreement are in each state, as in «7 met, 1 missed»."""
    return (
        ", ".join(f"{evaluated.count(state)} {state}" for state in State if evaluated.count(state))
        or "no target"
    )


def promised(outcome: Outcome) -> str:
    """Say what was promised, as in «8 hours in 90 % of cases»."""
    return in_cases(*promise(outcome))


def in_cases(value: str, share: str) -> str:
    """Say what is promised, and in how many cases where not in all."""
    return f"{value} in {share} of cases" if share else value


def reason(outcome: Outcome) -> str:
    """Say why there is nothing to show."""
    return outcome.why or NO_ROW


def measured(part: Judged) -> str:
    """Say what was measured, and how that was found."""
    return f"{part.value} ({part.how})" if part.value and part.how else part.value or part.how


def notes(part: Judged) -> str:
    """Return what stands beside the values, after a semicolon; empty where nothing does."""
    return "".join(f"; {note}" for note in part.notes)


def which(outcome: Outcome, part: Judged) -> str:
    """Say which period and service a judgement is about, where there are several."""
    several = len({each.days for each in outcome.parts}) > 1
    return " ".join(filter(None, [part.days.in_words if several else "", part.service]))


def about_rows(numbers: Iterable[int]) -> str:
    """Name rows by their numbers, as in «rows 3-5, 9»."""
    ordered = sorted(set(numbers))
    ranges: list[list[int]] = []
    for number in ordered:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    words = ", ".join(f"{first}-{last}" if last > first else str(first) for first, last in ranges)
    return f"row{'s' if len(ordered) > 1 else ''} {words}"


def outside(evaluation: Evaluation) -> str:
    """Say which rows belong to other periods; empty where none does."""
    if not evaluation.outside:
        return ""
    return f"{about_rows(evaluation.outside)}: of days that are not judged in {evaluation.period.in_words}"


def place(evaluation: Evaluation, fault: Fault) -> str:
    """Name the row of a fault, and its column where there is one."""
    return f"{evaluation.source} row {fault.row}" + (f", {fault.column}" if fault.column else "")
