"""Availabilities that SLAs promise, held against those worked out from what their services rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smsbook.agreements.availability import Availability, availabilities
from smsbook.agreements.chain import reached
from smsbook.agreements.contained import NotComparable
from smsbook.agreements.keeping import Kept, Weaker
from smsbook.agreements.keeps import Grade, Ground, Shortfall
from smsbook.agreements.promises import Promises
from smsbook.agreements.ratio import Ratio
from smsbook.agreements.steps import Stated
from smsbook.agreements.supplies import stated
from smsbook.agreements.target import AVAILABILITY, Target, targets
from smsbook.agreements.weakest import losses
from smsbook.agreements.working import percent

_SHOWN = 5  # stated numbers that a finding points to


def availability(ground: Ground) -> Iterator[Shortfall]:
    """Yield the availabilities promised that are not reached, or not for certain, by what stands below."""
    asked = [
        (promises, target, service)
        for promises in ground.promised
        for target in promises.targets
        for service in target.about
        if target.metric == AVAILABILITY and service in ground.graph.nodes
    ]
    if not asked:
        return
    numbers = stated(ground.library)
    worked_out = availabilities(ground.graph, numbers, (service for _, _, service in asked))
    for promises, target, service in asked:
        found, share = worked_out[service], target.quantity
        if not isinstance(share, Ratio) or not found.bases:
            continue
        keeping = reached(share, found, target.counted)
        if not isinstance(keeping, Kept):
            how = keeping.how if isinstance(keeping, Weaker) else keeping.why
            yield _unreached(ground, promises, target, found, numbers, _grade(share, found, keeping), how)


def advice(found: Shortfall) -> str:
    """Say how an availability that is not reached, or not for certain, may be mended."""
    part = f"`{found.way[-1]}`"
    weakest = part if found.named == part else f"{part} in {found.named}"
    return (
        f"raise what it rests on, first of all {weakest}, or promise at most {found.best} here; "
        "or accept the gap under `accepted_gaps` with `what: availability`; "
        f"`smsbook explain {found.sla.id}` shows the working"
    )


def _grade(share: Ratio, found: Availability, keeping: Weaker | NotComparable) -> Grade:
    if isinstance(keeping, Weaker):
        return "short"
    alike = len(found.bases) == 1 and not found.unknown and not found.estimated
    between = found.worst < share.value <= found.independent
    return "doubtful" if alike and between and "counted over" not in keeping.why else "unknown"


def _unreached(
    ground: Ground,
    promises: Promises,
    target: Target,
    found: Availability,
    numbers: Mapping[str, Stated],
    grade: Grade,
    how: str,
) -> Shortfall:
    sla = promises.terms.document
    lost = losses(ground.graph, numbers, found.id)
    named = (id for _, ids in found.bases for id in ids if id in numbers)
    weakest = sorted(named, key=lambda id: (-lost.get(id, 0), id))
    sources = {id: targets(numbers[id].source) for id in weakest}
    documents = {each.document.id for listed in sources.values() for each in listed}
    first = weakest[0]
    return Shortfall(
        grade,
        sla,
        AVAILABILITY,
        target.priority,
        target.spot,
        tuple(each.spot for id in weakest[:_SHOWN] for each in sources[id][:1]),
        tuple(each.document for each in sources[first][:1]),
        (found.id, first),
        how,
        least=target.quantity.in_words,
        best=percent(found.worst),
        accepted=ground.accepted(sla, {found.id, *sources, *documents}, AVAILABILITY, target.priority),
    )
