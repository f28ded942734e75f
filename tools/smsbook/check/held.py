"""Each promise of an SLA, what is received for it, and how the two compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from smsbook.agreements.accepted import Gap
from smsbook.agreements.chain import along, reached
from smsbook.agreements.contained import NotComparable
from smsbook.agreements.keeping import Keeping, Kept, Weaker
from smsbook.agreements.keeps import common
from smsbook.agreements.promise import Promise
from smsbook.agreements.promises import (
    NOTICE,
    SERVICE_HOURS,
    SUPPORT_HOURS,
    WINDOW,
    Promises,
    Target,
    own,
)
from smsbook.agreements.ratio import Ratio
from smsbook.agreements.target import AVAILABILITY, spots
from smsbook.check.chain import Chain
from smsbook.source.finding import Spot

WORKED_OUT = "as worked out below"


@dataclass(frozen=True)
class Held:
    """One promise held against what is received for it from `by`, at `spots`, over a `way` of ids.

    `by` is an agreement, or the part itself where it is our own. `gap` is what was accepted about it.
    """

    by: str
    way: tuple[str, ...]
    spots: tuple[Spot, ...]
    keeping: Keeping
    gap: Gap | None = None


def target_held(chain: Chain, target: Target) -> Iterator[Held]:
    """Yield how a target is held by what supports each service that it is about."""
    for service in target.about:
        if service not in chain.ways:
            continue
        if isinstance(target.quantity, Ratio) and target.metric == AVAILABILITY:
            keeping = reached(target.quantity, chain.availabilities[service], target.counted)
            held = Held(WORKED_OUT, (service,), (), keeping)
            yield _found(chain, held, AVAILABILITY, target.spot, target.priority)
        elif (promise := target.promise) is not None:
            yield from _along(chain, target, promise, service)


def clause_held(chain: Chain, key: str) -> Iterator[Held]:
    """Yield how hours, or what is said about planned maintenance, are held by what supports them."""
    for ways in chain.ways.values():
        for part, way in ways.items():
            for theirs in chain.ground.behind(part):
                given = _said(theirs, key)
                if given and _said(chain.promises, key) and _together(chain, theirs):
                    spot = theirs.terms.spot(key)
                    yield _clause(chain, key, Held(theirs.terms.document.id, way, (spot,), Kept(given)))
            if key == SERVICE_HOURS and chain.promises.hours:
                yield from _our_own(chain, part, way)


def _our_own(chain: Chain, part: str, way: tuple[str, ...]) -> Iterator[Held]:
    component = chain.library.document(part)
    if component and component.kind == "component" and (stands := own(chain.library, component).hours):
        spot = Spot(component.path, (SERVICE_HOURS,))
        yield _clause(chain, SERVICE_HOURS, Held(part, way, (spot,), Kept(f"{stands.in_words} received")))


def _along(chain: Chain, target: Target, promise: Promise, service: str) -> Iterator[Held]:
    for each in along(promise, service, chain.graph, chain.received, *chain.days):
        source = each.received.source if each.received else None
        theirs = chain.ground.by_path.get(source.document.path) if isinstance(source, Target) else None
        if theirs and not _together(chain, theirs):
            continue
        by = theirs.terms.document.id if theirs else each.way[-1]
        held = Held(by, each.way, spots(source), each.keeping)
        yield _found(chain, held, target.metric, target.spot, promise.priority)


def _together(chain: Chain, theirs: Promises) -> bool:
    """Tell whether there is a day on which both agreements hold; without one, nothing is compared."""
    return common(chain.promises.terms, theirs.terms, chain.as_of) is not None


def _clause(chain: Chain, key: str, held: Held) -> Held:
    what = "hours" if key in {SERVICE_HOURS, SUPPORT_HOURS} else "maintenance"
    return _found(chain, held, what, chain.promises.terms.spot(key))


def _found(chain: Chain, held: Held, what: str, promised: Spot, priority: str = "") -> Held:
    """Put what the check found in the place of what was held against each other, with its gap.

    It is the same comparison, so that nothing is explained otherwise than it is found.
    """
    below = held.spots[0] if held.spots else None
    for each in chain.told.get((what, priority, promised, below), ()):
        if each.way[0] in chain.ways and set(held.spots) <= set(each.received):
            if (what == AVAILABILITY and each.way[0] != held.way[0]) or (
                what != AVAILABILITY and each.way[-1] != held.way[-1] and not held.spots
            ):
                continue
            short = each.grade == "short"
            return replace(held, keeping=(Weaker if short else NotComparable)(each.how), gap=each.accepted)
    return held


def _said(read: Promises, key: str) -> str:
    """Return what an agreement says about hours or maintenance; nothing where there is nothing to compare."""
    quiet = read.terms.document.kind != "sla" and read.terms.get("maintenance.interrupts") is False
    if quiet and key in {WINDOW, NOTICE}:
        return ""
    value = {
        SERVICE_HOURS: read.hours,
        SUPPORT_HOURS: read.support_hours,
        WINDOW: read.windows,
        NOTICE: read.notice,
    }[key]
    return f"{value.in_words} received" if value else ""
