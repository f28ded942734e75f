"""The chain of promises: can what is promised at the top be kept by what is received below?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from smsbook.agreements.availability import Availability
from smsbook.agreements.contained import NotComparable
from smsbook.agreements.keeping import Keeping, Kept, Weaker
from smsbook.agreements.promise import Promise, kept
from smsbook.agreements.ratio import Ratio
from smsbook.agreements.support import Node, Support
from smsbook.agreements.working import percent


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
            keeping = kept(promised, each, first, last)
            if keeping:
                yield Comparison(promised, each, way_to(here, came), keeping)
        if here != top and theirs and not about:
            yield Comparison(
                promised, None, way_to(here, came), NotComparable(_nothing(here, promised, theirs))
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


def way_to(part: str, came: Mapping[str, str]) -> tuple[str, ...]:
    """Return the way from the top to a part; `came` tells what led to each, nothing for the top."""
    way = [part]
    while came[way[-1]]:
        way.append(came[way[-1]])
    return tuple(reversed(way))


def _same(promised: str, received: str) -> bool:
    """Tell whether two priorities meet, capitals or not; a promise without one holds for each."""
    return not promised or not received or promised.casefold() == received.casefold()


def _nothing(here: str, promised: Promise, theirs: list[Promise]) -> str:
    others = ", ".join(sorted({each.priority for each in theirs}))
    return f"{here} promises it for {others}, and nothing for {promised.priority}"
