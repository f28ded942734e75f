"""What fails with a part: upwards through the support graph, and down again to the parts that did it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from smsbook.agreements.support import Group, Node, Support


def failing(support: Support, broken: Iterable[str]) -> set[str]:
    """Return the broken parts and whatever fails with them, in time linear in the graph.

    Of parts that stand in for each other, so many have to work as are needed; best effort does no harm.
    """
    above: dict[str, list[str]] = defaultdict(list)
    for node in support.nodes.values():
        for id in node.counted:
            above[id].append(node.id)
    found = set(broken)
    ahead = list(found)
    while ahead:
        for id in above[ahead.pop()]:
            if id not in found and _below(support.nodes[id], found):
                found.add(id)
                ahead.append(id)
    return found


def failing_below(support: Support, id: str, failing: Collection[str]) -> list[str]:
    """Return what fails at and below a service or component, sorted; nothing where it does not fail."""
    if id not in failing:
        return []
    seen, ahead = {id}, [id]
    while ahead:
        below = set(_below(support.nodes[ahead.pop()], failing)) - seen
        seen |= below
        ahead += below
    return sorted(seen)


def _below(node: Node, failing: Collection[str]) -> tuple[str, ...]:
    """Return the failing parts without which a service or component fails too."""
    wanted = [edge.below for edge in node.required]
    for group in node.groups:
        wanted += group.ids if _lost(group, failing) else ()
    return tuple(id for id in wanted if id in failing)


def _lost(group: Group, failing: Collection[str]) -> bool:
    return group.possible and sum(id not in failing for id in group.ids) < group.needed
