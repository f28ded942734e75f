"""Does what is received keep what is promised? Where that is not certain, it is said so and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from smsbook.agreements.amount import Amount, at_least, unlike
from smsbook.agreements.contained import Contained, NotComparable, contained
from smsbook.agreements.duration import Duration
from smsbook.agreements.ratio import Ratio
from smsbook.agreements.schedule import Hours

_DAY = 86_400  # seconds
_UNKNOWN = {
    "whenever": "the time of what is received also runs while the other stands still",
    "within": "the time of what is received stands still while the other runs",
}


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


@dataclass(frozen=True)
class Kept:
    """What is received is at least as good as what is promised, and how that was found."""

    how: str


@dataclass(frozen=True)
class Weaker:
    """What is received is not as good as what is promised, and how that was found."""

    how: str


Keeping = Kept | Weaker | NotComparable


def in_time(promised: Duration, on: Basis, received: Duration, by: Basis, first: date, last: date) -> Keeping:
    """Tell whether a time received is no longer than the time promised, each on its own basis.

    On the same hours the numbers decide. Where one clock runs whenever the other does, it is never behind: a
    time on it that is no longer is kept on the other too, and a longer one on the slower clock is not.
    """
    days = _days_in(promised, on), _days_in(received, by)
    runs = _runs(on, by, first, last)
    if isinstance(runs, NotComparable):
        return NotComparable(f"{_both(promised, on, received, by)}: {runs.why}")
    longer = _longer(*days) if runs == "same" else _longer_in_hours(*days)
    if longer is None:
        return NotComparable(f"{_both(promised, on, received, by)}: {_unlike(runs)}")
    if not longer and runs in {"same", "whenever"}:
        return Kept(_how(promised, received, on, by, runs))
    if longer and runs in {"same", "within"}:
        return Weaker(_how(promised, received, on, by, runs))
    return NotComparable(f"{_both(promised, on, received, by)}: {_UNKNOWN[runs]}")


def reaches(promised: Ratio | Amount, received: Ratio | Amount) -> Keeping:
    """Tell whether a share or an amount received is no less than the one promised."""
    how = f"{received.in_words} received, {promised.in_words} promised"
    match promised, received:
        case Ratio(), Ratio():
            enough = received.value >= promised.value
        case Amount(), Amount():
            if why := unlike(received.unit, promised.unit):
                return NotComparable(f"{how}: {why}")
            enough = at_least(received, promised)
        case _:
            return NotComparable(f"{how}: one is a share, the other an amount")
    return Kept(how) if enough else Weaker(how)


def _runs(on: Basis, by: Basis, first: date, last: date) -> str | NotComparable:
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


def _days_in(duration: Duration, basis: Basis) -> Duration:
    """Count calendar days as 24 hours where time runs always; elsewhere how long a day is, is not known."""
    if not basis.always:
        return duration
    seconds = duration.seconds + Decimal(duration.days * _DAY)
    return Duration(duration.months, 0, duration.working_days, seconds)


def _longer(promised: Duration, received: Duration) -> bool | None:
    """Tell whether what is received is longer, or None where months, days and hours disagree."""
    pairs = (
        (promised.months, received.months),
        (promised.days, received.days),
        (promised.working_days, received.working_days),
        (promised.seconds, received.seconds),
    )
    if all(left >= right for left, right in pairs):
        return False
    return True if all(left <= right for left, right in pairs) else None


def _longer_in_hours(promised: Duration, received: Duration) -> bool | None:
    """Tell whether what is received is longer; only hours, minutes and seconds mean the same on both."""
    for each in (promised, received):
        if each.months or each.days or each.working_days:
            return None
    return received.seconds > promised.seconds


def _both(promised: Duration, on: Basis, received: Duration, by: Basis) -> str:
    return f"{received.in_words} received in {by.in_words}, {promised.in_words} promised in {on.in_words}"


def _unlike(runs: str) -> str:
    if runs == "same":
        return "months, days and hours cannot be turned into each other"
    return "months and days are not the same on both, and cannot be turned into hours"


def _how(promised: Duration, received: Duration, on: Basis, by: Basis, runs: str) -> str:
    if runs == "same":
        return f"{received.in_words} received, {promised.in_words} promised, both in {on.in_words}"
    clock = "runs whenever the other does" if runs == "whenever" else "runs only while the other does"
    return f"{_both(promised, on, received, by)}; the time of what is received {clock}"
