"""The interfaces between all processes: the processes around an open middle, one line for each pair."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from smsbook.library.document import Document
from smsbook.pages.book import Book
from smsbook.pages.figure import Box, Figure, Line, Point, arrowhead, point, wrap
from smsbook.pages.frame import HEIGHT, WIDTH, frame, inwards, middle, port, shift

Flows = dict[tuple[str, str], list[str]]  # (giver, taker) -> what passes, each once
_BEND = 0.36  # how far a line runs towards the middle before it turns, as a part of its length


def flows(book: Book) -> Flows:
    """Return what passes between processes, whichever side says it."""
    found: Flows = {}
    for process in book.duties.processes():
        for interface in book.body(process).get("interfaces", ()):
            add_flow(found, book, process, interface)
    return found


def add_flow(found: Flows, book: Book, process: Document, interface: Mapping[str, str]) -> None:
    """Add one interface of a process."""
    other = book.places.name(interface.get("process", ""))
    if other is None or other.kind != "process" or other.name == process.id:
        return
    ends = (process.id, other.name) if interface.get("direction") == "gives" else (other.name, process.id)
    passing = found.setdefault(ends, [])
    if interface.get("what") and interface["what"] not in passing:
        passing.append(interface["what"])


def interface_map(book: Book) -> Figure | None:
    """Draw the interfaces between all processes, or nothing where there are no two."""
    passing = flows(book)
    named = {end for ends in passing for end in ends}
    ids = [process.id for process in book.duties.processes()]
    ids += sorted(named - set(ids))
    if len(ids) < 2:
        return None
    places, size = frame(len(ids))
    boxes = {id: _box(book, id, place) for id, place in zip(ids, places, strict=True)}
    lines = tuple(_lines(boxes, size, passing))
    description = (
        f"{len(ids)} processes around an open middle; {len(lines)} pairs of them pass something "
        "to each other. The table below says what passes."
    )
    return Figure(
        "interface-map",
        "Interfaces between the processes",
        description,
        *size,
        tuple(boxes.values()),
        lines,
    )


def _box(book: Book, id: str, place: Point) -> Box:
    name = book.places.name(id)
    title = name.title if name else id
    there = book.places.place(id)
    look = "process" if there else "absent"
    x, y = place[0] - WIDTH / 2, place[1] - HEIGHT / 2
    return Box(id, x, y, WIDTH, HEIGHT, title, (id, *wrap(title, 25, 2)), look, there or "")


def _lines(
    boxes: Mapping[str, Box], size: Point, passing: Mapping[tuple[str, str], Sequence[str]]
) -> Iterator[Line]:
    """Join each pair by a curve that leaves both boxes towards the open middle; lines share a side evenly."""
    pairs = sorted({(min(ends), max(ends)) for ends in passing})
    sides: dict[tuple[str, Point], list[tuple[str, str]]] = defaultdict(list)
    for pair in pairs:
        for end, other in (pair, pair[::-1]):
            sides[end, inwards(boxes[end], boxes[other], size)].append((end, other))
    ports = {}
    for (end, towards), lines in sides.items():
        along = 0 if towards[1] else 1  # lines lie beside each other along x or along y
        lines.sort(key=lambda line, along=along: (middle(boxes[line[1]])[along], line))  # type: ignore[misc]
        moved = shift(boxes[end], towards, size)
        for number, line in enumerate(lines):
            ports[line] = port(boxes[end], towards, number, len(lines), moved)
    for a, b in pairs:
        yield _curve(a, b, ports[a, b], ports[b, a], passing)


def _curve(
    a: str,
    b: str,
    start: tuple[Point, Point],
    end: tuple[Point, Point],
    passing: Mapping[tuple[str, str], Sequence[str]],
) -> Line:
    (x1, y1), (x2, y2) = start[0], end[0]
    reach = max(46.0, math.dist(start[0], end[0]) * _BEND)
    leave = (
        x1 + start[1][0] * reach / math.hypot(*start[1]),
        y1 + start[1][1] * reach / math.hypot(*start[1]),
    )
    arrive = (x2 + end[1][0] * reach / math.hypot(*end[1]), y2 + end[1][1] * reach / math.hypot(*end[1]))
    heads, words = [], []
    for giver, taker, tip, before in ((a, b, end[0], arrive), (b, a, start[0], leave)):
        if what := passing.get((giver, taker)):
            heads.append(arrowhead(tip, before))
            words.append(f"{giver} to {taker}: {'; '.join(what)}")
    path = f"M{point(start[0])}C{point(leave)} {point(arrive)} {point(end[0])}"
    return Line(path, tuple(heads), " | ".join(words), "interface", (a, b))
