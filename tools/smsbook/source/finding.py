"""What can be wrong (a rule) and where it is (a finding)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Route = tuple[str | int, ...]


class Severity(StrEnum):
    """How much a finding weighs; errors close the gate."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Cause(StrEnum):
    """Why a finding is there: somebody wrote it, or time passed."""

    CONTENT = "content"
    TIME = "time"


@dataclass(frozen=True)
class Rule:
    """One thing that can be wrong, with its manual page."""

    id: str
    summary: str
    why: str
    fix: str
    severity: Severity = Severity.ERROR
    cause: Cause = Cause.CONTENT


@dataclass(frozen=True, order=True)
class Position:
    """A place in a text. Line and column count from 1; 0 means the file as a whole."""

    line: int = 0
    column: int = 0


@dataclass(frozen=True)
class Spot:
    """A place spoken of by route: the value there, or its key."""

    path: str
    route: Route = ()
    key: bool = False
    position: Position | None = None


@dataclass(frozen=True)
class Finding:
    """One place where a rule is broken.

    `message` says what was found and what was expected, `mend` how to put it right.
    `requirements` names those that ask for it, with their edition, as in `FitSM-1:v3.0.1 GR2.2`. Where time
    brought it, `due` is the day by which something was to be done, `role` the role that sees to it, and
    `task` what there is to do, in a few words without the day.
    """

    rule: str
    spot: Spot
    message: str
    mend: str
    severity: Severity = Severity.ERROR
    cause: Cause = Cause.CONTENT
    requirements: tuple[str, ...] = ()
    related: tuple[Spot, ...] = ()
    due: date | None = None
    role: str = ""
    task: str = ""

    @property
    def position(self) -> Position:
        """Where it is, once `check` has turned the route into line and column."""
        return self.spot.position or Position()


def flaw(rule: Rule, spot: Spot, message: str, mend: str, *related: Spot) -> Finding:
    """Return a finding with the rule's own severity and cause."""
    return Finding(rule.id, spot, message, mend, rule.severity, rule.cause, related=related)
