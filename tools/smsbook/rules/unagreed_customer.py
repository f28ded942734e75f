"""A customer receives a service under no agreement: no SLA on it is theirs, and none holds for everybody.

Why it matters: Other customers know what they may expect of the service. This one does not, and nobody here
knows what was promised to them.

How to fix it: Name the customer in an SLA on the service, write one for them, or add the service to an SLA
with `default: true`, which holds for everybody. If they no longer receive it, take them out of the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from smsbook.agreements.supplies import agreed
from smsbook.agreements.terms import Terms, terms
from smsbook.agreements.unclear import unknown
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.source.finding import Finding, Spot

ID = "unagreed-customer"
_DELIVERED = {"live", "retiring"}
_SAID = ("services", "customers", "default", "based_on", "validity")


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each customer of a delivered service that has an SLA, but none for them as yet."""
    slas = tuple(library.of_kind("sla"))
    if any(not sla.readable or any(sla.damaged((key,)) for key in _SAID) for sla in slas):
        return  # a file that cannot be read may hold the agreement
    read = {sla.path: terms(library, sla) for sla in slas}
    if any(library.document(id) is None for sla in read.values() for id in sla.covers):
        return  # the service that a misspelt id means may be the one
    pairs = {pair: [read[sla.path] for sla in found] for pair, found in agreed(library).items()}
    covering: dict[str, list[Terms]] = {}
    for sla in read.values():
        for id in sla.covers:
            covering.setdefault(id, []).append(sla)
    misspelt = {sla.path for sla in slas if unknown(library, sla, "customers")}
    for service in library.of_kind("service"):
        if any(sla.document.path in misspelt for sla in covering.get(service.id, ())):
            continue  # who is misspelt there may be the customer
        delivered = service.get("lifecycle") in _DELIVERED and service.get("customer_facing") is not False
        # That no SLA names a service, or that all of them begin later, is a finding of its own.
        if delivered and any(not _to_come(sla, as_of) for sla in covering.get(service.id, ())):
            yield from _without(library, service, covering[service.id], pairs, as_of)


def _without(
    library: Library,
    service: Document,
    slas: list[Terms],
    pairs: Mapping[tuple[str, str], list[Terms]],
    as_of: date,
) -> Iterator[Finding]:
    named = service.get("customers")
    for index, word in enumerate(named if isinstance(named, list) else ()):
        route = ("customers", index)
        customer = library.document(word) if isinstance(word, str) else None
        if customer is None or not customer.in_use or service.damaged(route):
            continue
        theirs = [*pairs.get((service.id, customer.id), ()), *pairs.get((service.id, ""), ())]
        if all(_to_come(sla, as_of) for sla in theirs):
            yield _finding(service, customer.id, Spot(service.path, route), slas, theirs)


def _to_come(sla: Terms, as_of: date) -> bool:
    """Tell whether an approved SLA begins after the day."""
    return sla.document.head.status == "approved" and sla.first is not None and sla.first > as_of


def _finding(service: Document, customer: str, spot: Spot, slas: list[Terms], theirs: list[Terms]) -> Finding:
    if theirs:
        first = min(theirs, key=lambda sla: sla.first or date.max)
        assert first.first
        why = f"the first one for them, {first.document.id}, begins on {first.first.isoformat()}"
        mend = f"let {first.document.id} begin earlier, or write what holds until then"
        related: tuple[Spot, ...] = (first.spot("validity.from"),)
    else:
        names = ", ".join(sla.document.id for sla in slas)
        why = f"{names} {'covers' if len(slas) == 1 else 'cover'} it, but not for this customer"
        mend = f"name {customer} in one on the service, write one for them, or one with `default: true`"
        related = tuple(Spot(sla.document.path, ("customers",)) for sla in slas)
    return Finding(
        ID,
        spot,
        f"{customer} receives `{service.id}` under no agreement: {why}",
        f"{mend}; or take the customer out of this list",
        related=related,
    )
