"""The interfaces of one process: what it takes on the left, what it gives on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from smsbook.library.document import Document
from smsbook.pages.book import Book
from smsbook.pages.figure import Box, Figure, Line, arrowhead, point, wrap
from smsbook.pages.interface_map import Flows, add_flow

_SIDE, _MIDDLE, _GAP, _ROW, _BETWEEN = 286.0, 190.0, 74.0, 17.0, 14.0
_TOP = 34.0


def neighbours(book: Book, process: Document) -> Figure | None:
    """Draw what passes between one process and others, or nothing where nothing does."""
    passing: Flows = {}
    for interface in book.body(process).get("interfaces", ()):
        add_flow(passing, book, process, interface)
    if not passing:
        return None
    takes = {giver: what for (giver, taker), what in passing.items() if taker == process.id}
    gives = {taker: what for (giver, taker), what in passing.items() if giver == process.id}
    left, left_end = _column(book, takes, 1.0)
    right, right_end = _column(book, gives, _SIDE + _MIDDLE + 2 * _GAP + 1)
    height = max(left_end, right_end, _TOP + 90)
    left, right = _lower(left, (height - left_end) / 2), _lower(right, (height - right_end) / 2)
    middle = _centre(process, height)
    lines = [_line(box, middle, _said(takes, box)) for box in left]
    lines += [_line(middle, box, _said(gives, box)) for box in right]
    counts = f"takes something from {len(takes)} and gives something to {len(gives)}"
    return Figure(
        f"interfaces-{process.id.lower()}",
        f"Interfaces of {process.title}",
        f"{process.id} {counts} other processes. The table below says the same in words.",
        2 * _SIDE + _MIDDLE + 2 * _GAP + 2,
        height + 2,
        (*left, middle, *right),
        tuple(lines),
        _captions(takes, gives),
    )


def _captions(
    takes: Mapping[str, object], gives: Mapping[str, object]
) -> tuple[tuple[float, float, str], ...]:
    captions = [(_SIDE / 2 + 1, 16.0, "takes from")] if takes else []
    captions += [(_SIDE * 1.5 + _MIDDLE + 2 * _GAP + 1, 16.0, "gives to")] if gives else []
    return tuple(captions)


def _column(book: Book, sides: Mapping[str, Sequence[str]], x: float) -> tuple[list[Box], float]:
    boxes: list[Box] = []
    y = _TOP
    order = {process.id: number for number, process in enumerate(book.duties.processes())}
    for id in sorted(sides, key=lambda side: (order.get(side, 99), side)):
        name = book.places.name(id)
        title = name.title if name else id
        there = book.places.place(id)
        items = [line for what in sides[id] for line in _item(what)]
        lines = (wrap(f"{id} {title}", 32, 1)[0], *items)
        height = 16 + _ROW * len(lines)
        look = "process" if there else "absent"
        boxes.append(Box(id, x, y, _SIDE, height, title, lines, f"{look} left", there or ""))
        y += height + _BETWEEN
    return boxes, y - _BETWEEN


def _lower(boxes: list[Box], by: float) -> list[Box]:
    return [replace(box, y=box.y + by) for box in boxes]


def _item(what: str) -> list[str]:
    first, *more = wrap(what, 35, 4)
    return [f"· {first}", *(f"\u00a0\u00a0{line}" for line in more)]


def _centre(process: Document, height: float) -> Box:
    title = wrap(process.title, 22, 3)
    tall = 44 + _ROW * len(title)
    y = _TOP + (height - _TOP - tall) / 2
    lines = (process.id, *title)
    return Box(process.id, 1 + _SIDE + _GAP, y, _MIDDLE, tall, process.title, lines, "self")


def _said(sides: Mapping[str, Sequence[str]], box: Box) -> str:
    return "; ".join(sides[box.name])


def _line(source: Box, target: Box, title: str) -> Line:
    start = (source.x + source.width, source.y + source.height / 2)
    end = (target.x, target.y + target.height / 2)
    bend = (end[0] - start[0]) / 2
    a, b = (start[0] + bend, start[1]), (end[0] - bend, end[1])
    path = f"M{point(start)}C{point(a)} {point(b)} {point(end)}"
    return Line(
        path,
        (arrowhead(end, b),),
        f"{source.name} to {target.name}: {title}",
        "interface",
        (source.name, target.name),
    )
