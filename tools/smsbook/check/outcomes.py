"""What an evaluation tells: how each target of each agreement in force was kept, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from smsbook.agreements.entries import Entry
from smsbook.agreements.judging import Judged, State
from smsbook.agreements.measured import Fault
from smsbook.agreements.promises import Target
from smsbook.agreements.window import Window
from smsbook.library.document import Document
from smsbook.library.library import Library


@dataclass(frozen=True)
class Outcome:
    """How one target of an agreement was kept; `target` is None where it cannot be read.

    `parts` are its judgements by the period it is counted over, and by service where these were measured one
    by one: it is met if all of them are, and missed if one of them is.
    """

    entry: Entry = field(repr=False)
    target: Target | None = field(repr=False)
    inherited: bool
    state: State
    why: str
    parts: tuple[Judged, ...]


@dataclass(frozen=True)
class Evaluated:
    """One agreement in force, the days of the period in which it was, and its targets."""

    document: Document = field(repr=False)
    days: Window
    outcomes: tuple[Outcome, ...]

    def count(self, state: State) -> int:
        """Return how many targets are in a state."""
        return sum(outcome.state is state for outcome in self.outcomes)


@dataclass(frozen=True)
class Evaluation:
    """All agreements in force in a period, what is wrong with the rows, and rows of other days."""

    library: Library = field(repr=False)
    root: Path
    period: Window
    source: str
    digest: str
    total: int
    agreements: tuple[Evaluated, ...]
    faults: tuple[Fault, ...]
    outside: tuple[int, ...]

    def count(self, state: State) -> int:
        """Return how many targets are in a state."""
        return sum(each.count(state) for each in self.agreements)

    @property
    def clean(self) -> bool:
        """Whether something was judged, no target was missed, and each row can be used."""
        return bool(self.count(State.MET)) and not self.faults and not self.count(State.MISSED)
