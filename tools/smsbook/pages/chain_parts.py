"""The parts under an SLA, each once: below the nearest that needs it, those supplied alike together."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from smsbook.agreements.support import Support
from smsbook.check.chains import Chains
from smsbook.library.document import Document
from smsbook.pages.book import Book
from smsbook.pages.chain import BEST_EFFORT, REDUNDANT, REQUIRED, ChainOf, Part, Use, share_in_words, uses
from smsbook.pages.kept import promised_availability, worked_out

_STATES = {"short": "not carried", "doubtful": "not certain", "unknown": "not comparable"}


@dataclass
class _Tree:
    """Each part once, below whatever leads to it first."""

    children: dict[str, list[str]] = field(default_factory=dict)
    uses: dict[str, list[Use]] = field(default_factory=dict)


def chain_of(book: Book, sla: Document) -> ChainOf | None:
    """Return the chain under an SLA in use, or None where it is about no service that is described."""
    found = book.chains.of(sla)
    roots = [id for id in found.promises.terms.covers if id in found.graph.nodes] if found else []
    if not roots:
        return None
    body = book.body(sla)
    customers = () if body.get("default") else tuple(map(book.library.canonical, body.get("customers", ())))
    worked = {each.id: each.in_words for each in worked_out(book, sla)}
    parts = tuple(_parts(book, roots))
    return ChainOf(sla, customers, parts, promised_availability(book, sla), worked, _short(book, sla))


def _short(book: Book, sla: Document) -> dict[str, tuple[str, ...]]:
    """Return, by id, what agreements and parts do not carry, or not for certain, in words."""
    found: dict[str, dict[str, None]] = {}
    for each in book.chains.shortfalls.get(sla.path, ()):
        state = "a gap that is accepted" if each.accepted else _STATES[each.grade]
        for document in each.by:
            found.setdefault(document.id, {}).setdefault(f"{each.target}: {state}")
    return {id: tuple(words) for id, words in found.items()}


def _parts(book: Book, roots: list[str]) -> Iterator[Part]:
    chains, tree = book.chains, _tree(book.chains.ground.graph, roots)
    ahead = [(id, 0) for id in reversed(roots)]
    while ahead:
        id, depth = ahead.pop()
        used = tree.uses.get(id, [])
        yield replace(_part(book, chains, id, depth), uses=tuple(used))
        ahead += [(child, depth + 1) for child in reversed(_beside(chains, tree, id))]


def _beside(chains: Chains, tree: _Tree, id: str) -> list[str]:
    """Return what stands below a part; those supported by the same agreement stand beside each other."""
    children = tree.children.get(id, [])
    behind = {
        child: tuple(each.terms.document.id for each in chains.ground.behind(child)) for child in children
    }
    first = {agreements: number for number, agreements in reversed(list(enumerate(behind.values())))}
    place = {child: number for number, child in enumerate(children)}
    rank = {REQUIRED: 0, REDUNDANT: 1, BEST_EFFORT: 2}

    def order(child: str) -> tuple[int, int, int]:
        need = tree.uses[child][0].need
        return rank[need], place[child] if need == REDUNDANT else first[behind[child]], place[child]

    return sorted(children, key=order)


def _part(book: Book, chains: Chains, id: str, depth: int = 0) -> Part:
    """Return a service or component with what is known about it."""
    document = book.library.document(id)
    node = chains.ground.graph.nodes.get(id)
    name = book.library.names.get(id)
    body: Mapping[str, object] = book.body(document) if document else {}
    supplier = body.get("supplier")
    return Part(
        id,
        node.kind if node else "missing",
        document.title if document else name.title if name else id,
        depth,
        (),
        tuple(each.terms.document for each in chains.ground.behind(id)),
        book.library.canonical(supplier) if isinstance(supplier, str) else "",
        share_in_words(chains.stated.get(id)),
    )


def _tree(graph: Support, roots: list[str]) -> _Tree:
    """Place each part below the nearest that needs it; what is there at best effort only leads no further."""
    tree, met = _Tree(), set(roots)
    ahead, reached = deque(roots), list(roots)
    while ahead:
        here = ahead.popleft()
        for id, use in uses(graph.nodes[here]):
            if use.need != BEST_EFFORT and id not in met:
                met.add(id)
                reached.append(id)
                ahead.append(id)
                tree.children.setdefault(here, []).append(id)
    for here in reached:
        for id, use in uses(graph.nodes[here]):
            if id not in met:
                met.add(id)
                tree.children.setdefault(here, []).append(id)
            tree.uses.setdefault(id, []).append(use)
    for here in reached:
        for id in tree.children.get(here, []):
            tree.uses[id].sort(key=lambda use, here=here: use.by != here)  # type: ignore[misc]
    return tree
