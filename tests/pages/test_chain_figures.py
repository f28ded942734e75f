"""The chain under an SLA: the drawings and the table say the same, whatever rests on whatever."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html import unescape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages.carried import (
    HOST,
    OTHERS,
    book_of,
    document,
    example,
    page,
    small,
    words,
)
from shelf import documents, library
from smsbook.library.history import NO_HISTORY
from smsbook.pages.book import Book
from smsbook.pages.chain import ChainOf
from smsbook.pages.chain_figure import chain_figures
from smsbook.pages.chain_parts import chain_of
from smsbook.pages.figure import Figure
from smsbook.pages.kept import worked_out
from smsbook.pages.working_rows import working_rows


def test_the_table_names_every_edge_and_both_drawings_every_box() -> None:
    text = page(small(), "SLA-compute")
    table = text[text.index("The same as a table") : text.index("## How it is kept")]
    rows = {words(row.split("</td>")[0]).strip(): words(row) for row in re.findall(r"<tr>(.*?)</tr>", table)}
    assert "promised by this agreement to The survey" in rows["Computing"]
    assert "required by Computing , Node a , Node b" in rows["The hall"]
    assert "99.5 % Example availability: not comparable The host" in rows["The hall"]
    assert "1 of 2 in the group login by Computing" in rows["Node a"]
    drawings = re.findall(r"<svg.*?</svg>", text)
    assert len(drawings) == 2
    for drawing in drawings:
        said = words(drawing)
        for part in (
            "The survey",
            "This agreement: Example",
            "The hall",
            "Node a",
            "Node b",
            "The host",
            "UA-host",
        ):
            assert part in said
        assert "1 of 2 in the group login must" in said
        assert "best effort: service" in said
        assert "required component" in said
        root = ET.fromstring(drawing)
        assert root.get("role") == "group"
        links = {unescape(link.get("href") or "") for link in root.iter("a")}
        assert {"../services/CMP-hall.html", "UA-host.html"} <= links


def test_every_line_says_what_it_means() -> None:
    for figure in all_figures(example()):
        assert all(line.title and line.heads for line in figure.lines)
        looks = {line.look for line in figure.lines}
        assert looks <= {"need-required", "need-redundant", "need-best-effort", "need-supplied"}
        assert {"need-required", "need-supplied"} <= looks


def all_figures(book: Book) -> list[Figure]:
    chains = [chain_of(book, sla) for sla in book.of_kind("sla")]
    return [figure for found in chains if found for figure in chain_figures(book, found)]


def test_the_same_data_give_the_same_drawing() -> None:
    assert all_figures(example()) == all_figures(Book(example().report, NO_HISTORY))


def assert_tidy(figure: Figure) -> None:
    for box in figure.boxes:
        assert min(box.x, box.y) >= 0
        assert box.x + box.width <= figure.width
        assert box.y + box.height <= figure.height
    for number, a in enumerate(figure.boxes):
        for b in figure.boxes[number + 1 :]:
            beside = a.x + a.width <= b.x or b.x + b.width <= a.x
            assert beside or a.y + a.height <= b.y or b.y + b.height <= a.y, (a.name, b.name)


def test_boxes_stay_inside_and_apart() -> None:
    figures = [*all_figures(example()), *all_figures(small())]
    assert len(figures) == 2 * 5
    for figure in figures:
        assert_tidy(figure)


NEEDS = st.sampled_from(["required", "redundant", "best-effort"])
EDGES = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 8), NEEDS, st.sampled_from(["x", "y"])), max_size=24
)


def graph_of(edges: list[tuple[int, int, str, str]]) -> tuple[str, ...]:
    """Return two services and some components, with rings, missing parts and suppliers without agreement."""
    texts = ["kind: sla\nid: SLA-all\ndefault: true\nservices: [SVC-0, SVC-1]"]
    for here in range(8):
        kind, id = ("service", f"SVC-{here}") if here < 2 else ("component", f"CMP-{here}")
        said = [(below, need, group) for above, below, need, group in edges if above == here]
        entries = [
            f"- {{component: {'SVC' if below < 2 else 'CMP'}-{below}, need: {need}"
            f"{f', group: {group}' if need == 'redundant' else ''}}}"
            for below, need, group in said
        ]
        more = "lifecycle: live" if kind == "service" else f"title: Part {here}\nprovided_by: own"
        more += "\nsupplier: SUP-host" if here % 3 == 2 and kind == "component" else ""
        texts.append(
            "\n".join([f"kind: {kind}\nid: {id}\n{more}", *(["components:", *entries] if entries else [])])
        )
    return (*texts, HOST.replace("CMP-hall", "CMP-2, CMP-3"), OTHERS[0])


@given(EDGES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_rests_on_whatever_it_is_drawn(edges: list[tuple[int, int, str, str]]) -> None:
    book = book_of(library(documents(*graph_of(edges)))[0])
    sla = document(book, "SLA-all")
    found = chain_of(book, sla)
    assert found is not None
    assert len({part.id for part in found.parts}) == len(found.parts)
    for figure in chain_figures(book, found):
        assert_tidy(figure)
        assert {part.id for part in found.parts} <= {box.name for box in figure.boxes}
        assert min(box.width for box in figure.boxes) > 100
        for line in figure.lines:
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", line.path)]
            assert all(0 <= x <= figure.width for x in numbers[::2])
            assert all(0 <= y <= figure.height for y in numbers[1::2])
    assert uses_of(found) >= uses_between(book, found)
    for worked in worked_out(book, sla):
        assert working_rows(worked)


def uses_of(found: ChainOf) -> set[tuple[str, str]]:
    return {(use.by, part.id) for part in found.parts for use in part.uses}


def uses_between(book: Book, found: ChainOf) -> set[tuple[str, str]]:
    """Return all edges from parts that are reached without best effort."""
    nodes = book.chains.ground.graph.nodes
    reached = [part.id for part in found.roots]
    for here in reached:
        reached += [id for id in nodes[here].counted if id not in reached]
    edges = {(here, id) for here in reached for id in nodes[here].counted}
    return edges | {(here, edge.below) for here in reached for edge in nodes[here].best_effort}


def test_what_is_not_carried_is_marked_in_words() -> None:
    found = chain_of(example(), document(example(), "SLA-compute"))
    assert found is not None
    assert found.short == {"OLA-data-centre": ("maintenance: a gap that is accepted",)}
    for figure in chain_figures(example(), found):
        marked = [box for box in figure.boxes if "short" in box.look.split()]
        assert [box.name for box in marked] == ["OLA-data-centre"]
        assert "a gap that is accepted" in " ".join(marked[0].notes)
