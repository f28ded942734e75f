"""What is given to work out availabilities from, and what is found so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from smsbook.agreements.steps import Stated, Step
from smsbook.agreements.support import Group, Support


@dataclass(frozen=True)
class Known:
    """The graph and the stated numbers, and the steps and values (independent share, worst outage) so far."""

    graph: Support
    stated: Mapping[str, Stated]
    steps: dict[tuple[str, str], Step] = field(default_factory=dict)
    values: dict[str, tuple[Decimal, Decimal]] = field(default_factory=dict)

    @cached_property
    def below(self) -> Mapping[str, tuple[str, ...]]:
        """What counts below each part: nothing where its number covers that, or where it rests on itself."""
        return {
            id: () if self.whole(id) or id in self.graph.circular else node.counted
            for id, node in self.graph.nodes.items()
        }

    def step(self, region: str, id: str) -> Step:
        """Return the step of a part that is met in a region."""
        return self.steps[region if (region, id) in self.steps else id, id]

    def whole(self, id: str) -> bool:
        """Tell whether the number of a part covers what it rests on."""
        return id in self.stated and self.stated[id].whole


def why(known: Known, id: str) -> str:
    """Return why a part has no number, or one that does not tell all; nothing where it is well."""
    own, node = known.stated.get(id), known.graph.nodes[id]
    if known.whole(id):
        return ""
    if id in known.graph.circular:
        return "it rests on itself"
    if own or (node.kind == "service" and node.counted):
        return ""
    if node.kind == "missing":
        return "nobody describes it"
    return "it states no availability"


def impossible(group: Group) -> str:
    """Return why a group can never be up, or is never needed; nothing where it is well."""
    return "" if group.possible else f"{group.needed} needed of {len(group.members)}"
