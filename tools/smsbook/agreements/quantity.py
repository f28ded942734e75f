"""Typed quantities: what the value of a target means."""

from __future__ import annotations

from smsbook.agreements.amount import Amount, amount
from smsbook.agreements.duration import Duration, duration
from smsbook.agreements.figures import written
from smsbook.agreements.ratio import Ratio, ratio
from smsbook.agreements.refusal import Refusal, shown

__all__ = ["Amount", "Duration", "Quantity", "Ratio", "Refusal", "amount", "duration", "quantity", "ratio"]

Quantity = Ratio | Duration | Amount


def quantity(value: object) -> Quantity | Refusal:
    """Read a value of any type: a share has its sign, a duration a unit of time, all else is an amount."""
    text = written(value)
    if text and (text.endswith("%") or text.lower().endswith("cent")):
        return ratio(value)
    read = duration(value)
    if isinstance(read, Duration):
        return read
    counted = amount(value)
    if isinstance(counted, Amount):
        return counted
    expected = "a share, a duration or an amount, such as 99.9 %, 4 h or 20 Gbit/s"
    if text is None or not text[0].isdigit():
        return Refusal(shown(value), expected, "write a number with its sign or unit")
    if counted.found.startswith("the duration"):
        return read
    return counted
