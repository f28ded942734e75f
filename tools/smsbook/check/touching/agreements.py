"""What an agreement touches if it falls away."""

from __future__ import annotations

from collections.abc import Iterator

from smsbook.agreements.customers import agreed, customers_of
from smsbook.agreements.terms import terms
from smsbook.check.touching.step import Step, entry
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.source.finding import Spot


def agreement(library: Library, document: Document, first: bool) -> Iterator[Step]:
    """Yield what an agreement covers and promises; `first` where it is what falls away itself."""
    yield from _covered(library, document, first)
    for link in library.links_from(document) if first else ():
        if link.route[:1] in {("customers",), ("supplier",)}:
            spot = Spot(document.path, link.route)
            yield Step(document.id, library.canonical(link.to), "is a party to", spot, further=False)
    for link in library.links_to(document.id) if first else ():
        if link.source.kind == "sla" and link.source.in_use and link.route == ("based_on",):
            yield Step(document.id, link.source.id, "builds upon", Spot(link.source.path, link.route))
    if first and document.get("default") is True:
        yield from _without(library, document)
    yield from _reports(library, document)


def _without(library: Library, default: Document) -> Iterator[Step]:
    """Yield the customers who have no other agreement about a service than the default one."""
    held = agreed(library)
    for service in terms(library, default).covers:
        document = library.document(service)
        for customer in customers_of(library, service) if document else ():
            if (service, customer) not in held:
                spot = entry(library, document, "customers", customer) if document else None
                words = f"has no other agreement about {service} than"
                yield Step(default.id, customer, words, spot, further=False)


def _covered(library: Library, document: Document, first: bool) -> Iterator[Step]:
    """Yield what an OLA or UA supports, by either side's word, or the services that an SLA promises."""
    text = terms(library, document)
    if document.kind == "sla":
        for service in text.covers if first else ():
            spot = entry(library, document, "services", service) or text.spot("services")
            yield Step(document.id, service, "is promised by", spot, further=False)
        return
    for part in text.covers:
        yield Step(document.id, part, "is supported by", entry(library, document, "supports", part))
    for link in library.links_to(document.id):
        named = link.source.kind in {"service", "component"} and link.route[:1] == ("agreements",)
        if named and link.source.id not in text.covers:
            yield Step(document.id, link.source.id, "is supported by", Spot(link.source.path, link.route))


def _reports(library: Library, document: Document) -> Iterator[Step]:
    """Yield the reports that an agreement promises, by either side's word."""
    for link in library.links_from(document):
        if link.route[:1] == ("reporting",):
            spot = Spot(document.path, link.route)
            yield Step(document.id, library.canonical(link.to), "is promised by", spot, further=False)
    for link in library.links_to(document.id):
        if link.source.kind == "report" and link.route[:1] == ("agreements",):
            spot = Spot(link.source.path, link.route)
            yield Step(document.id, link.source.id, "is asked for by", spot, further=False)
