"""Cycles: things that rest on themselves, by way of others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

Below = Mapping[str, Sequence[str]]


def knots(below: Below) -> tuple[tuple[str, ...], ...]:
    """Return each set of ids that all rest on each other, in linear time; an id may rest on itself.

    Tarjan's strongly connected components (1972), without recursion. Ids and sets are sorted.
    """
    found = (knot for knot in _connected(below) if len(knot) > 1 or knot[0] in below[knot[0]])
    return tuple(sorted(tuple(sorted(knot)) for knot in found))


def around(knot: Sequence[str], below: Below) -> tuple[str, ...]:
    """Return the shortest way from the first id of a knot back to itself; the id stands at the begin only."""
    first, within = min(knot), frozenset(knot)
    came: dict[str, str] = {}
    ahead = deque([first])
    while ahead:
        here = ahead.popleft()
        for there in sorted(below[here]):
            if there == first:
                return _back(first, here, came)
            if there in within and there not in came:
                came[there] = here
                ahead.append(there)
    return ()


def _back(first: str, last: str, came: Mapping[str, str]) -> tuple[str, ...]:
    way = [last]
    while way[-1] != first:
        way.append(came[way[-1]])
    return tuple(reversed(way))


def _connected(below: Below) -> Iterator[list[str]]:
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    closed: set[str] = set()
    for root in below:
        if root in number:
            continue
        path = [(root, iter(below[root]))]
        number[root] = lowest[root] = len(number)
        waiting.append(root)
        while path:
            here, rest = path[-1]
            for there in rest:
                if there not in number:
                    number[there] = lowest[there] = len(number)
                    waiting.append(there)
                    path.append((there, iter(below[there])))
                    break
                if there not in closed:
                    lowest[here] = min(lowest[here], number[there])
            else:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[here])
                if lowest[here] == number[here]:
                    yield _closed(here, waiting, closed)


def _closed(here: str, waiting: list[str], closed: set[str]) -> list[str]:
    knot: list[str] = []
    while not knot or knot[-1] != here:
        knot.append(waiting.pop())
    closed.update(knot)
    return knot
