"""Amounts: a number with a unit, such as a throughput or a size."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from smsbook.agreements.figures import CLEARLY, COMMA, figure, plainly, written
from smsbook.agreements.refusal import Refusal, shown
from smsbook.agreements.time_units import UNITS
from smsbook.agreements.units import Unit, factor, meant, unit

_EXPECTED = "a number with its unit, such as 20 Gbit/s, 500 TB or 300 jobs/day"
_MEND = "write one number and one unit, without words such as «at least»"
_RATES = "; rates per month and per year cannot be turned into rates per day or hour"


@dataclass(frozen=True)
class Amount:
    """How much of something there is."""

    number: Decimal
    unit: Unit

    @property
    def in_words(self) -> str:
        """The amount as a person writes it, as in «20 Gbit/s»."""
        return f"{plainly(self.number)} {self.unit.name}"

    @property
    def exact(self) -> Fraction:
        """The amount in the simplest unit of its kind, such as bit/s, without rounding."""
        return Fraction(self.number) * factor(self.unit)


def amount(value: object) -> Amount | Refusal:
    """Read an amount such as `20 Gbit/s`. What is counted may be any words, as in `300 core hours/month`."""
    text = written(value)
    found = figure(text) if text else None
    if found is None:
        return Refusal(shown(value), _EXPECTED, _MEND)
    if found.unclear:
        return Refusal(f"{shown(value)}, {COMMA}", _EXPECTED, CLEARLY)
    name = " ".join(found.rest.split())
    if not name:
        return Refusal(f"{shown(value)} without a unit", _EXPECTED, _MEND)
    if name.lower() in UNITS or name.lower() == "m":
        return Refusal(f"the duration {shown(value)}", _EXPECTED, _MEND)
    measure = unit(name)
    if measure is None:
        guess = meant(name)
        mend = f"write {guess}" if guess else _MEND
        return Refusal(f"the unit {shown(name)} in {shown(value)}", _EXPECTED, mend)
    return Amount(found.number.normalize() + 0, measure)


def converted(amount: Amount, measure: Unit) -> Amount | Refusal:
    """Return an amount in another unit of its kind; what has no end in decimals is rounded to 28 digits."""
    if why := unlike(amount.unit, measure):
        return Refusal(amount.in_words, f"an amount in {measure.name}", why)
    exact = amount.exact / factor(measure)
    return Amount((Decimal(exact.numerator) / Decimal(exact.denominator)).normalize() + 0, measure)


def unlike(one: Unit, other: Unit) -> str:
    """Return why amounts in these units cannot be compared; nothing where they can."""
    if one.kind == other.kind:
        return ""
    rates = _RATES if {one.kind[1], other.kind[1]} == {"months", "time"} else ""
    return f"{one.name} and {other.name} measure different things{rates}"


def at_least(one: Amount, other: Amount) -> bool:
    """Tell whether an amount is no less than another of its kind; in the same unit, the numbers decide."""
    if one.unit == other.unit:
        return one.number >= other.number
    return one.exact >= other.exact
