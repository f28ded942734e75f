"""Does what is received keep what is promised? Where that is not certain, it is said so and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from smsbook.agreements.amount import Amount, at_least, unlike
from smsbook.agreements.clocks import Basis, runs, too_late
from smsbook.agreements.contained import NotComparable
from smsbook.agreements.duration import Duration
from smsbook.agreements.ratio import Ratio

_DAY = 86_400  # seconds
_UNKNOWN = {
    "whenever": "the time of what is received also runs while the other stands still",
    "within": "the time of what is received stands still while the other runs",
}


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
    time on it that is no longer is kept on the other too, and a longer one on the slower clock is not. Nor is
    one that is longer than the other takes on the clock on the wall, from the begin of some opening.
    """
    days = _days_in(promised, on), _days_in(received, by)
    clocks = runs(on, by, first, last)
    if isinstance(clocks, NotComparable):
        return NotComparable(f"{_both(promised, on, received, by)}: {clocks.why}")
    longer = _longer(*days) if clocks == "same" else _longer_in_hours(*days)
    if longer is None:
        return NotComparable(f"{_both(promised, on, received, by)}: {_unlike(clocks)}")
    if not longer and clocks in {"same", "whenever"}:
        return Kept(_how(promised, received, on, by, clocks))
    if longer and clocks in {"same", "within"}:
        return Weaker(_how(promised, received, on, by, clocks))
    if longer and too_late(promised, on, received, first, last):
        return Weaker(f"{_both(promised, on, received, by)}: it can be over before what is received")
    return NotComparable(f"{_both(promised, on, received, by)}: {_UNKNOWN[clocks]}")


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
