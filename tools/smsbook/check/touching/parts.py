"""What a service or component touches if it falls away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from smsbook.agreements.customers import customers_of
from smsbook.agreements.supplies import supplying
from smsbook.agreements.support import Edge, Node, Support
from smsbook.agreements.terms import terms
from smsbook.check.touching.step import Step, entry
from smsbook.library.library import Library
from smsbook.source.finding import Spot

Resting = Mapping[str, Sequence[tuple[Edge, str, str]]]


def resting(graph: Support) -> Resting:
    """Return by id what rests on it: the edge, in words how it is needed, and how hard."""
    found: dict[str, list[tuple[Edge, str, str]]] = {}
    for node in graph.nodes.values():
        for edge, words, need in _edges(node):
            found.setdefault(edge.below, []).append((edge, words, need))
    return found


def part(library: Library, above: Resting, id: str) -> Iterator[Step]:
    """Yield what rests on a service or component, and the agreements that promise it."""
    for edge, words, need in above.get(id, ()):
        source = edge.source if isinstance(edge.source, Spot) else None
        yield Step(id, edge.above, words, source, need)
    for link in library.links_to(id):
        if link.source.kind == "sla" and link.route[:1] == ("services",) and link.source.in_use:
            yield Step(id, link.source.id, "promises", Spot(link.source.path, link.route))


def beside(library: Library, id: str, first: bool) -> Iterator[Step]:
    """Yield who is beside a part: its customers and, where it is what falls away, what supports it."""
    for agreement in supplying(library, id) if first else ():
        support = entry(library, agreement, "supports", id) or Spot(agreement.path, ("supports",))
        yield Step(id, agreement.id, "supports", support, further=False)
    document = library.document(id)
    for customer in customers_of(library, id):
        named = entry(library, document, "customers", customer) if document else None
        spot = named or _promised(library, id, customer)
        yield Step(id, customer, "is a customer of", spot, further=False)


def _edges(node: Node) -> Iterator[tuple[Edge, str, str]]:
    yield from ((edge, "requires", "required") for edge in node.required)
    for group in node.groups:
        name = f" in the group {group.name}" if group.name else ""
        words = f"needs {group.needed} of {len(group.members)}{name}, among them"
        need = "redundant" if group.needed < len(group.members) else "required"
        yield from ((edge, words, need) for edge in group.members)
    yield from ((edge, "uses at best effort", "best-effort") for edge in node.best_effort)


def _promised(library: Library, service: str, customer: str) -> Spot | None:
    """Return where an agreement about a service names a customer."""
    for sla in library.of_kind("sla"):
        spot = entry(library, sla, "customers", customer)
        if spot and service in terms(library, sla).covers:
            return spot
    return None
