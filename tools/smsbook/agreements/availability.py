"""Availability of a service from that of its parts: if outages are independent, and in the worst case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext

from smsbook.agreements.evaluation import work_out
from smsbook.agreements.known import Known, impossible, why
from smsbook.agreements.regions import Region, regions
from smsbook.agreements.steps import Stated, Working
from smsbook.agreements.support import Edge, Support
from smsbook.agreements.working import both

_EXACTLY = Context(prec=50, rounding=ROUND_HALF_EVEN)
_SHOWN = Decimal(1).scaleb(-30)  # results are rounded to 30 digits; all between is kept with 50


@dataclass(frozen=True)
class Availability:
    """How available something is, as shares of time.

    `independent` if its parts fail independently of each other; `worst` however their outages fall in time.
    Where parts are `unknown` (id, why), these count as never failing and both numbers are upper bounds.
    `estimated` are parts shared by stand-ins in too many ways to be counted exactly. Where there is more than
    one of the `bases` (in words, ids), the numbers do not mean the same and the result is not comparable.
    """

    id: str
    independent: Decimal
    worst: Decimal
    unknown: tuple[tuple[str, str], ...]
    estimated: tuple[str, ...]
    best_effort: tuple[Edge, ...]
    bases: tuple[tuple[str, tuple[str, ...]], ...]
    working: Working = field(compare=False, repr=False)

    @property
    def in_words(self) -> str:
        """Both numbers in a sentence; what is not known comes first."""
        numbers = ("about " if self.estimated else "") + both(self.independent, self.worst)
        if not self.unknown:
            return numbers
        id, reason = self.unknown[0]
        more = f" (and {len(self.unknown) - 1} more)" if len(self.unknown) > 1 else ""
        return f"unknown because of {id}: {reason}{more}; at most {numbers}"


def availabilities(
    graph: Support, stated: Mapping[str, Stated], ids: Iterable[str]
) -> dict[str, Availability]:
    """Return the availability of each id; what several of them rest on is worked out once.

    A part is up when its own number says so and all it requires is up, and enough of each group. A service
    needs no number of its own. What all rests on is counted once; parts that stand-ins share otherwise are
    counted case by case, exactly, up to a bound of work; beyond it, the result is marked as an estimate.

    The worst case lets no two outages overlap where both count, in groups as `redundancy.worst_outage` has
    it. It never claims more than is certain; it is exact where no part is shared by stand-ins alone.
    """
    known = Known(graph, stated)
    found = {}
    with localcontext(_EXACTLY):
        for id in dict.fromkeys(ids):
            parted = regions(id, known.below)
            for region in parted:
                if region.root not in known.values:
                    work_out(known, region)
            found[id] = _result(known, id, parted)
    return found


def _result(known: Known, id: str, parted: tuple[Region, ...]) -> Availability:
    met = sorted(
        region.root if part is None else part for region in parted for part in (None, *_open(region))
    )
    unknown = [(part, reason) for part in met if (reason := why(known, part))]
    bases: dict[str, list[str]] = {}
    edges: list[Edge] = []
    for part in met:
        own, node = known.stated.get(part), known.graph.nodes[part]
        if own:
            bases.setdefault(own.basis, []).append(part)
        if not (own and own.whole):
            edges += node.best_effort
        if known.below[part]:
            unknown += [(part, reason) for group in node.groups if (reason := impossible(group))]
    share, outage = known.values[id]
    return Availability(
        id,
        share.quantize(_SHOWN).normalize() + 0,
        (1 - outage).quantize(_SHOWN).normalize() + 0,
        tuple(sorted(unknown)),
        tuple(
            sorted(
                {shared for region in parted for shared in known.steps[region.root, region.root].estimated}
            )
        ),
        tuple(sorted(edges, key=lambda edge: (edge.above, edge.below))),
        tuple((basis, tuple(ids)) for basis, ids in sorted(bases.items())),
        Working(id, known.steps),
    )


def _open(region: Region) -> Iterator[str]:
    return (id for id in region.inside if id not in region.closed)
