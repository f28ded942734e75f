"""Pages about agreements: what holds, how it is kept, and that names are only names."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import date
from html import unescape

from agreements.sample import sms
from pages.carried import (
    DAY,
    HOST,
    OTHERS,
    SMALL,
    book_of,
    document,
    example,
    page,
    section,
    small,
    words,
)
from shelf import documents, library
from smsbook.agreements.working import lines
from smsbook.check.chain import chain
from smsbook.check.report import Report
from smsbook.library.history import NO_HISTORY
from smsbook.pages.book import Book
from smsbook.pages.carrying import TOOLS
from smsbook.pages.kept import promises_kept, worked_out
from smsbook.pages.working_rows import working_rows
from smsbook.schema.shipped import shipped


def test_what_an_agreement_takes_over_stands_on_its_page_with_a_link() -> None:
    text = page(small(), "SLA-compute")
    base = page(small(), "SLA-default")
    assert "inherited from Example Data belong to those" in section(text, "Security and data protection")
    assert "Data belong to those" in section(base, "Security and data protection")
    assert "inherited" not in words(base)
    assert "inherited" not in section(text, "Support")  # it has support of its own, and that takes its place
    assert "languages" not in section(text, "Support").lower()
    targets = section(text, "Targets")
    assert "Nights start 2 Gbit/s in 95 % of cases" in targets
    assert targets.count("inherited from") == 2  # the answer for P2, and the rate
    addresses = map(unescape, re.findall(r'href="([^"]*)"', text))
    places = {
        address.removeprefix("SLA-default.html#") for address in addresses if "SLA-default.html#" in address
    }
    clauses = {"clause-security", "clause-service_hours", "clause-validity"}
    assert places == {*clauses, "target-4", "target-5"}
    assert places <= set(map(unescape, re.findall(r' id="([^"]*)"', base)))


def test_all_that_is_taken_over_leads_to_a_place() -> None:
    ids = {
        document.id: set(map(unescape, re.findall(r' id="([^"]*)"', page(example(), document.id))))
        for document in example().of_kind("sla")
    }
    seen = 0
    for id in ids:
        for address in re.findall(r'inherited</span> from <a href="([^"]*)"', page(example(), id)):
            target, _, place = unescape(address).partition("#")
            if place:
                assert place in ids[target.removesuffix(".html")]
                seen += 1
    assert seen > 4


def test_accepted_gaps_say_what_why_who_and_until_when() -> None:
    said = section(page(example(), "SLA-compute"), "Accepted gaps")
    for part in (
        "Maintenance: OLA with Aldermoor IT",
        "The university works on the halls before 09:00",
        "Marit Halvorsen",
        "31 Mar 2027",
    ):
        assert part in said
    assert "passed" not in said
    later = Book(Report(example().library, date(2027, 4, 1), (), ()), NO_HISTORY)
    assert "31 Mar 2027 passed" in section(page(later, "SLA-compute"), "Accepted gaps")


def test_gathered_once_it_is_the_same_as_gathered_alone() -> None:
    for sla in example().of_kind("sla"):
        alone, shared = chain(example().library, sla, DAY), example().chains.of(sla)
        assert shared is not None
        assert shared.promises == alone.promises
        assert shared.availabilities == alone.availabilities
        assert shared.ways == alone.ways
        assert shared.received == alone.received
        assert shared.shortfalls == alone.shortfalls


def test_each_promise_says_how_it_is_kept() -> None:
    kept = {each.name: each for each in promises_kept(example(), document(example(), "SLA-compute"))}
    assert kept["Service hours"].outcome == "kept"
    assert [each.by for each in kept["Service hours"].held] == ["OLA-data-centre", "UA-wan"]
    assert kept["Maintenance window"].outcome == "accepted"
    assert kept["Core hours that can be used in a month"].outcome == "not asked"
    said = section(page(example(), "SLA-compute"), "How it is kept")
    assert "accepted by OLA-data-centre" in said
    assert "accepted by Marit Halvorsen until 31 Mar 2027" in said
    assert "kept 99.0026 % if outages are independent, 98.6 % in the worst case" in said
    assert "No agreement with a supplier stands behind Identity and group management" in said


def test_what_is_not_kept_is_told() -> None:
    book = book_of(sms(*SMALL[:-3], HOST.replace("99.5 %", "90 %"), *OTHERS))
    kept = {each.name: each for each in promises_kept(book, document(book, "SLA-compute"))}
    assert kept["Jobs run"].outcome in ("not kept", "not certain")


def test_the_working_on_the_page_is_that_of_the_command() -> None:
    for sla in example().of_kind("sla"):
        for worked in worked_out(example(), sla):
            rows = working_rows(worked)
            told = " ".join(
                f"{row.id} {row.words} {row.stated} {row.independent} {row.worst}" for row in rows
            )
            for line in lines(worked.working):
                assert all(number in told for number in re.findall(r"\d[\d.]* %", line)), line
                assert all(id in told for id in re.findall(r"(?:CMP|SVC)-[\w-]*\w", line)), line


def test_names_are_never_markup() -> None:
    evil = "'\"><script>x</script></svg>{{ 7 * 7 }}&amp;]]>'"
    texts: Mapping[str, str] = {
        text: re.sub(r"^title: .*$", f"title: {evil}", text, flags=re.MULTILINE)
        .replace("name: It is up", f"name: {evil}")
        .replace("group: login", "group: <b>")
        for text in SMALL
    }
    book = book_of(library(documents(*texts.values()))[0])
    for id in ("SLA-compute", "SLA-default", "UA-host", "CMP-hall", "SVC-compute"):
        text = page(book, id)
        assert "<script" not in text
        assert "<b>" not in text
        for drawing in re.findall(r"<svg.*?</svg>", text):
            ET.fromstring(drawing)


def test_templates_are_given_nothing_that_is_not_used() -> None:
    folder = shipped("templates")
    text = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.j2")))
    assert [name for name in TOOLS if name not in text] == []
