"""The page *Documents* and the control of each document: what holds, who approved it, and what git tells."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

import shelf
from conftest import AS_OF, PROJECT
from smsbook.check.report import Report
from smsbook.check.run import check
from smsbook.library.history import History
from smsbook.pages.render import render
from smsbook.schema.shipped import shipped

FILE = Path(__file__).with_name("documents.sms")
DAY = date.fromisoformat(AS_OF)
PAGE = "documents/index.md"
COLUMNS = ["Document", "Kind", "Version", "Status", "Owner", "Approved", "Next review", "Last changed"]


class Table(HTMLParser):
    """Reads the page as a browser does: heading and rows of the table, and what the fields offer."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.heading: list[str] = []
        self.rows: list[tuple[dict[str, str | None], list[str]]] = []
        self.options: dict[str, dict[str, str]] = {}
        self._into: list[str] | None = None
        self._name = self._value = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "tr" and "data-kind" in said:
            self.rows.append((said, []))
        if tag in ("th", "td"):
            self._into = self.rows[-1][1] if self.rows else self.heading
            self._into.append("")
        if tag == "select":
            self._name = said["name"] or ""
            self.options[self._name] = {}
        if tag == "option":
            self._value = said["value"] or ""
            self.options[self._name][self._value] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self._into = None
        if tag == "select":
            self._name = ""

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data
        elif self._name and data.strip():
            self.options[self._name][self._value] += data

    def row(self, id: str) -> dict[str, str]:
        """Return the words of the row of a document by column."""
        (cells,) = (cells for _, cells in self.rows if cells[0].endswith(f" {id}"))
        return dict(zip(self.heading, (" ".join(cell.split()) for cell in cells), strict=True))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("documents") / "sms"
    for path, text in shelf.sections(FILE).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return check(folder, DAY)


@pytest.fixture(scope="module")
def pages(report: Report) -> dict[str, str]:
    return {page.path: page.text for page in render(report, shelf.past(FILE))}


@pytest.fixture(scope="module")
def table(pages: dict[str, str]) -> Table:
    return Table(pages[PAGE])


def words(text: str) -> str:
    """Return the text of a page without tags, one space between words."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^<>]*>", " ", text)))


def control(pages: dict[str, str], path: str) -> str:
    """Return the words of a document's control."""
    return words(pages[path].partition("## Document control")[2])


# --- the table


def test_every_document_has_a_row(report: Report, table: Table) -> None:
    assert table.heading == COLUMNS
    assert len(table.rows) == len(report.library.documents) == 10


def test_a_row_says_how_a_document_stands(table: Table) -> None:
    assert table.row("POL-doors") == {
        "Document": "Policy on doors and windows POL-doors",
        "Kind": "Policy",
        "Version": "1.1",
        "Status": "approved",
        "Owner": "SMS owner",
        "Approved": "Ann Author 3 Mar 2026",
        "Next review": "",
        "Last changed": "4 Mar 2026",
    }


@pytest.mark.parametrize(
    ("id", "status"),
    [
        ("POL-doors", "approved"),
        ("POL-changed", "approved seal broken"),
        ("POL-unsealed", "approved seal missing"),
        ("POL-unapproved", "approved approval missing"),
        ("POL-future", "approved"),
        ("POL-draft", "draft"),
        ("POL-retired", "retired"),
        ("POL-unreadable", "unreadable"),
        ("REC-2026-11-12-training", "approved"),
    ],
)
def test_the_status_and_the_seal(table: Table, id: str, status: str) -> None:
    assert table.row(id)["Status"] == status


def test_what_is_overdue_and_what_needs_no_approval_is_said(table: Table) -> None:
    assert table.row("POL-changed")["Next review"] == "1 Nov 2026 overdue"
    assert table.row("POL-retired")["Next review"] == "1 Nov 2020"
    assert table.row("REC-2026-11-12-training")["Approved"] == "not needed"
    assert table.row("POL-unapproved")["Approved"] == ""


def test_each_row_can_be_chosen_by_what_the_fields_offer(table: Table) -> None:
    assert table.options["kind"] == {"": "all", "people": "People", "policy": "Policy", "record": "Record"}
    assert list(table.options["status"]) == ["", "draft", "approved", "retired", "unreadable"]
    assert table.options["owner"]["CHM.owner"] == "CHM process owner"
    for said, _ in table.rows:
        for name in ("kind", "status", "owner"):
            assert said[f"data-{name}"] in table.options[name]
    for name, choices in table.options.items():
        assert set(choices) - {""} == {said[f"data-{name}"] for said, _ in table.rows} - {""}


def test_content_is_text(table: Table, pages: dict[str, str]) -> None:
    title = 'A *draft* <b>with</b> "marks" & {{ 7*7 }}'
    assert table.row("POL-draft")["Document"] == f"{title} POL-draft"
    assert "<b>" not in pages[PAGE]


def test_rows_are_in_order_of_kind_and_title(table: Table) -> None:
    found = [(cells[1], cells[0].casefold()) for _, cells in table.rows]
    assert [kind for kind, _ in found] == sorted(kind for kind, _ in found)


def test_without_history_the_page_says_so(report: Report) -> None:
    history = History(note="git is not installed where the handbook was made")
    page = next(page.text for page in render(report, history) if page.path == PAGE)
    assert Table(page).heading == COLUMNS[:-1]
    assert "When each was last changed is not known: git is not installed" in words(page)


def test_what_is_not_committed_is_said(report: Report) -> None:
    history = replace(shelf.past(FILE), modified=frozenset({"policies/POL-doors.yml"}), shortened=True)
    page = next(page.text for page in render(report, history) if page.path == PAGE)
    assert Table(page).row("POL-doors")["Last changed"] == "4 Mar 2026 not committed"
    assert "Only part of the history was at hand" in words(page)


# --- what the browser gets


def test_the_page_works_without_a_script_and_within_a_strict_policy(pages: dict[str, str]) -> None:
    text = pages[PAGE]
    assert "<script" not in text
    assert not re.search(r"<[^>]* (on\w+|style)=", text)
    assert re.search(r'<form class="sms-filter"[^>]* hidden>', text)  # the script shows it
    script = pages["assets/documents.js"]
    assert not re.search(
        r"\beval\b|innerHTML|outerHTML|insertAdjacent|document\.write|https?:|new Function", script
    )


def test_the_settings_load_the_script_and_the_style(pages: dict[str, str]) -> None:
    said = yaml.load((shipped("templates") / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert {*said["extra_javascript"], *said["extra_css"]} <= set(pages)
    assert "assets/documents.js" in said["extra_javascript"]


def test_every_field_has_a_label_and_the_count_is_announced(pages: dict[str, str]) -> None:
    text = pages[PAGE]
    fields = re.findall(r"<(?:input|select) ", text)
    assert len(re.findall(r"<label[^>]*><span>\w+</span><(?:input|select) ", text)) == len(fields) == 4
    assert '<p class="sms-count" role="status" aria-live="polite">10 documents</p>' in text


# --- the control of one document


def test_the_versions_and_the_commits_of_their_approvals(pages: dict[str, str]) -> None:
    said = control(pages, "policies/POL-doors.md")
    assert (
        "Approval Ann Author as SMS owner , 3 Mar 2026 , committed on 4 Mar 2026 by Somebody 20260304" in said
    )
    assert "Seal fits the document says what was approved" in said
    assert "1.1, 4 Mar 2026 by Somebody 20260304 ; approved by Ann Author , 3 Mar 2026" in said
    assert "1.0, 3 Feb 2025 by Somebody 20250203 ; approved by Ann Author , 9 Feb 2025 20250210" in said


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("POL-changed", "Seal seal broken the document was changed after it had been approved"),
        ("POL-unsealed", "Seal seal missing nothing shows whether the document was changed since"),
        ("POL-unapproved", "Approval not approved Seal approval missing"),
        ("POL-draft", "Approval not approved Next review"),
        ("POL-future", "2026 Next review"),
    ],
)
def test_the_seal_is_explained(pages: dict[str, str], name: str, told: str) -> None:
    assert told in control(pages, f"policies/{name}.md")


def test_a_record_needs_no_approval(pages: dict[str, str]) -> None:
    assert "Approval not needed Next review" in control(pages, "records/REC-2026-11-12-training.md")


def test_a_reader_is_warned_before_the_text(pages: dict[str, str]) -> None:
    warning = "This document was changed after it had been approved."
    warned = {path for path, text in pages.items() if warning in text.partition("## Document control")[0]}
    assert warned == {"policies/POL-changed.md"}


def test_the_whole_example_shows_each_document_once() -> None:
    report = check(PROJECT / "sms", DAY)
    page = next(page.text for page in render(report, report.library.history) if page.path == PAGE)
    listed = [cells[0].split()[-1] for _, cells in Table(page).rows]
    assert sorted(listed) == sorted(document.id for document in report.library.documents)
