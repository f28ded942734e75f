"""The page of a report shows the evaluations of the agreements it is about, and their records do."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

import shelf
from smsbook.agreements.judging import State
from smsbook.check.report import Report
from smsbook.library.history import NO_HISTORY
from smsbook.pages.book import Book
from smsbook.pages.evaluated import round_of, rounds
from smsbook.pages.evaluation_view import groups
from smsbook.pages.render import render

LIBRARY, FINDINGS = shelf.library(shelf.sections(Path(__file__).with_name("evaluated.sms")))
REPORT = Report(LIBRARY, date(2026, 11, 21), (), ())
BOOK = Book(REPORT, NO_HISTORY)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    assert FINDINGS == []
    return {page.path: page.text for page in render(REPORT)}


def told(id: str) -> list[tuple[str, list[str]]]:
    """Return the periods that the page of a report shows, with their records."""
    report = LIBRARY.document(id)
    assert report is not None
    return [(each.title, [record.id for record in each.records]) for each in rounds(BOOK, report)]


def text(page: str) -> str:
    """Return the words of a page, its marks taken away."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_a_report_shows_the_agreements_it_is_about() -> None:
    september = ("September 2026", ["REC-2026-10-05-sla"])
    october = ("October 2026", ["REC-2026-11-06-sla"])  # the later of two records about the same
    assert told("REP-all") == [october, september, ("2026-Q2", ["REC-2026-07-08-quarter"])]
    assert told("REP-survey") == [october, september]  # the agreement asks for it under `reporting`
    assert told("REP-processes") == []


def test_the_page_says_what_was_missed_unknown_or_bad(
    pages: dict[str, str],
) -> None:
    said = text(pages["reports/REP-all.md"])
    assert "Targets met 3 of 3 No data for 1 Records October Report delivered 7 Nov 2026" in said
    assert "no data no row: Work has begun, 2 hours in 95 % of cases SLA-default" in said
    assert "Not evaluated for this period: Example" in said  # the OLA
    assert "SLA-servey did you mean SLA-survey?" in said
    assert "September 2026 2 of 3 SLA-default, availability: 96 %" in said
    assert "2026-Q2 met All was well." in said
    assert "None: each target was judged" not in said


def test_a_target_tells_how_it_was_kept_before(pages: dict[str, str]) -> None:
    page = unescape(pages["reports/REP-all.md"])
    assert 'title="2026-09: missed, 96 %">×</abbr>' in page
    report = LIBRARY.document("REP-all")
    assert report is not None
    (default, survey) = groups(BOOK, rounds(BOOK, report))
    assert [[each.state for each in row.before] for row in default.rows] == [[State.MISSED], [State.MET]]
    assert [row.name for row in survey.rows] == [
        "Images **come** in",
        "gone",
    ]  # of the second, no name is known


def test_charts_are_sound_and_repeat_nothing_by_colour_alone(pages: dict[str, str]) -> None:
    pictures = re.findall(r"<svg.*?</svg>", pages["reports/REP-all.md"])
    said = [" ".join(" ".join(ElementTree.fromstring(each).itertext()).split()) for each in pictures]
    assert len(said) == 3
    assert "Jobs run: 96 % of what is allowed (SLA-default: 97.6 %; promised" in said[0]
    assert "SLA-default: 1 met, 1 no data" in said[1]
    assert "2026-09: 2 met, 1 missed; 2026-10: 3 met, 1 no data" in said[2]


def test_a_record_shows_its_own_results_and_leads_to_the_reports(pages: dict[str, str]) -> None:
    page = pages["records/REC-2026-10-05-sla.md"]
    assert "Shown in All agreements , For the survey" in text(page)
    assert "96 % a <i>storm</i> missed" in text(page).replace("  ", " ")
    record = LIBRARY.document("REC-2026-07-08-quarter")
    assert record is not None
    assert round_of(BOOK, record) is None
    assert "## Results" not in pages["records/REC-2026-07-08-quarter.md"]


def test_content_stays_text(pages: dict[str, str]) -> None:
    for path in ("reports/REP-all.md", "reports/REP-survey.md", "records/REC-2026-10-05-sla.md"):
        assert "<b>" not in pages[path]
        assert "<i>" not in pages[path]
        assert "**come**" not in pages[path]


@pytest.mark.parametrize(
    "results", ["[]", "[{agreement: SLA-x, target: t, state: maybe}]", "[{}, 7]", "{a: b}", "text"]
)
def test_results_of_a_wrong_form_are_passed_over(results: str) -> None:
    files = shelf.sections(Path(__file__).with_name("evaluated.sms"))
    path = "records/REC-2026-11-06-sla.yml"
    broken = f"{files[path].partition('results:')[0]}results: {results}\n"
    library, _ = shelf.library({**files, path: broken})
    report = library.document("REP-all")
    assert report is not None
    found = rounds(Book(Report(library, date(2026, 11, 21), (), ()), NO_HISTORY), report)
    assert [(each.title, bool(each.results)) for each in found[-2:]] == [
        ("September 2026", True),
        ("2026-Q2", False),
    ]
