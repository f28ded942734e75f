"""Gaps that were accepted: for what, by whom, until when."""

from __future__ import annotations

from datetime import date

import pytest

import shelf
from agreements.sample import DEFAULT, OWN, document, sms
from smsbook.agreements.accepted import accepts, gaps
from smsbook.library.library import Library

GAPS = """accepted_gaps:
- about: OLA-hall
  what: resolution-time
  priority: P1
  reason: A second engineer begins in autumn.
  approved_by: mara-venn
  until: 2026-09-30
- about: CMP-hall
  what: availability
  reason: Halls are joined next year.
  approved_by: mara-venn
  until: 2027-03-31
- about: OLA-hall
  what: resolution-time
  reason: Renewed for the winter.
  approved_by: mara-venn
  until: 2027-03-31
"""
PARTS = (
    "kind: component\nid: CMP-hall\nprovided_by: own",
    *(f"kind: ola\nid: OLA-{name}" for name in ("hall", "line")),
    "kind: people\nid: people\npeople: [{id: mara-venn, name: Mara Venn}]",
)
DAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def library() -> Library:
    return sms(DEFAULT, OWN + GAPS, *PARTS)


def accepted(
    library: Library, about: str | tuple[str, ...], what: str, priority: str = "", day: date = DAY
) -> str:
    gap = accepts(library, document(library, "SLA-compute"), about, what, priority, day)
    return gap.reason if gap else ""


def test_a_gap_says_for_what_by_whom_and_until_when(library: Library) -> None:
    first, _, last = gaps(library)
    assert (first.about, first.what, first.priority) == ("OLA-hall", "resolution-time", "P1")
    assert (first.approved_by, first.until) == ("mara-venn", date(2026, 9, 30))
    assert first.spot.path == "agreements/SLA-compute.yml"
    assert first.spot.route == ("accepted_gaps", 0)
    assert last.priority == ""


def test_a_gap_accepts_what_it_names_and_nothing_else(library: Library) -> None:
    assert accepted(library, "OLA-hall", "resolution-time", "P1") == "A second engineer begins in autumn."
    assert accepted(library, "OLA-hall", "response-time", "P1") == ""
    assert accepted(library, "OLA-line", "resolution-time", "P1") == ""
    assert accepted(library, "CMP-hall", "availability") == "Halls are joined next year."
    assert accepted(library, ("CMP-hall", "OLA-hall"), "availability") == "Halls are joined next year."


def test_a_gap_without_a_priority_is_meant_for_each(library: Library) -> None:
    assert accepted(library, "OLA-hall", "resolution-time", "P3") == "Renewed for the winter."


def test_a_gap_that_still_holds_comes_first_and_a_lapsed_one_accepts_too(library: Library) -> None:
    winter, spring = date(2026, 10, 1), date(2027, 4, 1)
    assert accepted(library, "OLA-hall", "resolution-time", "P1", winter) == "Renewed for the winter."
    assert accepted(library, "CMP-hall", "availability", day=spring) == "Halls are joined next year."
    (gap,) = (gap for gap in gaps(library) if gap.what == "availability")
    assert not gap.lapsed(date(2027, 3, 31))
    assert gap.lapsed(spring)


def test_what_is_accepted_in_the_default_is_accepted_in_those_that_build_on_it() -> None:
    library = sms(DEFAULT + GAPS, OWN, *PARTS)
    assert accepted(library, "CMP-hall", "availability") == "Halls are joined next year."
    assert len(gaps(library)) == 3
    assert len(gaps(library, document(library, "SLA-compute"))) == 3
    other = sms(DEFAULT, OWN + GAPS, *PARTS)
    assert accepts(other, document(other, "SLA-default"), "CMP-hall", "availability", "", DAY) is None


def test_a_gap_that_is_unclear_may_be_meant_for_what_is_wrong() -> None:
    library, findings = shelf.library(
        shelf.documents(DEFAULT, OWN + GAPS.replace("2026-09-30", "autumn"), *PARTS)
    )
    assert len(findings) == 1
    assert [gap.spot.route[1] for gap in gaps(library)] == [1, 2]
    assert accepted(library, "OLA-line", "resolution-time", "P1") == "A second engineer begins in autumn."
    assert accepted(library, "OLA-hall", "resolution-time", "P1") == "Renewed for the winter."
    assert accepted(library, "OLA-line", "resolution-time", "P2") == ""
    library = sms(DEFAULT, OWN + GAPS.replace("CMP-hall", "CMP-hal"), *PARTS)
    assert accepted(library, "CMP-hall", "availability") == "Halls are joined next year."
    assert accepted(library, "CMP-hall", "capacity") == ""
