"""The state of a requirement, what shows it, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from smsbook.coverage.baseline import Excluded, Planned
from smsbook.library.document import Document
from smsbook.source.finding import Route, Rule, Spot
from smsbook.standard.catalogue import Catalogue, Requirement

Identity = tuple[str, str, Route, str]


class State(StrEnum):
    """How far a requirement is documented. Never «conformant»: paper shows no practice."""

    DOCUMENTED = "documented"
    PARTIAL = "partial"
    PLANNED = "planned"
    MISSING = "missing"
    EXCLUDED = "excluded"
    NOT_EVALUATED = "not yet evaluated"


@dataclass(frozen=True)
class Shown:
    """One thing that shows a requirement documented: a place in a document."""

    document: Document
    route: Route = ()


@dataclass(frozen=True)
class Gap:
    """One thing that is missing; `what` says it without naming the requirement.

    `expected` are the parts that belong there: gaps in one place are told as one. Where time brought it,
    `due` is the day by which something was to be done, `role` the role that sees to it, and `task` what there
    is to do, in a few words without the day.
    """

    rule: Rule
    spot: Spot
    what: str
    mend: str
    expected: str = ""
    due: date | None = None
    role: str = ""
    task: str = ""

    @property
    def text(self) -> str:
        """What is missing and what is expected, in one sentence."""
        return f"{self.what}, expected {self.expected}" if self.expected else self.what

    @property
    def identity(self) -> Identity:
        """What gaps have in common that one deed closes, whichever requirements ask for it."""
        return self.rule.id, self.spot.path, self.spot.route, "" if self.spot.key else self.what


@dataclass(frozen=True)
class Counted:
    """The record that was counted for something done at planned intervals, and when it is due again.

    `about` is the document it had to be about, if it had to; without `interval` nothing is due again.
    """

    types: tuple[str, ...]
    record: Document
    when: date
    about: Document | None = None
    interval: str = ""
    due: date | None = None


@dataclass
class Result:
    """One requirement evaluated. `notes` are reasons why it is not fully documented that are no gaps.

    `damaged` are places in wrong shape on which it rests; findings about the shape tell what is wrong there.
    `planned` and `excluded` are what the service management plan says about it, if that is knowable; `as_of`
    is the day.
    """

    requirement: Requirement
    as_of: date
    shown: list[Shown] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    damaged: list[Spot] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)
    planned: Planned | None = None
    excluded: Excluded | None = None
    unknowable: bool = False

    @property
    def found(self) -> State:
        """The state that follows from the documents alone, whatever the plan says."""
        if not self.requirement.evidence:
            return State.NOT_EVALUATED
        if not self.shown and self.gaps:
            return State.MISSING
        return State.PARTIAL if self.gaps or self.notes else State.DOCUMENTED

    @property
    def state(self) -> State:
        """The state that follows from the documents and the plan."""
        if self.excluded:
            return State.EXCLUDED
        ahead = self.planned is not None and not self.planned.lapsed(self.as_of)
        return State.PLANNED if ahead and self.found is not State.DOCUMENTED else self.found

    @property
    def open_gaps(self) -> list[Gap]:
        """The gaps that are findings: nobody has planned to close them or excluded them."""
        return [] if self.planned or self.excluded or self.unknowable else self.gaps


@dataclass(frozen=True)
class Coverage:
    """All requirements of one catalogue, evaluated, in its order."""

    catalogue: Catalogue
    results: tuple[Result, ...]

    def count(self, state: State) -> int:
        """Return how many requirements are in a state."""
        return sum(result.state is state for result in self.results)

    @property
    def share(self) -> float:
        """The share of requirements that are documented, from 0 to 1; excluded ones do not count."""
        counting = len(self.results) - self.count(State.EXCLUDED)
        return self.count(State.DOCUMENTED) / counting if counting else 1.0
