"""The page of a release and the list of all: the latest first, with links, and what became of documents."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest

import shelf
from smsbook.check.report import Report
from smsbook.library.seal import seal
from smsbook.pages.render import render

POLICY = "kind: policy\nid: POL-{0}\ntitle: Policy {0}\npurpose: So that there is {0}.\n"
RELEASE = """\
kind: sms-release
id: sms-{0}
title: Release {0}
version: "{0}"
date: {1}
commit: "{2}"
{3}
documents:
{4}
"""
CHANGES = """\
previous: sms-1.9
changes:
  - document: POL-one
    title: The one policy
    change: changed
    version: "1.1"
    details: ["purpose: <b>old</b> → **new**"]
  - document: POL-gone
    title: Gone
    change: removed
roles: ["CHM.manager: vacant"]
coverage:
  - {edition: "FitSM-1:v3.0.1", documented: 80, counting: 82, planned: 2}
"""


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    policies = [POLICY.format(name) for name in ("one", "two", "three")]
    library, _ = shelf.library(shelf.documents(*policies, "kind: policy\nid: POL-old\nstatus: retired\n"))
    sealed = {document.id: seal(document.body) for document in library.documents}
    listed = {**sealed, "POL-two": "s1:00", "POL-gone": "s1:00"}
    del listed["POL-three"]
    lines = [
        f'  - {{document: {id}, kind: policy, version: "1.0", seal: "{one}"}}' for id, one in listed.items()
    ]
    releases = [
        RELEASE.format("1.9", "2026-03-01", "a" * 40, "summary: The first.", "\n".join(lines)),
        RELEASE.format("1.10", "2026-04-01", "b" * 40, CHANGES, "\n".join(lines)),
    ]
    files = shelf.documents(*policies, "kind: policy\nid: POL-old\nstatus: retired\n", *releases)
    library, findings = shelf.library(files)
    assert findings == []
    return {page.path: page.text for page in render(Report(library, date(2026, 5, 1), (), ()))}


def test_the_latest_release_comes_first(pages: dict[str, str]) -> None:
    headings = [line for line in unescape(pages["releases/index.md"]).splitlines() if line.startswith("## ")]
    assert headings == ["## Since release 1.10", "## Release 1.10", "## Release 1.9"]


def test_what_changed_is_linked_as_far_as_it_is_there(pages: dict[str, str]) -> None:
    for path in ("releases/index.md", "releases/1.10.md"):
        text = unescape(pages[path])
        assert '<a href="../policies/POL-one.html">The one policy</a>' in text
        assert "<span>Gone</span>" in text
        assert "CHM.manager: vacant" in text
        assert "<b>old" not in pages[path]
        assert "<strong>new" not in text
    assert '<a href="1.9.html"' in unescape(pages["releases/1.10.md"])
    assert "80 of 82" in pages["releases/1.10.md"]


def test_what_became_of_each_document(pages: dict[str, str]) -> None:
    text = unescape(pages["releases/1.9.md"])
    rows = {
        id: text.partition(f"<code>{id}</code></td>")[2].partition("</tr>")[0]
        for id in ("POL-one", "POL-two")
    }
    assert "as released" in rows["POL-one"]
    assert "changed since" in rows["POL-two"]
    assert "removed since" in text.partition("<code>POL-gone</code></td>")[2].partition("</tr>")[0]
    assert "retired since" in text.partition("<code>POL-old</code></td>")[2].partition("</tr>")[0]
    later = unescape(pages["releases/index.md"]).partition("## Since release")[2].partition("## Release")[0]
    assert [f"POL-{name}.html" in later for name in ("one", "two", "three", "old")] == [
        False,
        True,
        True,
        True,
    ]


def test_nothing_released_yet() -> None:
    library, _ = shelf.library(shelf.documents(POLICY.format("one")))
    pages = {page.path: page.text for page in render(Report(library, date(2026, 5, 1), (), ()))}
    assert "Nothing has been released yet." in pages["releases/index.md"]
