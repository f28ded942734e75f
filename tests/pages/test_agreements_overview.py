"""The page *Agreements*: who has what under which agreement, and from when until when agreements hold."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import shelf
from conftest import AS_OF, PROJECT
from gold import hold
from shelf import documents, library
from smsbook.check.report import Report
from smsbook.check.run import check
from smsbook.library.history import NO_HISTORY
from smsbook.pages.axis import axis
from smsbook.pages.book import Book
from smsbook.pages.heat import heat
from smsbook.pages.render import render
from smsbook.pages.timeline import Timeline, agreement_groups, timeline

FILE = Path(__file__).with_name("agreements.sms")
DAY = date.fromisoformat(AS_OF)
PAGE = "agreements/index.md"
SVG = re.compile(r"<svg.*?</svg>")


class Reader(HTMLParser):
    """Reads the page aloud: what stands in paragraphs, and a line for each row and for each bar."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.tags: set[str] = set()
        self._cell: list[str] | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.tags.add(tag)
        if tag == "a" and "sms-row" in (said.get("class") or ""):
            self.lines.append(f"bar: {said['aria-label']} -> {said['href']}")
        if tag == "tr":
            self.lines.append("")
        if tag in ("th", "td", "caption") or (tag == "p" and self._cell is None):
            self._cell = []
        if tag in ("span", "div", "li") and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td") and self._cell is not None:
            self.lines[-1] += f"| {' '.join(''.join(self._cell).split())} "
        if tag in ("caption", "p") and self._cell is not None:
            self.lines.append(" ".join("".join(self._cell).split()))
        if tag in ("th", "td", "caption", "p"):
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)
        self.lines += ["", *re.findall("^##.*", data, re.MULTILINE)] if "\n#" in data else ()


def built(files: dict[str, str], day: date = DAY) -> Report:
    return Report(library(files)[0], day, (), ())


def overview(report: Report) -> str:
    return next(page.text for page in render(report) if page.path == PAGE)


def drawn(report: Report) -> Timeline | None:
    book = Book(report, NO_HISTORY)
    return timeline(book, agreement_groups(book))


@pytest.fixture(scope="module")
def page() -> str:
    return overview(built(shelf.sections(FILE)))


def test_the_page_read_aloud(page: str) -> None:
    hold("\n".join(line.rstrip() for line in Reader(page).lines) + "\n", FILE.with_suffix(".txt"))


def test_what_the_drawing_shows(page: str) -> None:
    """The places of all bars and marks, in percent of the width, with their looks."""
    lines = []
    for row in ET.fromstring(SVG.findall(page)[0]).iter("a"):
        lines.append(f"{row.get('aria-label', '').partition(':')[0]} [{row.get('class')}]")
        for part in row:
            if part.tag in ("rect", "circle") and part.get("class") != "sms-touch":
                place = part.get("x") or part.get("cx")
                width = f" +{part.get('width')}" if (part.get("width") or "").endswith("%") else ""
                lines.append(f"  {part.get('class')} {place}{width}")
            elif part.get("class", "").startswith("sms-cut"):
                lines.append(f"  {part.text} {part.get('x')}")
    hold("\n".join(lines) + "\n", FILE.with_name("agreements.bars.txt"))


def test_content_stays_text(page: str) -> None:
    assert not Reader(page).tags & {"script", "b", "img", "iframe"}
    assert all(tag.startswith('<i class="sms-mark-') for tag in re.findall(r"<i\b[^>]*>", page))
    assert "onload=" not in page
    assert "javascript:" not in page
    assert "\u202e" not in page
    assert len(re.findall("<svg", page)) == len(re.findall("</svg>", page)) == 1


def test_the_same_data_give_the_same_bytes(page: str) -> None:
    assert overview(built(shelf.sections(FILE))) == page


def test_every_cell_has_its_heading_and_its_words(page: str) -> None:
    grid = re.findall(r'<div class="sms-table sms-heat".*?</table>', page)[0]
    columns = len(re.findall(r'<th scope="col">', grid))
    for row in re.findall(r"<tr>.*?</tr>", grid.partition("<tbody>")[2]):
        assert row.count('<th scope="row">') == 1
        cells = re.findall(r"<td.*?</td>", row)
        assert len(cells) == columns - 1
        for cell in cells:
            assert re.search(r'aria-hidden="true">[●◐▲○–?]</span> [a-z]', unescape(cell))


def test_the_example() -> None:
    report = check(PROJECT / "sms", DAY)
    line, table = drawn(report), heat(Book(report, NO_HISTORY))
    assert line is not None
    assert sum(len(bars) for _, _, bars in line.groups) == 7
    assert table is not None
    states = {customer.id: [cell.state for cell in cells] for customer, cells in table.rows}
    assert states["CUS-northreach"] == ["own", "foreign", "default", "foreign"]


def test_without_agreements() -> None:
    text = overview(built(documents("kind: process\nid: ISM")))
    assert "There are no agreements yet." in text
    assert "<svg" not in text
    assert "<table" not in text
    assert drawn(built({})) is None


def test_customers_without_services() -> None:
    texts = ("kind: customer\nid: CUS-a", "kind: service\nid: SVC-a\nlifecycle: live")
    text = overview(built(documents(*texts)))
    assert "No customer is named as receiving a service." in text
    assert text.count("sms-has-foreign") == 1


def many(count: int) -> dict[str, str]:
    return documents(
        *(
            f"kind: ua\nid: UA-{number}\nvalidity: {{from: 2026-01-01, until: 20{30 + number % 60}-01-01}}"
            for number in range(count)
        )
    )


def test_sixty_agreements_are_all_drawn() -> None:
    line = drawn(built(many(60)))
    assert line is not None
    ((_, _, bars),) = line.groups
    assert len(bars) == 60
    assert len({bar.y for bar in bars}) == 60
    assert line.left_out == 0
    assert max(bar.y for bar in bars) + 44 <= line.height


def test_of_too_many_agreements_the_first_to_end_are_drawn_and_all_are_told() -> None:
    text = overview(built(many(130)))
    assert text.count('class="sms-row ') == 100
    assert "30 more stand in the table alone." in text
    assert len(re.findall(r'<th scope="row"><a href="UA-\d', unescape(text))) == 130


def test_many_customers_and_services_get_lines_in_place_of_a_grid() -> None:
    customers = [f"kind: customer\nid: CUS-{number}" for number in range(40)]
    services = [
        f"kind: service\nid: SVC-{number}\nlifecycle: live\ncustomers: [CUS-{number}]" for number in range(40)
    ]
    sla = "kind: sla\nid: SLA-0\nservices: [SVC-0]\ncustomers: [CUS-0]\nvalidity: {until: 2027-01-01}"
    text = overview(built(documents(*customers, *services, sla)))
    assert "not a customer" not in text
    assert text.count('class="sms-has-none"') == 39
    assert text.count("sms-has-own") == 1
    assert "1 under an SLA of their own, 39 without an SLA in force." in text


DAYS = st.dates() | st.dates(date(2024, 1, 1), date(2031, 1, 1))
VALIDITIES = st.fixed_dictionaries(
    {},
    optional={
        "from": DAYS.map(date.isoformat),
        "until": DAYS.map(date.isoformat) | st.just("some day"),
        "notice": st.sampled_from(["P6M", "P9999Y", "P2W", "PT4H", "soon"]),
    },
)


@settings(max_examples=60, deadline=None)
@example([{"from": "0001-01-01", "until": "9999-12-31", "notice": "P9999Y"}], date.min)
@example([{"from": "0001-01-01", "notice": "P9999Y"}, {}], date.max)
@given(st.lists(VALIDITIES, min_size=1, max_size=5), DAYS)
def test_whatever_the_days_bars_stay_on_the_line(found: list[dict[str, str]], day: date) -> None:
    files = documents(
        *(f"kind: ola\nid: OLA-{number}\nvalidity: {said}" for number, said in enumerate(found))
    )
    line = drawn(built(files, day))
    assert line is not None
    assert 0 <= float(line.today) <= 97
    ((_, _, bars),) = line.groups
    assert len(bars) == len(found)
    for bar in bars:
        assert bool(bar.parts) == bar.validity.known
        for part in bar.parts:
            assert float(part.begin) >= 0
            assert float(part.width) >= 0
            assert float(part.begin) + float(part.width) <= 97.5
        assert all(0 <= float(mark.place) <= 97 for mark in bar.marks)
        if bar.validity.state in ("holds", "ending"):
            first, last = bar.validity.first or date.min, bar.validity.last or date.max
            assert first <= day <= last
            assert all(float(part.begin) <= float(line.today) for part in bar.parts)


@settings(max_examples=60, deadline=None)
@given(DAYS, st.lists(DAYS, max_size=4))
def test_later_days_stand_further_to_the_right(today: date, others: list[date]) -> None:
    line = axis(today, others)
    places = [float(line.place(day)) for day in sorted({today, *others})]
    assert places == sorted(places)
    assert line.shows(today)
    ticks = [float(tick.place) for tick in line.ticks() if tick.look in ("year", "quarter")]
    assert ticks == sorted(set(ticks))
    assert (ticks[0], ticks[-1]) == (0, 97)
