"""The support graph: which service or component rests on which, and what happens when a part fails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from smsbook.agreements.cycles import around, knots

Need = Literal["required", "redundant", "best-effort"]


@dataclass(frozen=True)
class Edge:
    """One thing rests on another. `group` counts for redundant parts only; `source`: where it is written."""

    above: str
    below: str
    need: Need = "required"
    group: str = ""
    source: object = field(default=None, compare=False)


@dataclass(frozen=True)
class Group:
    """Parts that stand in for each other: so many of them are needed."""

    name: str
    needed: int
    members: tuple[Edge, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The parts in the group."""
        return tuple(edge.below for edge in self.members)

    @property
    def possible(self) -> bool:
        """Whether at least one part is needed, and no more than there are."""
        return 1 <= self.needed <= len(self.members)


@dataclass(frozen=True)
class Node:
    """A service or component with what it rests on, in the order written. `missing`: nobody describes it."""

    id: str
    kind: str = "missing"
    required: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    best_effort: tuple[Edge, ...] = ()

    @cached_property
    def must(self) -> tuple[str, ...]:
        """The parts without any one of which it stops; a group that needs all its parts is among them."""
        whole = (
            edge for group in self.groups if group.needed == len(group.members) for edge in group.members
        )
        return tuple(edge.below for edge in (*self.required, *whole))

    @cached_property
    def counted(self) -> tuple[str, ...]:
        """The parts whose outages matter, once for each edge: all but those at best effort."""
        return tuple(edge.below for edge in self.required) + tuple(
            id for group in self.groups for id in group.ids
        )


@dataclass(frozen=True)
class Support:
    """The whole graph. A cycle is the ids round it; nothing at best effort closes one."""

    nodes: Mapping[str, Node]
    cycles: tuple[tuple[str, ...], ...]
    circular: frozenset[str]


def support(
    kinds: Mapping[str, str], edges: Iterable[Edge], needed: Mapping[tuple[str, str], int] | None = None
) -> Support:
    """Build the graph from the kind of each id, the edges, and how many of a group, (id, group), are needed.

    One is needed where nothing else is said. An edge written twice counts once; an id that has no kind is
    `missing`. Linear in ids and edges.
    """
    ids = dict.fromkeys(kinds)
    written: dict[str, list[Edge]] = {}
    for edge in dict.fromkeys(map(_plain, edges)):
        ids |= {edge.above: None, edge.below: None}
        written.setdefault(edge.above, []).append(edge)
    nodes = {id: _node(id, kinds.get(id, "missing"), written.get(id, []), needed or {}) for id in ids}
    below = {id: node.counted for id, node in nodes.items()}
    tied = knots(below)
    cycles = tuple(around(knot, below) for knot in tied)
    return Support(nodes, cycles, frozenset(id for knot in tied for id in knot))


def _plain(edge: Edge) -> Edge:
    """Return the edge without a group that its need gives no meaning to."""
    if edge.need == "redundant" or not edge.group:
        return edge
    return Edge(edge.above, edge.below, edge.need, "", edge.source)


def _node(id: str, kind: str, edges: list[Edge], needed: Mapping[tuple[str, str], int]) -> Node:
    groups: dict[str, list[Edge]] = {}
    for edge in edges:
        if edge.need == "redundant":
            groups.setdefault(edge.group, []).append(edge)
    return Node(
        id,
        kind,
        tuple(edge for edge in edges if edge.need == "required"),
        tuple(Group(name, needed.get((id, name), 1), tuple(members)) for name, members in groups.items()),
        tuple(edge for edge in edges if edge.need == "best-effort"),
    )
