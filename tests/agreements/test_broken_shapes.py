"""What a tired writer, or a hostile one, puts into an agreement: one finding for one slip, and no crash."""

from __future__ import annotations

import copy
from datetime import date
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import shelf
from conftest import AS_OF, PROJECT
from schema.test_oracle import content, spots
from smsbook.check.chain_words import explained
from smsbook.check.locate import Locator
from smsbook.check.report import Report, in_order
from smsbook.check.run import judge
from smsbook.library.history import NO_HISTORY
from smsbook.pages.book import Book
from smsbook.pages.environment import Templates
from smsbook.pages.render import _TOOLS, document_page
from smsbook.schema.shipped import shipped

SMS = PROJECT / "sms"
TODAY = date.fromisoformat(AS_OF)
OWN, DEFAULT = "agreements/SLA-compute.yml", "agreements/SLA-default.yml"
HALLS, SERVICE = "agreements/OLA-data-centre.yml", "services/SVC-compute.yml"
HOURS = "  hours: Mo-Fr 08:00-18:00\n  languages"


@cache
def texts() -> dict[str, str]:
    """The part of the example that agreements are about."""
    kept = ("agreements/", "services/", "parties/", "sms.yml")
    paths = {path.relative_to(SMS).as_posix(): path for path in SMS.rglob("*.yml")}
    return {name: path.read_text(encoding="utf-8") for name, path in paths.items() if name.startswith(kept)}


@cache
def before() -> frozenset[tuple[str, str]]:
    """What is found in this part as it stands, since the rest of the example is missing."""
    return frozenset((each.rule, each.message) for each in checked(texts()).findings)


def checked(files: dict[str, str]) -> Report:
    library, shape = shelf.library(files)
    found, coverage = judge(library, shape, TODAY)
    return Report(library, TODAY, in_order(Locator(library).locate(found)), coverage, strict_time=False)


def hours(fields: str) -> tuple[str, str, str]:
    return OWN, HOURS, HOURS.replace("Mo-Fr 08:00-18:00", fields)


SLIPS = {
    "country in small letters": (
        *hours("{times: [Mo-Fr 08:00-18:00], holidays: {country: gb}}"),
        "wrong-form",
    ),
    "country without its field": (*hours("{times: [Mo-Fr 08:00-18:00], holidays: GB}"), "wrong-type"),
    "exception without a first day": (
        *hours("{times: [Mo-Fr 08:00-18:00], exceptions: [{until: 2026-01-01}]}"),
        "missing-key",
    ),
    "exception as text": (*hours("{times: [Mo-Fr 08:00-18:00], exceptions: [12-24]}"), "wrong-type"),
    "too many exceptions": (
        *hours(f"{{times: [24/7], exceptions: [{', '.join(['{from: 12-24}'] * 101)}]}}"),
        "wrong-form",
    ),
    "hours as a list": (*hours("[Mo-Fr 08:00-18:00]"), "wrong-type"),
    "hours left empty": (*hours(""), "unclear-quantity"),
    "builds upon itself": (OWN, "based_on: SLA-default", "based_on: SLA-compute", "circular-support"),
    "two targets with one id": (OWN, "id: ingest", "id: share", "duplicate-id"),
    "for nobody": (OWN, "customers:\n- CUS-northreach\n", "", "unused-agreement"),
    "about a customer": (
        OWN,
        "services:\n- SVC-compute",
        "services:\n- CUS-northreach",
        "wrong-kind-reference",
    ),
    "supports an SLA": (HALLS, "- CMP-data-centre", "- SLA-default", "wrong-kind-reference"),
    "ends before it begins": (OWN, "until: 2027-12-31", "until: 2025-12-31", "reversed-validity"),
    "accepted gaps not as a list": (OWN, "accepted_gaps:\n- about", "accepted_gaps:\n  about", "wrong-type"),
    "parts not as a list": (
        SERVICE,
        "components:\n- component",
        "components: all\nrisks:\n- none",
        "wrong-type",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_one_finding(slip: str) -> None:
    path, old, new, rule = SLIPS[slip]
    assert old in texts()[path]
    text = texts()[path].replace(old, new, 1)
    if slip == "parts not as a list":
        text = text[: text.index("\nrisks:\n- none")] + text[text.index("\nsuppliers:") :]
    report = checked({**texts(), path: text})
    found = [
        each
        for each in report.findings
        if each.rule != "broken-seal" and (each.rule, each.message) not in before()
    ]
    assert [(each.rule, each.spot.path) for each in found] == [(rule, path)]
    assert found[0].message
    assert found[0].mend


NASTY = st.sampled_from(
    [
        *(
            "",
            "~",
            "110 %",
            "-1 %",
            "1e999 %",
            f"{'9' * 400} %",
            "٩٩ %",
            "PT0S",
            "P9999999Y",
            "-PT1H",
            "soon",
        ),
        *(
            "Mo-Fr 25:00-26:00",
            "24/7/365",
            "2027-02-30",
            "0001-01-01",
            "9999-12-31",
            "SLA-compute",
            "<img src=x>",
        ),
        *("CUS-northreach", "CMP-data-centre", "SVC-compute", "OLA-tape", "Mars/Base", "GB"),
        *(
            None,
            True,
            0,
            -1,
            1.5,
            10**400,
            [],
            {},
            [[]],
            {"x": "y"},
            {"times": ["24/7"], "time_zone": "../x"},
        ),
    ]
)
PATHS = sorted(path for path in texts() if path.startswith(("agreements/", "services/")))


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, Any]:
    """Take an agreement, a service or a component of the example, and put nasty values into it."""
    path = draw(st.sampled_from(PATHS))
    data = copy.deepcopy(content(path))
    for _ in range(draw(st.integers(1, 3))):
        route = draw(st.sampled_from([route for route in spots(data) if route not in {("kind",), ("id",)}]))
        container = data
        for step in route[:-1]:
            container = container[step]
        container[route[-1]] = copy.deepcopy(draw(NASTY))
    return path, data


@given(mutated())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_agreement_crashes_the_check_or_its_page(case: tuple[str, Any]) -> None:
    path, data = case
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    report = checked({**texts(), path: text})
    for finding in report.findings:
        assert finding.message
        assert finding.mend
    for sla in report.library.of_kind("sla"):
        assert list(explained(report.library, sla, TODAY))
    book, templates = Book(report, NO_HISTORY), Templates((shipped("templates"),), _TOOLS)
    for document in report.library.documents:
        if document.path in {path, OWN, SERVICE}:
            assert "<img src=x" not in document_page(book, templates, document).text
