"""What a service rests on: components and suppliers in layers, laid out by Graphviz.

Graphviz is given sizes and numbers only, no text: places do not depend on fonts, and content reaches no
parser.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from smsbook.library.document import Document
from smsbook.pages.book import Book
from smsbook.pages.figure import Box, Figure, Line, Point, arrowhead, point, wrap
from smsbook.source.folder import CouldNotRun

_INCH = 72.0
_MOST = 80  # boxes; beyond that nobody sees anything, and the tables say more
_WIDTH = 146.0


@dataclass
class _Graph:
    """What rests on what: documents by id, edges with the word for how much it is needed."""

    documents: dict[str, Document] = field(default_factory=dict)
    edges: dict[tuple[str, str], str] = field(default_factory=dict)


def layers(book: Book, service: Document) -> Figure | None:
    """Draw what a service rests on, or nothing where it says nothing about that."""
    graph = _Graph({service.id: service})
    waiting = [service]
    while waiting and len(graph.documents) < _MOST:
        document = waiting.pop(0)
        for id, word in _below(book, document):
            below = book.library.document(id)
            if below is None:
                continue
            if below.id not in graph.documents:
                graph.documents[below.id] = below
                waiting.append(below)
            if below.id != document.id:
                graph.edges.setdefault((document.id, below.id), word)
    return _draw(book, service, graph) if graph.edges else None


def _below(book: Book, document: Document) -> list[tuple[str, str]]:
    body = book.body(document)
    if document.kind not in ("service", "component"):
        return []
    found = [
        (entry["component"], entry.get("need", "required"))
        for entry in body.get("components", ())
        if "component" in entry
    ]
    supplier = body.get("supplier")
    return [*found, (supplier, "supplied")] if isinstance(supplier, str) else found


def _draw(book: Book, service: Document, graph: _Graph) -> Figure:
    lines = {id: wrap(document.title, 18, 3) for id, document in graph.documents.items()}
    heights = {id: 20.0 + 17 * len(lines[id]) for id in lines}
    places, paths, size = _layout(heights, list(graph.edges))
    boxes = []
    for id, document in graph.documents.items():
        x, y = places[id][0] - _WIDTH / 2, places[id][1] - heights[id] / 2
        look = "self" if id == service.id else document.kind
        target = "" if id == service.id else book.places.page(document)
        boxes.append(
            Box(id, x, y, _WIDTH, heights[id], document.title, lines[id], look, target, strong=False)
        )
    drawn = [_line(ends, paths[ends], word) for ends, word in graph.edges.items()]
    parts = len(graph.documents) - 1
    return Figure(
        f"layers-{service.id.lower()}",
        f"What {service.title} rests on",
        f"{service.title} rests on {parts} components, services and suppliers, directly or through others. "
        "The tables on this page say the same in words.",
        *size,
        tuple(boxes),
        tuple(drawn),
    )


def _line(ends: tuple[str, str], points: list[Point], word: str) -> Line:
    curves = "".join(
        f"C{point(points[i])} {point(points[i + 1])} {point(points[i + 2])}"
        for i in range(1, len(points) - 2, 3)
    )
    title = (
        f"{ends[1]} supplies {ends[0]}" if word == "supplied" else f"{ends[0]} rests on {ends[1]} ({word})"
    )
    head = arrowhead(points[-1], points[-2])
    return Line(f"M{point(points[0])}{curves}", (head,), title, f"need-{word}", ends)


def _layout(
    heights: dict[str, float], edges: list[tuple[str, str]]
) -> tuple[dict[str, Point], dict[tuple[str, str], list[Point]], Point]:
    """Let Graphviz place boxes of given sizes; return their middles, the lines' points and the whole size."""
    names = {id: f"n{number}" for number, id in enumerate(heights)}
    graph = ["digraph {", "graph [rankdir=LR nodesep=0.18 ranksep=0.5 margin=0]"]
    graph += ['node [shape=box label="" fixedsize=true]']
    sizes = {
        names[id]: f"width={_WIDTH / _INCH:.4f} height={height / _INCH:.4f}" for id, height in heights.items()
    }
    graph += [f"{name} [{size}]" for name, size in sizes.items()]
    graph += [f"{names[source]} -> {names[target]} [arrowhead=none]" for source, target in edges]
    text = _graphviz("\n".join([*graph, "}"]))
    return _read(text, {name: id for id, name in names.items()})


def _graphviz(graph: str) -> str:
    """Return the layout of a graph in the plain format. The program comes along with `pip install`."""
    beside = Path(sys.executable).with_name("graphviz-pure")
    program = str(beside) if beside.exists() else shutil.which("graphviz-pure")
    if program is None:
        raise CouldNotRun("the drawings need graphviz-pure; install it with `pip install graphviz-pure`")
    done = subprocess.run(
        [program, "-Kdot", "-Tplain"], input=graph, capture_output=True, text=True, check=True
    )
    return done.stdout


def _read(
    text: str, ids: dict[str, str]
) -> tuple[dict[str, Point], dict[tuple[str, str], list[Point]], Point]:
    """Read Graphviz's plain format: inches, counted from the lower left corner."""
    places: dict[str, Point] = {}
    paths: dict[tuple[str, str], list[Point]] = {}
    height, size, edge = 0.0, (0.0, 0.0), 1.0
    for line in text.replace("\\\n", "").splitlines():
        match line.split():
            case ["graph", _, wide, tall]:
                height = float(tall)
                size = (float(wide) * _INCH + 2 * edge, height * _INCH + 2 * edge)
            case ["node", name, x, y, *_]:
                places[ids[name]] = (float(x) * _INCH + edge, (height - float(y)) * _INCH + edge)
            case ["edge", source, target, count, *rest]:
                numbers = [float(item) for item in rest[: 2 * int(count)]]
                paths[ids[source], ids[target]] = [
                    (x * _INCH + edge, (height - y) * _INCH + edge)
                    for x, y in zip(numbers[::2], numbers[1::2], strict=True)
                ]
    return places, paths, size
