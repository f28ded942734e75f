"""One period that was evaluated, as the page of a report shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from smsbook.agreements.judging import State
from smsbook.agreements.window import Window
from smsbook.check.results import Result
from smsbook.library.document import Document

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row of the measured values, as a record tells; two may tell the same."""

    row: int
    column: str
    problem: str
    mend: str
    record: Document = field(compare=False)


@dataclass(frozen=True)
class Round:
    """What was evaluated of one period: the records, the results by agreement, and the rows to mend.

    `missing` are agreements that the report is about and that no record of the period is about.
    """

    period: Window
    records: tuple[Document, ...]
    results: Mapping[str, tuple[Result, ...]]
    faults: tuple[Fault, ...]
    missing: tuple[str, ...]
    delivered: Document | None

    @property
    def every(self) -> tuple[Result, ...]:
        """All results, in the order of the agreements."""
        return tuple(each for results in self.results.values() for each in results)

    def count(self, *states: str) -> int:
        """Return how many targets are in one of these states; one of several services counts once."""
        return sum(state in states for state in self.states.values())

    @property
    def met_of(self) -> str:
        """How many of the judged targets were met, as in «59 of 60»."""
        return f"{self.count(State.MET)} of {self.count(State.MET, State.MISSED)}"

    @property
    def states(self) -> dict[tuple[str, str], State]:
        """The state of each target: missed if a part of it is, met if all parts are."""
        return states(self.every)

    @property
    def exceptions(self) -> list[Result]:
        """What was missed, then what was measured and does not tell."""
        unlike = (each for each in self.every if each.state is State.MISSED or _measured(each))
        return sorted(unlike, key=lambda each: each.state is not State.MISSED)

    @property
    def unjudged(self) -> dict[str, list[Result]]:
        """What has no value at all, by the reason."""
        found: dict[str, list[Result]] = {}
        for each in self.every:
            if each.state is State.NO_DATA and not each.measured:
                found.setdefault(each.how, []).append(each)
        return found

    @property
    def title(self) -> str:
        """The period as people call it, as in «October 2026»."""
        words = self.period.in_words
        month = _MONTHS[self.period.first.month - 1]
        return f"{month} {self.period.first.year}" if words == f"{self.period.first:%Y-%m}" else words


def _measured(result: Result) -> bool:
    return result.state is State.NO_DATA and bool(result.measured)


def states(results: Iterable[Result]) -> dict[tuple[str, str], State]:
    """Return the state of each target, by agreement and target."""
    parts: dict[tuple[str, str], set[State]] = defaultdict(set)
    for each in results:
        parts[each.agreement, each.target].add(each.state)
    order = (State.MISSED, State.NO_DATA, State.MET)
    return {key: next(state for state in order if state in told) for key, told in parts.items()}
