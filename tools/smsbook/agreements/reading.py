"""What a measured value says about a target: a share, a time or an amount, beside what was promised."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from smsbook.agreements.amount import Amount, amount
from smsbook.agreements.contained import NotComparable
from smsbook.agreements.duration import Duration, duration
from smsbook.agreements.keeping import Keeping, Kept, in_time, reaches
from smsbook.agreements.measured import Row
from smsbook.agreements.quantity import Quantity, quantity
from smsbook.agreements.ratio import Ratio, ratio
from smsbook.agreements.refusal import Refusal, shown
from smsbook.agreements.table import Flaw
from smsbook.agreements.target import Target

_ALL, _NONE = Decimal(1), Decimal(0)


@dataclass(frozen=True)
class Reading:
    """A measured value, read, and the share of its cases in which the promise was kept: from `low` to `high`.

    A single time or amount that keeps the promise stands for all cases, since it is the worst of them. One
    that does not tells only that at least one case failed. `quantity` is None where there was no case.
    """

    row: Row
    quantity: Quantity | None
    low: Decimal
    high: Decimal

    @property
    def failed(self) -> bool:
        """Whether there is at least one case in which the promise was not kept."""
        return self.quantity is not None and (self.low < _ALL if self.low == self.high else True)


def reading(row: Row, target: Target) -> Reading | tuple[Flaw, Refusal]:
    """Read the value of a row as the target wants it; or return what is wrong with it."""
    if not row.value:
        return Reading(row, None, _ALL, _ALL)
    found = _value(row.value, target.quantity)
    if isinstance(found, Refusal):
        return _refused(row, target, found)
    if isinstance(found, Ratio):
        return Reading(row, found, found.value, found.value)
    keeping = _keeping(target, found, row)
    if isinstance(keeping, NotComparable):
        mend = "write it in the unit of the target"
        return Flaw.UNIT, Refusal(f"{shown(row.value)}: {keeping.why}", expected(target), mend)
    if isinstance(keeping, Kept):
        return Reading(row, found, _ALL, _ALL)
    return Reading(row, found, _NONE, Decimal(row.count - 1) / row.count if row.count else _ALL)


def _refused(row: Row, target: Target, found: Refusal) -> tuple[Flaw, Refusal]:
    """Return what is wrong with a value that cannot be read, in the words of the target."""
    flaw = _flaw(row.value)
    if flaw is not Flaw.RANGE:
        found = replace(found, expected=expected(target))
    if _bare(row.value) and isinstance(target.quantity, Amount):
        found = replace(found, mend=f"write number and unit, as in `{target.quantity.in_words}`")
    return flaw, found


def _keeping(target: Target, found: Duration | Amount, row: Row) -> Keeping:
    """Tell whether a time or an amount is as good as the one promised."""
    day = row.days.first
    if isinstance(found, Duration) and isinstance(target.quantity, Duration):
        return in_time(target.quantity, target.basis, found, target.basis, day, day)
    if isinstance(found, Amount) and isinstance(target.quantity, Amount):
        return reaches(target.quantity, found)
    return NotComparable("the target is of another kind")


def expected(target: Target) -> str:
    """Say what a measured value of a target looks like."""
    match target.quantity:
        case Ratio():
            return "a share with its sign, such as 99.9 %"
        case Duration():
            longest = f"the longest time, such as {target.quantity.in_words}"
            return f"{longest}, or the share of cases within it, such as 97 %"
    return f"the lowest amount in {target.quantity.unit.name}, or the share that reached it, such as 97 %"


def _value(text: str, promised: Quantity) -> Quantity | Refusal:
    if isinstance(promised, Ratio) or isinstance(quantity(text), Ratio) or text.endswith("%"):
        return ratio(text)
    return duration(text) if isinstance(promised, Duration) else amount(text)


def _flaw(text: str) -> Flaw:
    """Tell whether a value is of another kind than the target's, beyond what is possible, or not readable."""
    if text.startswith(("-", "\N{MINUS SIGN}")) or (text.endswith("%") and text[:1].isdigit()):
        return Flaw.RANGE
    return Flaw.VALUE if isinstance(quantity(text), Refusal) and not _bare(text) else Flaw.UNIT


def _bare(text: str) -> bool:
    """Tell whether it is a number without a sign or unit."""
    return text.replace(".", "").replace(",", "").replace(" ", "").isdigit()
