"""Times and amounts of SLAs held against those received for what their services rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smsbook.agreements import supplies
from smsbook.agreements.chain import Comparison, along
from smsbook.agreements.keeping import Kept, Weaker
from smsbook.agreements.keeps import Ground, Shortfall, common, days_of
from smsbook.agreements.promise import Promise
from smsbook.agreements.promises import Promises
from smsbook.agreements.target import Target, targets


def times_and_amounts(ground: Ground) -> Iterator[Shortfall]:
    """Yield the times and amounts that a required part does not keep, or that cannot be compared with it."""
    received = supplies.received(ground.library)
    if not received:
        return
    for promises in ground.promised:
        days = days_of(promises.terms, ground.day)
        for target in promises.targets:
            promise = target.promise
            for service in target.about if promise else ():
                if promise and service in ground.graph.nodes:
                    for found in along(promise, service, ground.graph, received, *days):
                        if not isinstance(found.keeping, Kept) and _together(ground, promises, found):
                            yield _weighed(ground, promises, target, found, received)


def _weighed(
    ground: Ground,
    promises: Promises,
    target: Target,
    found: Comparison,
    received: Mapping[str, tuple[Promise, ...]],
) -> Shortfall:
    sla, part = promises.terms.document, found.way[-1]
    theirs = (found.received,) if found.received else received[part]
    below = [
        each for promise in theirs if promise.metric == target.metric for each in targets(promise.source)
    ]
    by = tuple({each.document.path: each.document for each in below}.values())
    weaker = isinstance(found.keeping, Weaker)
    return Shortfall(
        "short" if weaker else "unknown",
        sla,
        target.metric,
        target.priority,
        target.spot,
        tuple(each.spot for each in below),
        by,
        found.way,
        found.keeping.how if isinstance(found.keeping, Kept | Weaker) else found.keeping.why,
        least=_value(target),
        best=_value(below[0]) if found.received else "",
        accepted=ground.accepted(
            sla, {found.way[0], part, *(each.id for each in by)}, target.metric, target.priority
        ),
    )


def _value(target: Target) -> str:
    """Return what a target promises, and in how many cases where not in all."""
    often = f" in {target.share.in_words} of cases" if target.share.value < 1 else ""
    return f"{target.quantity.in_words}{often}"


def _together(ground: Ground, promises: Promises, found: Comparison) -> bool:
    """Tell whether there is a day on which what is promised and what is received both hold."""
    below = targets(found.received.source) if found.received else ()
    others = [ground.by_path[each.document.path] for each in below if each.document.path in ground.by_path]
    return all(common(promises.terms, other.terms, ground.day) for other in others)
