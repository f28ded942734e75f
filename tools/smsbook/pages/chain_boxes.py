"""The boxes in the drawing of a chain: what they say, how they look, and where they lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from smsbook.library.document import Document
from smsbook.pages.book import Book
from smsbook.pages.chain import BEST_EFFORT, REDUNDANT, REQUIRED, ChainOf, Part, Use
from smsbook.pages.chain_places import Block, Measures, box
from smsbook.pages.figure import Box

NOBODY = "no agreement"
_SHORT = " short"
_ALSO = {REQUIRED: "also requires", REDUNDANT: "also stands on", BEST_EFFORT: "also at best effort"}


def customer_boxes(book: Book, chain: ChainOf, at: Measures) -> tuple[list[Box], float]:
    """Place the customers beside and below each other; return the lower edge of all too."""
    ids = chain.customers or ("",)
    width = (at.width - 2 - 14 * (at.abreast - 1)) / at.abreast
    boxes: list[Box] = []
    y = bottom = 1.0
    for number, id in enumerate(ids):
        if number and number % at.abreast == 0:
            y = bottom + 10
        name = book.places.name(id)
        title = name.title if name else id or "Every customer without an agreement of their own"
        alone = len(ids) == 1
        x = 1 + (number % at.abreast) * (width + 14)
        placed = box(
            id or "customers", x, y, at.width - 2 if alone else width, title, ("customer",) if id else ()
        )
        boxes.append(replace(placed, look="customer", target=book.places.place(id) or "" if id else ""))
        bottom = max(bottom, y + placed.height)
    return boxes, bottom


def notes_of(chain: ChainOf, part: Part, brief: bool) -> Iterator[str]:
    """Say how a part is needed, how available it is, and which parts drawn elsewhere it rests on too."""
    word = {REQUIRED: "required ", BEST_EFFORT: "best effort: ", REDUNDANT: "redundant "}
    need = word[part.uses[0].need] if part.depth and part.uses else ""
    kind = part.kind if part.kind != "missing" else "described nowhere"
    stated = f", {part.share} available" if part.share else ""
    promised = f", {chain.promised[part.id]} promised" if part.id in chain.promised else ""
    yield f"{need}{kind}{stated}{promised}"
    if part.id in chain.worked_out:
        yield f"worked out: {chain.worked_out[part.id]}"
    yield from chain.short.get(part.id, ())
    found = {words: list(_others(chain, part, need)) for need, words in _ALSO.items()}
    if brief and any(found.values()):
        number = len({id for others in found.values() for id in others})
        yield f"also rests on {number} {'other' if number == 1 else 'others'}"
    elif not brief:
        yield from (f"{words} {', '.join(others)}" for words, others in found.items() if others)


def _others(chain: ChainOf, part: Part, need: str) -> Iterator[str]:
    """Yield the titles of the parts that a part rests on and that are drawn elsewhere."""
    for each in chain.parts:
        if any(use.by == part.id and use.need == need for use in _further(each)):
            yield each.title


def _further(part: Part) -> tuple[Use, ...]:
    """Return the uses of a part that no line shows: all but the one it stands under."""
    return part.uses[1:] if part.depth else part.uses


def part_box(book: Book, chain: ChainOf, part: Part, placed: Box) -> Box:
    """Return a placed box with the look of its part, and a link to its page."""
    document = book.library.document(part.id)
    need = f" need-{part.uses[0].need}" if part.uses and part.depth else ""
    look = f"left {part.kind}{need}{_SHORT if part.id in chain.short else ''}"
    return replace(placed, look=look, target=book.places.page(document) if document else "")


def supply_blocks(book: Book, chain: ChainOf, boxes: Mapping[str, Box], at: Measures) -> Iterator[Block]:
    """Gather the agreements behind the parts, by supplier; a supplier without one gets an empty one."""
    supported: dict[str, tuple[Document | None, str, list[str]]] = {}
    for part in (part for part in chain.parts if part.id in boxes):
        for agreement in part.agreements:
            supplier = book.body(agreement).get("supplier")
            name = book.library.canonical(supplier) if isinstance(supplier, str) else ""
            supported.setdefault(agreement.id, (agreement, name, []))[2].append(part.id)
        if part.supplier and not part.agreements:
            supported.setdefault(f"{NOBODY} {part.supplier}", (None, part.supplier, []))[2].append(part.id)
    by_supplier: dict[str, list[str]] = {}
    for id, (_, supplier, _) in supported.items():
        by_supplier.setdefault(supplier, []).append(id)
    for supplier, ids in by_supplier.items():
        wanted = {id: _height([boxes[part] for part in supported[id][2]]) for id in ids}
        agreements = [
            _agreement(book, chain, id, supported[id][0], at)
            for id in sorted(ids, key=lambda id: (wanted[id], id))
        ]
        yield Block(
            _supplier(book, supplier, at) if supplier else None,
            tuple(agreements),
            sum(wanted.values()) / len(wanted),
        )


def _height(boxes: Sequence[Box]) -> float:
    """Return where what supports some parts had best stand: nearer to the first of them."""
    middles = [each.y + each.height / 2 for each in boxes]
    return min(middles) * 0.7 + sum(middles) / len(middles) * 0.3


def _agreement(book: Book, chain: ChainOf, id: str, document: Document | None, at: Measures) -> Box:
    left, right = at.agreements
    if document is None:
        return replace(box(id, left, 0, right - left, NOBODY, ()), look="agreement absent")
    short = chain.short.get(document.id, ())
    placed = box(document.id, left, 0, right - left, document.title, (document.id, *short), 5)
    look = f"agreement {document.kind}{_SHORT if short else ''}"
    return replace(placed, look=look, target=book.places.page(document))


def _supplier(book: Book, id: str, at: Measures) -> Box:
    left, right = at.suppliers or at.agreements
    name = book.places.name(id)
    placed = box(id, left, 0, right - left, name.title if name else id, ("supplier",), 4)
    return replace(placed, look="supplier", target=book.places.place(id) or "")
