"""Met or missed? What several measured values of one target say together, and where they do not tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from enum import StrEnum

from smsbook.agreements.amount import Amount
from smsbook.agreements.ratio import Ratio
from smsbook.agreements.reading import Reading
from smsbook.agreements.target import Target
from smsbook.agreements.weighing import bounds, in_words, weights, with_gap
from smsbook.agreements.window import Window

_ALL, _NONE = Decimal(1), Decimal(0)
_EXACTLY = Context(prec=50, rounding=ROUND_HALF_EVEN)


class State(StrEnum):
    """How a target was kept."""

    MET = "met"
    MISSED = "missed"
    NO_DATA = "no data"


@dataclass(frozen=True)
class Judged:
    """One target over one period it is counted over: its state, what was measured, and how that was found.

    `service` where each service or component was measured by itself; `rows` are the numbers of the rows, and
    `notes` what stands beside them.
    """

    days: Window
    service: str
    state: State
    value: str
    how: str
    rows: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


def judge(target: Target, days: Window, service: str, readings: Sequence[Reading], gap: str) -> Judged:
    """Judge a target by the readings that lie in a period; `gap` says what is missing, if anything is.

    With something missing, a target is never met; it is missed only if nothing that is missing could help.
    Shares are weighted by their cases, those of availability over calendar time by their days; without
    either, they tell only where all of them agree. Of times the longest counts, of amounts the lowest.
    """
    numbers = tuple(sorted(each.row.number for each in readings))
    notes = tuple(dict.fromkeys(each.row.note for each in readings if each.row.note))

    def judged(state: State, value: str, how: str) -> Judged:
        return Judged(days, service, state, value, how, numbers, notes)

    if not readings:
        return judged(State.NO_DATA, "", gap or "no row")
    if target.metric == "quality" and not isinstance(target.quantity, Ratio):
        return judged(State.NO_DATA, "", "the agreement does not say whether more or less is better")
    if isinstance(target.quantity, Ratio) and target.share.value != _ALL:
        return judged(State.NO_DATA, "", "the target is a share of shares, which no row tells")
    cases = [each for each in readings if each.quantity is not None and each.row.count != 0]
    if not cases:
        return judged(State.NO_DATA, "no case", gap) if gap else judged(State.MET, "no case", "")
    with localcontext(_EXACTLY):
        return _judge(target, days, cases, gap, judged)


def _judge(
    target: Target,
    days: Window,
    cases: Sequence[Reading],
    gap: str,
    judged: Callable[[State, str, str], Judged],
) -> Judged:
    goal = target.quantity.value if isinstance(target.quantity, Ratio) else target.share.value
    weighed, how = weights(target, cases)
    low, high = bounds(cases, weighed)
    if gap:
        low, high = _NONE, with_gap(target, high, how, cases, days)
    value = in_words(cases, weighed)
    parts = " and ".join(filter(None, [how, gap]))
    if high < goal or (
        goal == _ALL and any(each.failed for each in cases) and not _may_add_up(target, cases)
    ):
        return judged(State.MISSED, value, parts)
    if low >= goal and not gap:
        return judged(State.MET, value, parts)
    return judged(State.NO_DATA, value, _untold(target, cases, gap, parts))


def _may_add_up(target: Target, cases: Sequence[Reading]) -> bool:
    """Tell whether rows below the promised capacity might together be enough of it."""
    amounts = [each.quantity.exact for each in cases if isinstance(each.quantity, Amount)]
    promised = target.quantity
    if target.metric != "capacity" or not isinstance(promised, Amount) or len(amounts) < len(cases):
        return False
    return len(amounts) > 1 and sum(amounts) >= promised.exact


def _untold(target: Target, cases: Sequence[Reading], gap: str, parts: str) -> str:
    if gap:
        return parts
    if _may_add_up(target, cases):
        return "rows below the promised capacity, which may add up or not; give one row for the period"
    if all(isinstance(each.quantity, Ratio) for each in cases):
        return "the rows disagree, and without `count` nobody can tell how much each weighs"
    said = "the worst case alone does not tell in how many cases it was kept"
    return f"{said}; give the share of cases, such as {target.share.in_words}"
