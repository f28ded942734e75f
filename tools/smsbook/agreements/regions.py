"""Regions of the support graph: parts that nothing outside rests on, so that they can be worked out apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Below = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Region:
    """Something with what it rests on, parts first. What is `closed` is a region of its own.

    Nothing outside rests on what is inside. `shared` are those inside that more than one edge leads to.
    """

    root: str
    inside: tuple[str, ...]
    closed: frozenset[str]
    shared: frozenset[str]


def regions(root: str, below: Below) -> tuple[Region, ...]:
    """Part what a root rests on into regions, inner ones first, in linear time. `below` holds no cycles.

    These are the modules of Dutuit and Rauzy (1996): walking each edge once, all visits to what something
    rests on fall between the first arrival there and the departure.
    """
    walk = _walk(root, below)
    closed = _closed(walk, below)
    home = {root: root}
    for id in reversed(walk.order):
        within = id if id in closed else home[id]
        for part in below[id]:
            home.setdefault(part, within)
    inside: dict[str, list[str]] = {id: [] for id in walk.order if id in closed}
    for id in walk.order:
        if id != root:
            inside[home[id]].append(id)
    return tuple(_region(id, parts, closed, walk) for id, parts in inside.items())


@dataclass(frozen=True)
class _Walk:
    """Dates of a walk that follows each edge once: first and last arrivals and departures; parts first."""

    first: dict[str, int]
    last: dict[str, int]
    left: dict[str, int]
    edges: dict[str, int]
    order: list[str]


def _region(root: str, parts: list[str], closed: frozenset[str], walk: _Walk) -> Region:
    shared = frozenset(id for id in parts if walk.edges[id] > 1)
    return Region(root, tuple(parts), closed.intersection(parts), shared)


def _walk(root: str, below: Below) -> _Walk:
    walk = _Walk({root: 0}, {root: 0}, {}, {root: 0}, [])
    path = [(root, iter(below[root]))]
    date = 0
    while path:
        here, rest = path[-1]
        date += 1
        part = next(rest, None)
        if part is None:
            walk.left[here] = date
            walk.order.append(here)
            path.pop()
            continue
        walk.last[part] = date
        walk.edges[part] = walk.edges.get(part, 0) + 1
        if part not in walk.first:
            walk.first[part] = date
            path.append((part, iter(below[part])))
    return walk


def _closed(walk: _Walk, below: Below) -> frozenset[str]:
    first, last = dict(walk.first), dict(walk.last)
    closed = set()
    for id in walk.order:
        earliest = min((first[part] for part in below[id]), default=walk.left[id])
        latest = max((last[part] for part in below[id]), default=walk.first[id])
        if earliest > walk.first[id] and latest < walk.left[id]:
            closed.add(id)
        first[id] = min(first[id], earliest)
        last[id] = max(last[id], latest)
    return frozenset(closed)
