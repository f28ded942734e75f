"""The chain under an SLA as a drawing: from the customers over the promise to the last supplier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from smsbook.pages.book import Book
from smsbook.pages.chain import ChainOf
from smsbook.pages.chain_boxes import customer_boxes, notes_of, part_box, supply_blocks
from smsbook.pages.chain_lines import customer_lines, part_lines, service_lines, supply_lines
from smsbook.pages.chain_places import NARROW, WIDE, Measures, blocks, box, tree
from smsbook.pages.figure import Box, Figure

_MOST = 60  # parts; beyond that nobody sees anything, and the table says more
_CAPTION, _BELOW = 30.0, 30.0


def chain_figures(book: Book, chain: ChainOf) -> list[Figure]:
    """Draw a chain twice, for wide and for narrow screens."""
    return [_figure(book, chain, at) for at in (WIDE, NARROW)]


def _figure(book: Book, chain: ChainOf, at: Measures) -> Figure:
    parts = chain.parts[:_MOST]
    at = at.fitting(max(part.depth for part in parts) + 1)
    customers, bottom = customer_boxes(book, chain, at)
    sla = _sla(chain, bottom + _BELOW, at)
    top = sla.y + sla.height + _BELOW + _CAPTION
    notes = {part.id: tuple(notes_of(chain, part, at.brief)) for part in parts}
    placed = tree(chain, parts, notes, at, top)
    boxes = {part.id: part_box(book, chain, part, placed.boxes[part.id]) for part in parts}
    suppliers, end = blocks(list(supply_blocks(book, chain, boxes, at)), at, top)
    lines = [
        *customer_lines(customers, sla),
        *service_lines(chain, boxes, sla),
        *part_lines(parts, boxes, placed),
        *supply_lines(parts, boxes, suppliers, at),
    ]
    right = [each for block in suppliers for each in block.boxes]
    return Figure(
        f"chain-{at.name}-{chain.sla.id.lower()}",
        f"What carries {chain.sla.title}",
        _description(chain, right),
        at.width,
        max(placed.bottom, end) + 2,
        (*customers, sla, *boxes.values(), *right),
        tuple(lines),
        _captions(at, top - 12) if right else (),
        tuple(placed.frames.values()),
    )


def _sla(chain: ChainOf, y: float, at: Measures) -> Box:
    values = set(chain.promised.values())
    promise = (f"promises an availability of {values.pop()}",) if len(values) == 1 else ()
    placed = box(chain.sla.id, 1, y, at.width - 2, f"This agreement: {chain.sla.title}", promise)
    return replace(placed, look="self left")


def _description(chain: ChainOf, right: Sequence[Box]) -> str:
    left_out = len(chain.parts) - _MOST
    more = f" {left_out} more services and components are left out here." if left_out > 0 else ""
    agreements = sum("agreement" in each.look.split() for each in right)
    counts = f"{len(chain.parts)} services and components carry it, and {agreements} agreements support these"
    way = "From the customers over this agreement down to the suppliers"
    return f"{way}: {counts}.{more} The table below says the same in words."


def _captions(at: Measures, y: float) -> tuple[tuple[float, float, str], ...]:
    supported = (sum(at.agreements) / 2, y, "supported by")
    return (supported, (sum(at.suppliers) / 2, y, "supplied by")) if at.suppliers else (supported,)
