"""An SLA with its effective text, and the graph of what it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from smsbook.agreements.availability import Availability, availabilities
from smsbook.agreements.clauses import ways as below
from smsbook.agreements.keeps import Ground, Shortfall, days_of, ground
from smsbook.agreements.keeps_gaps import all_shortfalls
from smsbook.agreements.promise import Promise
from smsbook.agreements.promises import Promises, promises
from smsbook.agreements.supplies import received, stated, supplying
from smsbook.agreements.support import Support
from smsbook.agreements.terms import terms
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.source.finding import Spot


@dataclass(frozen=True)
class Chain:
    """One SLA, and all that is received for what it covers.

    `availabilities` are those of the services it is about, worked out; `ways` are, by service, all that it
    cannot do without, each with a shortest way to it; what lies below a part is its supplier's matter where
    an agreement covers the whole of it. `shortfalls` is what a check finds about it, accepted or not.
    """

    library: Library = field(repr=False)
    sla: Document
    as_of: date
    promises: Promises
    ground: Ground = field(repr=False)
    received: Mapping[str, tuple[Promise, ...]] = field(repr=False)
    availabilities: Mapping[str, Availability]
    ways: Mapping[str, Mapping[str, tuple[str, ...]]]
    shortfalls: tuple[Shortfall, ...]

    @property
    def graph(self) -> Support:
        """What rests on what."""
        return self.ground.graph

    @property
    def days(self) -> tuple[date, date]:
        """The first and last day over which hours are compared."""
        return days_of(self.promises.terms, self.as_of)

    @cached_property
    def told(self) -> Mapping[tuple[str, str, Spot, Spot | None], tuple[Shortfall, ...]]:
        """The shortfalls by metric, priority, the place of the promise, and each place below or none."""
        found: dict[tuple[str, str, Spot, Spot | None], list[Shortfall]] = defaultdict(list)
        for each in self.shortfalls:
            for spot in (None, *dict.fromkeys(each.received)):
                found[each.what, each.priority, each.promised, spot].append(each)
        return {key: tuple(several) for key, several in found.items()}

    @property
    def needed(self) -> frozenset[str]:
        """The services and components that it cannot do without."""
        return frozenset(part for ways in self.ways.values() for part in ways)

    @property
    def apart(self) -> tuple[str, ...]:
        """The parts that stand in for each other, so that none of them alone has to keep a promise."""
        groups = (group for part in self.needed for group in self.graph.nodes[part].groups)
        return tuple(sorted({id for group in groups for id in group.ids} - self.needed))

    @property
    def best_effort(self) -> tuple[str, ...]:
        """The parts that are there at best effort only."""
        edges = (edge for part in self.needed for edge in self.graph.nodes[part].best_effort)
        return tuple(sorted({edge.below for edge in edges} - self.needed))

    @property
    def unsupplied(self) -> tuple[str, ...]:
        """The components it cannot do without that no agreement supports."""
        components = (part for part in self.needed if self.graph.nodes[part].kind == "component")
        return tuple(sorted(part for part in components if not supplying(self.library, part)))


def chain(library: Library, sla: Document, as_of: date) -> Chain:
    """Gather an SLA and what it rests on; whatever is in use counts, so that time alone alters nothing."""
    base, read = ground(library, as_of), promises(library, terms(library, sla))
    about = (*read.terms.covers, *(id for target in read.targets for id in target.about))
    services = tuple(id for id in dict.fromkeys(about) if id in base.graph.nodes)
    alone = replace(base, promised=(read,))
    return Chain(
        library,
        sla,
        as_of,
        read,
        base,
        received(library),
        availabilities(base.graph, stated(library), services),
        {service: ways(base, service) for service in services},
        tuple(all_shortfalls(alone)),
    )


def ways(base: Ground, service: str) -> Mapping[str, tuple[str, ...]]:
    """Return all that a service cannot do without, each with a shortest way to it."""
    return {way[-1]: way for way in ((service,), *below(base, (service,)))}
