"""All SLAs with what they rest on, gathered once for everybody who asks about one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from smsbook.agreements.availability import Availability, availabilities
from smsbook.agreements.customers import agreed
from smsbook.agreements.keeps import Ground, Shortfall, ground
from smsbook.agreements.keeps_gaps import all_shortfalls
from smsbook.agreements.lasting import Lapse, lapses
from smsbook.agreements.promise import Promise
from smsbook.agreements.promises import Promises
from smsbook.agreements.steps import Stated
from smsbook.agreements.supplies import received, stated
from smsbook.check.chain import Chain, ways
from smsbook.check.touching.parts import Resting, resting
from smsbook.library.document import Document
from smsbook.library.library import Library


class Chains:
    """The chains of a library on a day; whatever is in use counts, so that time alone alters nothing."""

    def __init__(self, library: Library, as_of: date) -> None:
        self.library = library
        self.as_of = as_of
        self._read: dict[str, Chain] = {}

    def of(self, sla: Document) -> Chain | None:
        """Return an SLA with what it rests on; None for a document that is no SLA in use."""
        read = self._promised.get(sla.path)
        if read is None:
            return None
        if sla.path not in self._read:
            self._read[sla.path] = self._gathered(sla, read)
        return self._read[sla.path]

    @cached_property
    def ground(self) -> Ground:
        """All agreements, and what rests on what."""
        return ground(self.library, self.as_of)

    @cached_property
    def stated(self) -> Mapping[str, Stated]:
        """The availability stated for each component."""
        return stated(self.library)

    @cached_property
    def above(self) -> Resting:
        """What rests on each service and component."""
        return resting(self.ground.graph)

    @cached_property
    def services(self) -> frozenset[str]:
        """The services in use."""
        nodes = self.ground.graph.nodes.values()
        return frozenset(node.id for node in nodes if node.kind == "service")

    @cached_property
    def slas(self) -> Mapping[str, tuple[Document, ...]]:
        """The SLAs about each service, the default one last."""
        found: dict[str, list[Document]] = defaultdict(list)
        for each in sorted(self.ground.promised, key=lambda each: each.terms.document.get("default") is True):
            for service in each.terms.covers:
                found[service].append(each.terms.document)
        return {service: tuple(documents) for service, documents in found.items()}

    @cached_property
    def customers(self) -> Mapping[str, tuple[str, ...]]:
        """The customers of each service: those it names, and those of agreements about it."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for service in self.library.of_kind("service"):
            for link in self.library.links_from(service):
                if link.route[:1] == ("customers",):
                    found[service.id].setdefault(self.library.canonical(link.to))
        for service_id, customer in agreed(self.library):
            if customer:
                found[service_id].setdefault(customer)
        return {service: tuple(customers) for service, customers in found.items()}

    @cached_property
    def lapses(self) -> Mapping[str, tuple[Lapse, ...]]:
        """The days on which an agreement is missing, by the path of the SLA that needs it."""
        found: dict[str, list[Lapse]] = defaultdict(list)
        for lapse in lapses(self.library, self.as_of):
            found[lapse.sla.document.path].append(lapse)
        return {path: tuple(each) for path, each in found.items()}

    @cached_property
    def shortfalls(self) -> Mapping[str, tuple[Shortfall, ...]]:
        """What a check finds about each SLA, by its path, accepted or not."""
        found: dict[str, list[Shortfall]] = defaultdict(list)
        for each in all_shortfalls(self.ground):
            found[each.sla.path].append(each)
        return {path: tuple(each) for path, each in found.items()}

    @cached_property
    def short(self) -> Mapping[str, tuple[Shortfall, ...]]:
        """What a check finds about each document that supports an SLA, by its path, accepted or not."""
        found: dict[str, list[Shortfall]] = defaultdict(list)
        for each in (each for several in self.shortfalls.values() for each in several):
            for document in each.by:
                found[document.path].append(each)
        return {path: tuple(each) for path, each in found.items()}

    @cached_property
    def _promised(self) -> Mapping[str, Promises]:
        return {each.terms.document.path: each for each in self.ground.promised}

    @cached_property
    def _received(self) -> Mapping[str, tuple[Promise, ...]]:
        return received(self.library)

    @cached_property
    def _availabilities(self) -> Mapping[str, Availability]:
        asked = (id for each in self.ground.promised for id in _about(self.ground, each))
        return availabilities(self.ground.graph, self.stated, asked)

    def _gathered(self, sla: Document, read: Promises) -> Chain:
        services = _about(self.ground, read)
        return Chain(
            self.library,
            sla,
            self.as_of,
            read,
            self.ground,
            self._received,
            {service: self._availabilities[service] for service in services},
            {service: ways(self.ground, service) for service in services},
            self.shortfalls.get(sla.path, ()),
        )


def _about(base: Ground, read: Promises) -> tuple[str, ...]:
    """Return the services and components that an SLA is about, in its order."""
    about = (*read.terms.covers, *(id for target in read.targets for id in target.about))
    return tuple(id for id in dict.fromkeys(about) if id in base.graph.nodes)
