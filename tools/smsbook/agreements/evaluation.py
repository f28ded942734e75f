"""Works out the availability of what one region of the support graph holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from smsbook.agreements.known import Known, impossible, why
from smsbook.agreements.redundancy import independent, worst_outage
from smsbook.agreements.regions import Region
from smsbook.agreements.steps import GroupStep, Step
from smsbook.agreements.support import Group

_MOST_CASES = 12  # shared parts that are up or down in every combination
_MOST_WORK = 50_000  # parts times cases in one region
_NONE, _ALL = Decimal(0), Decimal(1)

Shares = Mapping[str, Decimal]


@dataclass(frozen=True)
class _Shared:
    """The shared parts of a region, by how they are counted: `once`, in all `cases`, or `estimated`."""

    once: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    estimated: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Numbers:
    """Of each part, its share up and its worst outage; and what those above it reckon with."""

    up: Shares
    up_within: Shares
    down: Shares
    down_within: Shares


def work_out(known: Known, region: Region) -> None:
    """Add the steps of a region, and the values of its root.

    Shared parts that the root cannot do without are up whenever it is: they are counted once, as a factor.
    For each other shared part, both states are looked at; given those, all is a tree without common parts.
    """
    shared = _shared(known, region)
    share = sum((_case(known, region, shared.once, case) for case in _states(shared.cases)), _NONE)
    numbers = _Numbers(
        *_upwards(known, region, dict.fromkeys(shared.once, _ALL)), *_outages(known, region, shared.once)
    )
    outage = min(_ALL, numbers.down[region.root] + sum((numbers.down[id] for id in shared.once), _NONE))
    known.values[region.root] = (share, outage)
    for id in region.inside:
        if id not in region.closed:
            pair = numbers.up[id], _ALL - numbers.down[id]
            known.steps[region.root, id] = _step(known, region.root, id, pair, numbers, _Shared())
    pair = share, _ALL - outage
    known.steps[region.root, region.root] = _step(known, region.root, region.root, pair, numbers, shared)


def _shared(known: Known, region: Region) -> _Shared:
    needed = _needed(known, region)
    once = tuple(id for id in region.inside if id in region.shared and id in needed)
    others = tuple(id for id in region.inside if id in region.shared and id not in needed)
    if len(others) <= _MOST_CASES and len(region.inside) << len(others) <= _MOST_WORK:
        return _Shared(once, cases=others)
    return _Shared(once, estimated=others)


def _needed(known: Known, region: Region) -> frozenset[str]:
    """Return the parts in a region without any one of which its root stops."""
    needed = {region.root}
    ahead = [region.root]
    while ahead:
        id = ahead.pop()
        must = known.graph.nodes[id].must if known.below[id] and id not in region.closed else ()
        ahead += (part for part in must if part not in needed)
        needed.update(must)
    return frozenset(needed)


def _states(ids: tuple[str, ...]) -> Iterator[Shares]:
    """Yield each way in which these can be up (all) and down (nothing)."""
    return (dict(zip(ids, states, strict=True)) for states in product((_ALL, _NONE), repeat=len(ids)))


def _case(known: Known, region: Region, once: tuple[str, ...], case: Shares) -> Decimal:
    """Return how likely the root is up and the shared parts are in these states, all at a time."""
    up, _ = _upwards(known, region, {**dict.fromkeys(once, _ALL), **case})
    share = up[region.root]
    for id in once:
        share *= up[id]
    for id, state in case.items():
        share *= up[id] if state else _ALL - up[id]
    return share


def _upwards(known: Known, region: Region, fixed: Shares) -> tuple[Shares, Shares]:
    """Return the share of time each part is up, and what those above it reckon with where that is fixed."""
    up: dict[str, Decimal] = {}
    within: dict[str, Decimal] = {}
    for id in (*region.inside, region.root):
        if id in region.closed:
            up[id] = known.values[id][0]
        else:
            own = known.stated.get(id)
            up[id] = own.share if own else _ALL
            for part, group in _parts(known, id):
                up[id] *= _group_up(group, within) if group else within[part]
        within[id] = fixed.get(id, up[id])
    return up, within


def _outages(known: Known, region: Region, once: tuple[str, ...]) -> tuple[Shares, Shares]:
    """Return the worst outage of each part, and what those above it reckon with: nothing if counted once."""
    down: dict[str, Decimal] = {}
    within: dict[str, Decimal] = {}
    apart = frozenset(once)
    for id in (*region.inside, region.root):
        if id in region.closed:
            down[id] = known.values[id][1]
        else:
            own = known.stated.get(id)
            total = _ALL - own.share if own else _NONE
            for part, group in _parts(known, id):
                total += _group_down(group, within) if group else within[part]
            down[id] = min(_ALL, total)
        within[id] = _NONE if id in apart else down[id]
    return down, within


def _parts(known: Known, id: str) -> Iterator[tuple[str, Group | None]]:
    """Yield what counts below a part: single parts that it requires, and groups."""
    if not known.below[id]:
        return
    node = known.graph.nodes[id]
    yield from ((edge.below, None) for edge in node.required)
    yield from ((id, group) for group in node.groups)


def _group_up(group: Group, up: Shares) -> Decimal:
    return independent([up[id] for id in group.ids], group.needed) if group.possible else _ALL


def _group_down(group: Group, down: Shares) -> Decimal:
    return worst_outage([down[id] for id in group.ids], group.needed) if group.possible else _NONE


def _step(
    known: Known, region: str, id: str, pair: tuple[Decimal, Decimal], numbers: _Numbers, shared: _Shared
) -> Step:
    """Return the step of a part; the pair is its share if outages are independent, and in the worst case."""
    node, below, lacking = known.graph.nodes[id], known.below[id], why(known, id)
    bounds = frozenset(part for part in below if known.step(region, part).bound)
    groups = tuple(_group(group, bounds, numbers) for group in node.groups) if below else ()
    return Step(
        id,
        *pair,
        bound=bool(bounds or lacking or any(group.why for group in groups)),
        own=known.stated.get(id),
        why=lacking,
        once=shared.once,
        required=tuple(edge.below for edge in node.required) if below else (),
        groups=groups,
        best_effort=() if known.whole(id) else tuple(edge.below for edge in node.best_effort),
        cases=shared.cases,
        estimated=shared.estimated,
    )


def _group(group: Group, bounds: frozenset[str], numbers: _Numbers) -> GroupStep:
    return GroupStep(
        group.name,
        group.needed,
        group.ids,
        _group_up(group, numbers.up_within),
        _ALL - _group_down(group, numbers.down_within),
        not bounds.isdisjoint(group.ids),
        impossible(group),
    )
