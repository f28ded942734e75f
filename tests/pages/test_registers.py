"""The pages of registers, models and plans for capacity: what a reader looks for stands first."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from test_render import assert_no_dead_links

import shelf
from conftest import AS_OF
from smsbook.check.run import check
from smsbook.pages.entries import Entry, open_first, risk_matrix, worst_first
from smsbook.pages.render import render

KINDS = (
    "register", "risks", "assets", "controls", "capacity", "ci-model", "change-types", "release-strategy",
    "priorities", "improvements",
)  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("registers") / "sms"
    for path, text in shelf.sections(Path(__file__).with_name("registers.sms")).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    report = check(folder, date.fromisoformat(AS_OF))
    assert {document.kind for document in report.library.documents} >= set(KINDS)
    assert [document.faults for document in report.library.documents if document.faults] == []
    return {page.path: page.text for page in render(report) if page.path.endswith(".md")}


def words(text: str) -> str:
    """Return the text of a page without tags, one space between words."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^<>]*>", " ", text)))


def in_order(page: str, *parts: str) -> bool:
    """Tell whether a page holds these parts in this order."""
    return bool(re.search(".*".join(re.escape(part) for part in parts), words(page)))


def test_no_link_between_them_is_dead(pages: dict[str, str]) -> None:
    ours = {path: text for path, text in pages.items() if not path.startswith(("standards/", "coverage/"))}
    anchors = {path: text for path, text in pages.items() if path not in ours}
    assert_no_dead_links({**ours, **{path: re.sub(r'href="[^"]*"', "", anchors[path]) for path in anchors}})


def test_a_register_says_first_where_it_lives(pages: dict[str, str]) -> None:
    page = pages["registers/REG-tickets.md"]
    assert in_order(page, "Where it lives", "Harbour desk", "Queues Incidents", "How entries come about")
    assert in_order(page, "Field", "Priority", "From P1 to P4")


def test_risks_stand_worst_first_and_in_a_matrix(pages: dict[str, str]) -> None:
    page = pages["registers/RSK-security.md"]
    assert in_order(page, "A password is stolen", "A door stays open", "Something nobody has judged yet")
    matrix = page.partition("sms-grid")[2].partition("</table>")[0]
    rows = dict(re.findall(r'<th scope="row">([^<]*)</th>((?:<td>.*?</td>)+)', matrix))
    assert list(rows) == ["very high", "high", "medium", "low", "very low"]
    assert words(rows["high"]).split() == ["2"]
    assert rows["high"].index("2</a>") < rows["high"].rindex("<td>")
    assert words(rows["medium"].rpartition("<td>")[2]).split() == ["1"]
    assert 'aria-label="Risks by likelihood and impact"' in page
    assert in_order(page, "Hand out keys", "31 Dec 2026", "in progress")
    assert in_order(page, "Ann Author", "1 Mar 2026", "Until the keys are there")


def test_controls_and_assets_name_the_risks(pages: dict[str, str]) -> None:
    controls = pages["registers/CTL-security.md"]
    assert in_order(
        controls, "Organisational controls", "A course", "Physical controls", "Technical controls"
    )
    assert in_order(controls, "A second factor", "Treats the risks", "stolen password")
    assert 'href="RSK-security.html#stolen-password"' in unescape(controls)
    assets = pages["registers/AST-information.md"]
    assert in_order(assets, "Letters of users", "very high", "high", "normal", "Risks that affect it")


def test_capacity_is_grouped_with_what_is_needed_when(pages: dict[str, str]) -> None:
    page = pages["plans/CAP-mail.md"]
    assert in_order(
        page, "Technical resources", "Disk space", "People", "Engineers", "Money", "Budget of disks"
    )
    assert in_order(page, "30 Jun 2027", "84", "96")
    assert "CAP-mail.html" in unescape(pages["plans/index.md"])


def test_types_of_items_and_of_changes(pages: dict[str, str]) -> None:
    model = pages["registers/CIM-example.md"]
    assert in_order(model, "Server", "A machine", "serial-number, rack", "Software", "runs on")
    assert 'href="CIM-example.html#software"' in unescape(pages["registers/RLS-mail.md"])
    changes = pages["registers/CHT-example.md"]
    assert in_order(changes, "Monthly patch", "standard", "CHM process manager", "Hurry", "emergency")
    assert in_order(changes, "Steps", "Take it out", "Approval", "In advance", "Review", "Once a quarter")


def test_the_matrix_of_priorities(pages: dict[str, str]) -> None:
    page = words(pages["registers/PRIO-incidents.md"])
    assert (
        "Impact Work has stopped Work goes on Everybody P1, at once P2, in turn One person P2, in turn"
        in page
    )
    assert in_order(page, "An incident is a major one if:", "Nobody can work", "Declared by")


def test_improvements_stand_open_first_and_say_when_they_are_late(pages: dict[str, str]) -> None:
    page = pages["registers/IMP-register.md"]
    assert in_order(page, "Open: 2", "A portal", "A second robot", "Closed: 2", "Shorter reports")
    assert words(page).count("overdue") == 1
    assert in_order(page, "in progress", "overdue", "late", "A portal")
    assert in_order(page, "Nonconformities", "Open: 1", "A review was late")


def test_the_overview_lists_them_all(pages: dict[str, str]) -> None:
    page = unescape(pages["registers/index.md"])
    for path in pages:
        if path.startswith("registers/") and path != "registers/index.md":
            assert path.removeprefix("registers/").replace(".md", ".html") in page
    assert "registers/index.html" in unescape(pages["index.md"])


def test_a_procedure_says_what_it_takes_into_account_and_how_it_ends(pages: dict[str, str]) -> None:
    page = pages["processes/PROC-major-incident.md"]
    for part in ("The schedule of changes", "Call the engineers", "Call the director", "Every half hour"):
        assert part in words(page)


def test_entries_without_judgement_come_last_and_in_no_matrix() -> None:
    risks = [Entry({"risk": "a"}, ()), Entry({"level": "low"}, ()), Entry({"level": "critical"}, ())]
    assert [risk.get("level") for risk in worst_first(risks)] == ["critical", "low", None]
    assert risk_matrix(risks) == []
    assert open_first([]) == []
