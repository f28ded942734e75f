"""The chain of promises: can what is promised at the top be kept by what is received below?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from smsbook.agreements.amount import Amount, unlike
from smsbook.agreements.availability import Availability
from smsbook.agreements.contained import NotComparable
from smsbook.agreements.duration import Duration
from smsbook.agreements.keeping import Basis, Keeping, Kept, Weaker, in_time, reaches
from smsbook.agreements.ratio import Ratio
from smsbook.agreements.support import Node, Support
from smsbook.agreements.working import percent

TIMES = ("response-time", "resolution-time", "fulfilment-time", "recovery-time", "recovery-point")
AMOUNTS = ("throughput", "capacity")
_ALWAYS = Ratio(Decimal(1))
_CALENDAR = Basis()


@dataclass(frozen=True)
class Promise:
    """A promised value. Without a priority, it holds for each; `share` is in how many cases, or how often.

    `period` is over which time it is counted, in words; `whole` where it holds whatever the reason, so that
    nothing below has to be looked at for it; `source` is for the caller, such as file and route.
    """

    metric: str
    quantity: Duration | Amount
    priority: str = ""
    basis: Basis = _CALENDAR
    share: Ratio = _ALWAYS
    period: str = ""
    whole: bool = False
    source: object = None


@dataclass(frozen=True)
class Comparison:
    """What is promised, what is received for it, and from what: the way from the top to the part."""

    promised: Promise
    received: Promise | None
    way: tuple[str, ...]
    keeping: Keeping


def along(
    promised: Promise,
    top: str,
    graph: Support,
    received: Mapping[str, Sequence[Promise]],
    first: date,
    last: date,
) -> Iterator[Comparison]:
    """Yield the comparisons of a promise with those received for the parts that the top cannot do without.

    `received` holds the promises by part. Parts that stand in for each other and parts at best effort are
    left out: no single one of them has to keep the promise. Amounts of different things are left out too.
    Each part is compared once, on a shortest way to it; days of the calendar count from first to last.
    """
    came: dict[str, str] = {top: ""}
    reached = [top]
    for here in reached:
        theirs = [each for each in received.get(here, ()) if each.metric == promised.metric]
        about = [each for each in theirs if _same(promised.priority, each.priority)] if here != top else []
        for each in about:
            keeping = _keeping(promised, each, first, last)
            if keeping:
                yield Comparison(promised, each, _way(here, came), keeping)
        if here != top and theirs and not about:
            yield Comparison(
                promised, None, _way(here, came), NotComparable(_nothing(here, promised, theirs))
            )
        if here == top or not any(each.whole for each in about):
            _go_on(graph.nodes[here], came, reached)


def reached(promised: Ratio, found: Availability, basis: str = "") -> Keeping:
    """Tell whether an availability worked out is no less than the one promised.

    It is kept if it is in the worst case; weaker if it is not even where outages are independent, though
    outages that always fall together may do better. Between the two nobody can tell from the numbers alone,
    nor where they are missing or mean different things: `basis` is that of the promise, as in those stated.
    """
    how = f"{found.in_words}; {promised.in_words} promised"
    if any(stated != basis for stated, _ in found.bases):
        bases = ", ".join(stated or "none stated" for stated, _ in found.bases)
        return NotComparable(f"{how}: counted over {bases} received, over {basis or 'none stated'} promised")
    if found.independent < promised.value and not found.estimated:
        return Weaker(f"{how}: not kept where outages are independent")
    if found.unknown:
        return NotComparable(how)
    if found.worst >= promised.value:
        return Kept(how)
    if found.estimated:
        return NotComparable(f"{how}: {percent(found.independent)} is an estimate")
    return NotComparable(f"{how}: kept where outages are independent, not in the worst case")


def _go_on(node: Node, came: dict[str, str], reached: list[str]) -> None:
    for part in node.must:
        if part not in came:
            came[part] = node.id
            reached.append(part)


def _way(here: str, came: Mapping[str, str]) -> tuple[str, ...]:
    way = [here]
    while came[way[-1]]:
        way.append(came[way[-1]])
    return tuple(reversed(way))


def _same(promised: str, received: str) -> bool:
    """Tell whether two priorities meet; a promise without one holds for each."""
    return not promised or not received or promised == received


def _nothing(here: str, promised: Promise, theirs: list[Promise]) -> str:
    others = ", ".join(sorted({each.priority for each in theirs}))
    return f"{here} promises it for {others}, and nothing for {promised.priority}"


def _keeping(promised: Promise, received: Promise, first: date, last: date) -> Keeping | None:
    """Compare two promises; nothing where they are about different things."""
    match promised.quantity, received.quantity:
        case Duration() as time, Duration() as other:
            found = in_time(time, promised.basis, other, received.basis, first, last)
        case Amount() as amount, Amount() as other:
            if unlike(amount.unit, other.unit):
                return None
            found = reaches(amount, other)
            if promised.basis != received.basis:
                found = _apart(found, promised.basis.in_words, received.basis.in_words)
        case _:
            how = f"{received.quantity.in_words} received, {promised.quantity.in_words} promised"
            return NotComparable(f"{how}: one is a time, the other an amount")
    return _shares(promised, received, found)


def _shares(promised: Promise, received: Promise, found: Keeping) -> Keeping:
    """Weigh in how often each promise holds, counted over which period."""
    if promised.share == received.share == _ALWAYS and not isinstance(promised.quantity, Amount):
        return found
    if promised.period != received.period:
        return _apart(found, promised.period or "no period", received.period or "no period")
    if isinstance(found, NotComparable) or promised.share == received.share:
        return found
    return _weighed(promised, received, found)


def _weighed(promised: Promise, received: Promise, found: Kept | Weaker) -> Keeping:
    how = f"{found.how}; {received.share.in_words} of cases received, {promised.share.in_words} promised"
    more = received.share.value > promised.share.value
    equal = (promised.quantity, promised.basis) == (received.quantity, received.basis)
    match found:
        case Kept():
            if more:
                return Kept(how)
            return Weaker(how) if equal else NotComparable(f"{how}: the better value is promised less often")
        case Weaker():
            return NotComparable(f"{how}: the worse value is promised more often") if more else Weaker(how)


def _apart(found: Keeping, promised: str, received: str) -> NotComparable:
    how = found.why if isinstance(found, NotComparable) else found.how
    return NotComparable(f"{how}: counted over {received} received, over {promised} promised")
