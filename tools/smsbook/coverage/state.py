"""The state of a requirement, what shows it, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from smsbook.library.document import Document
from smsbook.source.finding import Route, Rule, Spot
from smsbook.standard.catalogue import Catalogue, Requirement


class State(StrEnum):
    """How far a requirement is documented. Never «conformant»: paper shows no practice."""

    DOCUMENTED = "documented"
    PARTIAL = "partial"
    MISSING = "missing"
    NOT_EVALUATED = "not yet evaluated"


@dataclass(frozen=True)
class Shown:
    """One thing that shows a requirement documented: a place in a document."""

    document: Document
    route: Route = ()


@dataclass(frozen=True)
class Gap:
    """One thing that is missing; `what` says it without naming the requirement.

    `expected` are the parts that belong there: gaps in one place are told as one.
    """

    rule: Rule
    spot: Spot
    what: str
    mend: str
    expected: str = ""

    @property
    def text(self) -> str:
        """What is missing and what is expected, in one sentence."""
        return f"{self.what}, expected {self.expected}" if self.expected else self.what


@dataclass
class Result:
    """One requirement evaluated. `notes` are reasons why it is not fully documented that are no gaps."""

    requirement: Requirement
    shown: list[Shown] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def state(self) -> State:
        """The state that follows from what was found."""
        if not self.requirement.evidence:
            return State.NOT_EVALUATED
        if not self.shown and self.gaps:
            return State.MISSING
        return State.PARTIAL if self.gaps or self.notes else State.DOCUMENTED


@dataclass(frozen=True)
class Coverage:
    """All requirements of one catalogue, evaluated, in its order."""

    catalogue: Catalogue
    results: tuple[Result, ...]

    def count(self, state: State) -> int:
        """Return how many requirements are in a state."""
        return sum(result.state is state for result in self.results)
