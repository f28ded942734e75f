"""Drawings: the same bytes each time, inside their frames, with words beside them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from conftest import AS_OF, PROJECT
from shelf import documents, library
from smsbook.check.report import Report
from smsbook.check.run import check
from smsbook.library.history import NO_HISTORY
from smsbook.pages.book import Book
from smsbook.pages.figure import Figure, number, wrap
from smsbook.pages.frame import frame
from smsbook.pages.interface_map import interface_map
from smsbook.pages.layers import layers
from smsbook.pages.neighbours import neighbours
from smsbook.pages.render import render


@pytest.fixture(scope="module")
def report() -> Report:
    return check(PROJECT / "sms", date.fromisoformat(AS_OF))


def figures(report: Report) -> list[Figure]:
    book = Book(report, NO_HISTORY)
    found = [interface_map(book)]
    found += [neighbours(book, process) for process in book.of_kind("process")]
    found += [layers(book, service) for service in book.of_kind("service")]
    return [figure for figure in found if figure]


def test_the_same_data_give_the_same_drawing(report: Report) -> None:
    assert figures(report) == figures(report)


def test_boxes_stay_inside_and_do_not_overlap(report: Report) -> None:
    drawn = figures(report)
    assert len(drawn) > 15
    for figure in drawn:
        for box in figure.boxes:
            assert box.x >= 0
            assert box.y >= 0
            assert box.x + box.width <= figure.width
            assert box.y + box.height <= figure.height
        for a in figure.boxes:
            for b in figure.boxes:
                apart = (
                    a.x + a.width <= b.x
                    or b.x + b.width <= a.x
                    or a.y + a.height <= b.y
                    or b.y + b.height <= a.y
                )
                assert a is b or apart, (figure.title, a.name, b.name)


def test_drawings_on_pages_are_sound_and_say_what_they_are(report: Report) -> None:
    seen = 0
    for page in render(report):
        for svg in re.findall(r"<svg.*?</svg>", page.text) if page.path.endswith(".md") else ():
            root = ET.fromstring(svg)
            seen += 1
            ids = [element.get("id") for element in root.iter() if element.get("id")]
            assert [root.get("aria-labelledby"), root.get("aria-describedby")] == ids
            assert "fill=" not in svg
            assert "stroke=" not in svg  # colours are the theme's
    assert seen > 15


@pytest.mark.parametrize("count", range(2, 31))
def test_a_frame_for_any_number_of_processes(count: int) -> None:
    places, (wide, tall) = frame(count)
    assert len(set(places)) == count
    assert all(0 < x < wide and 0 < y < tall for x, y in places)


def test_rings_of_components_end() -> None:
    built, _ = library(
        documents(
            "kind: service\nid: SVC-a\nlifecycle: live\ncomponents: [{component: CMP-a}, {component: SVC-a}]",
            "kind: component\nid: CMP-a\ncomponents: [{component: CMP-b}, {component: nothing}]",
            "kind: component\nid: CMP-b\ncomponents: [{component: CMP-a, need: redundant}]",
        )
    )
    book = Book(Report(built, date(2026, 1, 1), (), ()), NO_HISTORY)
    figure = layers(book, book.of_kind("service")[0])
    assert figure is not None
    assert {line.ends for line in figure.lines} == {
        ("SVC-a", "CMP-a"),
        ("CMP-a", "CMP-b"),
        ("CMP-b", "CMP-a"),
    }


def test_no_interfaces_no_drawing() -> None:
    built, _ = library(documents("kind: process\nid: ISM", "kind: service\nid: SVC-a\nlifecycle: live"))
    book = Book(Report(built, date(2026, 1, 1), (), ()), NO_HISTORY)
    assert interface_map(book) is None
    assert neighbours(book, book.of_kind("process")[0]) is None
    assert layers(book, book.of_kind("service")[0]) is None


def test_numbers_and_lines() -> None:
    assert [number(value) for value in (0.0, -0.04, 1.25, 10.0, -3.14159)] == ["0", "0", "1.2", "10", "-3.1"]
    assert wrap("one two three four", 9, 2) == ("one two", "three …")
    assert wrap("", 9) == ("",)
