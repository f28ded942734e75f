"""A small SMS with one SLA and all that carries it, and the pages about it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from html import unescape

from agreements.sample import DEFAULT, OWN, sms
from conftest import AS_OF, PROJECT
from smsbook.check.report import Report
from smsbook.check.run import check
from smsbook.library.document import Document
from smsbook.library.history import NO_HISTORY
from smsbook.library.library import Library
from smsbook.pages.book import Book
from smsbook.pages.environment import Templates
from smsbook.pages.render import _TOOLS, document_page
from smsbook.schema.shipped import shipped

DAY = date.fromisoformat(AS_OF)
PARTS = """
kind: service
id: SVC-compute
title: Computing
lifecycle: live
customer_facing: true
customers: [CUS-survey]
components:
- {component: CMP-hall, need: required, purpose: Houses it.}
- {component: CMP-a, need: redundant, group: login}
- {component: CMP-b, need: redundant, group: login}
- {component: SVC-storage, need: best-effort}
groups: [{group: login, needed: 1}]
"""
STORAGE = (
    "kind: service\nid: SVC-storage\ntitle: Storage\nlifecycle: live\ncomponents: [{component: CMP-hall}]"
)
HALL = "kind: component\nid: CMP-hall\ntitle: The hall\nsupplier: SUP-host\nprovided_by: external-supplier"
NODE = "kind: component\nid: CMP-a\ntitle: Node a\nprovided_by: own\ncomponents: [component: CMP-hall]"
NODES = NODE, NODE.replace("CMP-a", "CMP-b").replace("Node a", "Node b")
HOST = """
kind: ua
id: UA-host
supplier: SUP-host
supports: [CMP-hall]
validity: {from: 2026-01-01, until: 2027-12-31}
service_hours: 24/7
targets: [{id: up, name: It is up, metric: availability, value: 99.5 %, period: P1M}]
"""
OTHERS = (
    "kind: supplier\nid: SUP-host\ntitle: The host\ntype: external",
    "kind: customer\nid: CUS-survey\ntitle: The survey",
)
SMALL = (DEFAULT, OWN, PARTS, STORAGE, HALL, *NODES, HOST, *OTHERS)


def book_of(library: Library) -> Book:
    """Return what pages are made from."""
    return Book(Report(library, DAY, (), ()), NO_HISTORY)


@cache
def small() -> Book:
    """Return one SLA and all that carries it; it has every kind of edge."""
    return book_of(sms(*SMALL))


@cache
def example() -> Book:
    """Return the example SMS."""
    return Book(check(PROJECT / "sms", DAY), NO_HISTORY)


@cache
def templates() -> Templates:
    """Return the shipped templates, each compiled once."""
    return Templates((shipped("templates"),), _TOOLS)


def document(book: Book, id: str) -> Document:
    """Return a document that is there."""
    found = book.library.document(id)
    assert found is not None
    return found


def page(book: Book, id: str) -> str:
    """Return the page of a document."""
    return document_page(book, templates(), document(book, id)).text


def words(text: str) -> str:
    """Return what a page says, without its tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def section(text: str, heading: str) -> str:
    """Return what a page says under a heading of the second level."""
    return words(re.split(r"^## ", text, flags=re.MULTILINE)[headings(text).index(heading) + 1])


def headings(text: str) -> list[str]:
    """Return the headings of the second level."""
    return [unescape(heading) for heading in re.findall(r"^## (.*)$", text, re.MULTILINE)]
