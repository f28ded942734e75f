"""What is worked out from a document or a library is worked out once, and anew for another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import shelf
from smsbook.agreements.terms import terms
from smsbook.check.run import judge
from smsbook.library.document import Document
from smsbook.library.library import Library

SLA = """kind: sla
id: SLA-mail
validity: {from: 2026-01-01}
"""


def built(text: str = SLA) -> Library:
    return shelf.library(shelf.documents(text))[0]


def test_a_function_is_asked_once_for_each_of_its_words() -> None:
    asked: list[tuple[str, int]] = []

    def length(document: Document, word: str, more: int) -> int:
        asked.append((word, more))
        return len(document.id) + len(word) + more

    (document,) = built().documents
    assert [document.once(length, "a", 1), document.once(length, "a", 1)] == [10, 10]
    assert document.once(length, "bb", 2) == 12
    assert asked == [("a", 1), ("bb", 2)]


def test_what_is_kept_is_no_part_of_the_document() -> None:
    (document,), (other,) = built().documents, built().documents
    document.once(lambda each: each.id)
    assert document == other
    assert repr(document) == repr(other)
    asked: list[str] = []
    replace(document).once(lambda each: asked.append(each.id))
    assert asked == ["SLA-mail"]


def test_a_library_made_anew_says_what_its_own_documents_say() -> None:
    before, after = built(), built(SLA.replace("from: 2026-01-01", "from: 2027-01-01"))
    found = [terms(library, library.documents[0]).first for library in (before, after, before)]
    assert found == [date(2026, 1, 1), date(2027, 1, 1), date(2026, 1, 1)]


def test_a_document_of_another_library_is_read_anew() -> None:
    library, (changed,) = built(), built(SLA.replace("2026", "2027")).documents
    assert terms(library, library.documents[0]).first == date(2026, 1, 1)
    assert terms(library, changed).first == date(2027, 1, 1)


def test_the_day_makes_a_difference() -> None:
    text = f"{SLA}review: {{next: 2026-06-01, interval: P12M}}\n"
    library, shape = shelf.library(shelf.documents(text))
    days = (date(2026, 5, 1), date(2026, 7, 1), date(2026, 5, 1))
    rules = [{finding.rule for finding in judge(library, shape, day)[0]} for day in days]
    assert rules[0] == rules[2]
    assert "overdue-review" in rules[1] - rules[0]
