"""Which parts take most from the availability of a service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from heapq import heappop, heappush

from smsbook.agreements.availability import availabilities
from smsbook.agreements.redundancy import independent
from smsbook.agreements.steps import Stated
from smsbook.agreements.support import Support

_ALL = Decimal(1)


def losses(graph: Support, stated: Mapping[str, Stated], top: str) -> Mapping[str, Decimal]:
    """Return how much each part that counts below a service takes from it at most, as a share of time.

    That is its own outage; of parts that stand in for each other, no more than the outage of them all.
    """
    found: dict[str, Decimal] = {}
    ahead = [(-_ALL, top)]
    up = _shares(graph, stated, top)
    while ahead:
        most, id = heappop(ahead)
        if id in found:
            continue
        found[id] = min(-most, _ALL - stated[id].share) if id in stated else Decimal(0)
        for below, outage in _below(graph, stated, up, id):
            heappush(ahead, (max(most, -outage), below))
    return found


def _below(
    graph: Support, stated: Mapping[str, Stated], up: Mapping[str, Decimal], id: str
) -> Iterator[tuple[str, Decimal]]:
    """Yield what counts below a part, with the most that it can take from it."""
    if id in stated and stated[id].whole:
        return
    yield from ((edge.below, _ALL) for edge in graph.nodes[id].required)
    for group in graph.nodes[id].groups:
        shares = [up[part] for part in group.ids]
        outage = _ALL - independent(shares, group.needed) if group.possible else _ALL
        yield from ((part, outage) for part in group.ids)


def _shares(graph: Support, stated: Mapping[str, Stated], top: str) -> Mapping[str, Decimal]:
    """Return the availability of each part below a service that another part stands in for.

    It is the part's own, so that a fault of what all of them rest on is not laid at their door.
    """
    seen, ahead, members = {top}, [top], set[str]()
    while ahead:
        node = graph.nodes[ahead.pop()]
        members.update(id for group in node.groups for id in group.ids)
        below = set(node.counted) - seen
        seen |= below
        ahead += below
    own = {id: stated[id].share for id in members if id in stated}
    others = sorted(members - own.keys())
    found = availabilities(graph, stated, others) if others else {}
    return own | {id: each.independent for id, each in found.items()}
