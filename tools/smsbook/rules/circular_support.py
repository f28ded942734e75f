"""Services or components rest on each other in a circle, or agreements build upon each other.

Why it matters: If each needs the other to work, none can be started after all have stopped, and no
availability can be worked out for them. Of agreements that build upon each other, nobody can tell which text
holds.

How to fix it: Take out the entry that is wrong, or, where one works for a while without the other, set its
`need` to `best-effort`. Of agreements, take `based_on` out of the one that holds by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from smsbook.agreements.cycles import around, knots
from smsbook.agreements.supplies import graph
from smsbook.agreements.support import Node
from smsbook.agreements.target import spots
from smsbook.library.library import Library
from smsbook.source.finding import Finding, Spot

ID = "circular-support"
_NAMED = 12  # parts of a circle that a message names


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each circle, at the entry with which it begins."""
    yield from _supporting(library)
    yield from _building(library)


def _supporting(library: Library) -> Iterator[Finding]:
    support = graph(library)
    for cycle in support.cycles:
        pairs = zip(cycle, (*cycle[1:], cycle[0]), strict=True)
        first, *others = [_spot(support.nodes[above], below) for above, below in pairs]
        yield Finding(
            ID,
            first,
            f"{_way(cycle, 'rests on')}: what rests on itself cannot be started once it has stopped",
            "take out the entry that is wrong, or set `need: best-effort` where one works without the other",
            related=tuple(others),
        )


def _building(library: Library) -> Iterator[Finding]:
    """Yield a finding for each circle of agreements that build upon each other."""
    written = {
        link.source.id: library.canonical(link.to)
        for sla in library.of_kind("sla")
        for link in library.links_from(sla)
        if link.route == ("based_on",) and library.document(sla.id) is sla
    }
    upon = {id: (other,) if other in written else () for id, other in written.items()}
    for knot in knots(upon):
        cycle = around(knot, upon)
        first, *others = (Spot(sla.path, ("based_on",)) for id in cycle if (sla := library.document(id)))
        yield Finding(
            ID,
            first,
            f"{_way(cycle, 'builds upon')}: nobody can tell which text holds",
            "take `based_on` out of the agreement that holds by itself, or name another one there",
            related=tuple(others),
        )


def _way(cycle: Sequence[str], word: str) -> str:
    """Return a circle in words, as in «`A` rests on `B`, which rests on `A`»."""
    first, *below = [f"`{id}`" for id in (*cycle, cycle[0])]
    if len(below) > _NAMED:
        below[_NAMED - 2 : -2] = [f"{len(below) - _NAMED} more in a row"]
    return f"{first} {word} {f', which {word} '.join(below)}"


def _spot(node: Node, below: str) -> Spot:
    """Return where it is written that one rests on the other."""
    edges = (*node.required, *(edge for group in node.groups for edge in group.members))
    return next(spot for edge in edges if edge.below == below for spot in spots(edge.source))
