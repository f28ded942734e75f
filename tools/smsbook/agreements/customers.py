"""Customers of services, and the agreements that hold for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product

from smsbook.agreements.terms import terms
from smsbook.library.document import Document
from smsbook.library.library import Library


def customers_of(library: Library, service: str) -> tuple[str, ...]:
    """Return the ids of the customers of a service: those it names, and those of agreements about it."""
    document = library.document(service)
    named = _ids(library, document.get("customers")) if document else ()
    agreed = [
        customer
        for sla in library.of_kind("sla")
        if service in _ids(library, sla.get("services"))
        for customer in _ids(library, sla.get("customers"))
    ]
    return tuple(dict.fromkeys((*named, *agreed)))


def covering(library: Library, service: str, customer: str, day: date | None = None) -> tuple[Document, ...]:
    """Return the SLAs in force for a customer of a service: its own first, then the default one.

    Without a day, those in use whatever their status and validity. For many pairs, ask `agreed` once.
    """
    found = agreed(library, day)
    return (*found.get((service, customer), ()), *found.get((service, ""), ()))


def agreed(library: Library, day: date | None = None) -> Mapping[tuple[str, str], tuple[Document, ...]]:
    """Return the SLAs in force by service and customer; those for every customer stand under no customer.

    Without a day, those in use whatever their status and validity.
    """
    found: dict[tuple[str, str], tuple[Document, ...]] = {}
    for sla in library.of_kind("sla"):
        text = terms(library, sla)
        if day is None or text.in_force(day):
            customers = ("",) if sla.get("default") is True else _ids(library, sla.get("customers"))
            for pair in product(text.covers, customers):
                found[pair] = (*found.get(pair, ()), sla)
    return found


def _ids(library: Library, value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else []
    return tuple(library.canonical(each) for each in listed if isinstance(each, str))
