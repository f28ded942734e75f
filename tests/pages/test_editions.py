"""The pages that hold FitSM-1 beside its other edition and beside other standards."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from conftest import AS_OF, PROJECT
from smsbook.check.run import check
from smsbook.library.history import NO_HISTORY
from smsbook.pages.book import Book
from smsbook.pages.editions import group_place, requirement_place, reused, side_by_side
from smsbook.pages.places import coverage_page
from smsbook.pages.render import render
from smsbook.standard.crosswalk import crosswalk
from smsbook.standard.iso_20000 import iso_20000


@pytest.fixture(scope="module")
def book() -> Book:
    return Book(check(PROJECT / "sms", date.fromisoformat(AS_OF)), NO_HISTORY)


@pytest.fixture(scope="module")
def pages(book: Book) -> dict[str, str]:
    return {page.path: unescape(page.text) for page in render(book.report)}


def plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def test_every_row_of_the_crosswalk_stands_once(book: Book) -> None:
    rows = [comparison.row for section in side_by_side(book) for comparison in section.comparisons]
    assert len(rows) == len(crosswalk().rows)
    assert set(rows) == set(crosswalk().rows)
    assert len(list(reused(book))) == 21


def test_the_page_of_editions(pages: dict[str, str]) -> None:
    text = pages["standards/editions.md"]
    for word, meaning in crosswalk().relations.items():
        assert f"sms-is-{word}" in text
        assert meaning in text
    assert "## PR4 Service Availability & Continuity Management" in text
    assert "## Same id, other meaning" in text
    shown = plain(text)
    assert "PR4.2 Availability and continuity plans none dropped Plans for availability" in shown
    assert "PR11.6 Baseline before a release none dropped unverified" in shown


def test_ids_are_linked_where_an_edition_is_in_use(book: Book, pages: dict[str, str]) -> None:
    assert requirement_place(book, "FitSM-1:v3.0.1 PR4.2") == f"{coverage_page('FitSM-1:v3.0.1')}#pr4.2"
    assert requirement_place(book, "FitSM-1:v9 PR4.2") == ""
    assert group_place(book, "PR4") == f"{coverage_page('FitSM-1:v3.0.1')}#pr4"
    addresses = re.findall(r'href="([^"]*)"', pages["standards/editions.md"])
    for edition in ("FitSM-1:v3.0.1", "FitSM-1:2016"):
        page = coverage_page(edition).replace(".md", ".html")
        assert (f"../{page}#pr4.2" in addresses) is bool(requirement_place(book, f"{edition} PR4.2"))


def test_the_page_of_other_standards(pages: dict[str, str]) -> None:
    shown = plain(pages["standards/iso-20000.md"])
    for item in iso_20000().processes:
        assert f"{item.id} {item.name}" in shown
    for group in (f"PR{number}" for number in range(1, 15)):
        assert f"{group} " in shown
    for caveat in iso_20000().caveats:
        assert " ".join(caveat.split()) in shown
    assert "5.18 Risk management (supporting)" in shown
