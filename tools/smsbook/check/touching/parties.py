"""What a supplier, a customer, a person or a role touches if it falls away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.check.touching.step import Step
from smsbook.library.holdings import Holding, current
from smsbook.library.library import Library
from smsbook.source.finding import Spot

CONTRACTS = {"ola", "ua"}
_OWNED = ("service", "component", "sla", "ola", "ua", "report", "customer", "supplier")


def supplier(library: Library, id: str) -> Iterator[Step]:
    """Yield the agreements with a supplier, what it supplies, and the services that name it."""
    for link in (link for link in library.links_to(id) if link.source.in_use):
        spot = Spot(link.source.path, link.route)
        if link.source.kind in CONTRACTS and link.route == ("supplier",):
            yield Step(id, link.source.id, "is agreed with", spot)
        elif link.source.kind == "component" and link.route == ("supplier",):
            yield Step(id, link.source.id, "is supplied by", spot)
        elif link.source.kind == "service" and link.route[:1] == ("suppliers",):
            yield Step(id, link.source.id, "names as a supplier", spot, "named", further=False)


def customer(library: Library, id: str) -> Iterator[Step]:
    """Yield the agreements with a customer, and the services delivered to it."""
    for link in (link for link in library.links_to(id) if link.source.in_use):
        if link.route[:1] == ("customers",) and link.source.kind in {"sla", "service"}:
            words = "is agreed with" if link.source.kind == "sla" else "is delivered to"
            further = link.source.kind == "sla"
            spot = Spot(link.source.path, link.route)
            yield Step(id, link.source.id, words, spot, further=further)


def person(library: Library, id: str, as_of: date) -> Iterator[Step]:
    """Yield the roles that a person holds or stands in for, and what these own."""
    for held in current(library, as_of):
        spot = Spot(held.document.path, held.route)
        if library.canonical(held.person) == id:
            yield Step(id, held.role, _held(held), spot, _stand_in(held), further=False)
            yield from role(library, held.role, held)
        elif library.canonical(held.deputy) == id:
            words = f"is held by {held.person}, for whom stands in"
            yield Step(id, held.role, words, spot, "redundant", further=False)


def role(library: Library, id: str, held: Holding | None) -> Iterator[Step]:
    """Yield what a role owns; with an entry of the role assignments, what it owns for that one person."""
    for document in library.of_kind(*_OWNED):
        if library.canonical(document.head.owner) == id and (held is None or held.serves(document.id)):
            need = _stand_in(held) if held else "required"
            yield Step(id, document.id, "is owned by", Spot(document.path, ("owner",)), need, further=False)


def _held(held: Holding) -> str:
    about = f" for {', '.join(held.about)}" if held.about else ""
    return f"is held{about} by" if not held.deputy else f"is held{about}, with {held.deputy} as deputy, by"


def _stand_in(held: Holding) -> str:
    return "redundant" if held.deputy else "required"
