"""The clocks by which times run: always, or in some hours; and how two of them go beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smsbook.agreements.contained import Contained, NotComparable, contained
from smsbook.agreements.duration import Duration
from smsbook.agreements.quickest import quickest
from smsbook.agreements.schedule import Hours


@dataclass(frozen=True)
class Basis:
    """The hours in which a time runs, and what they are called; without hours, it runs always."""

    name: str = "calendar time"
    hours: Hours | None = None

    @property
    def always(self) -> bool:
        """Whether the time runs at every minute."""
        return self.hours is None or self.hours.always

    @property
    def in_words(self) -> str:
        """The basis with its hours, as in «support hours Mo-Fr 08:00-18:00 (Europe/London)»."""
        return self.name if self.hours is None else f"{self.name} {self.hours.in_words}"


def runs(on: Basis, by: Basis, first: date, last: date) -> str | NotComparable:
    """Return when the clock of what is received runs: «same», «whenever» the other does, or «within» it."""
    if on.hours is None or by.hours is None or on.always or by.always:
        return "same" if on.always and by.always else "whenever" if by.always else "within"
    there = contained(on.hours, by.hours, first, last)
    back = contained(by.hours, on.hours, first, last)
    if isinstance(there, Contained):
        return "same" if isinstance(back, Contained) else "whenever"
    if isinstance(back, Contained):
        return "within"
    return there if isinstance(there, NotComparable) else NotComparable("each leaves out hours of the other")


def too_late(promised: Duration, on: Basis, received: Duration, first: date, last: date) -> bool:
    """Tell whether the time promised can be over before that received, even if that never stands still."""
    soonest = quickest(on.hours, promised.seconds, first, last) if on.hours else promised.seconds
    return soonest is not None and received.seconds > soonest
