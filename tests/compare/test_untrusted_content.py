"""What stands in documents steers neither a terminal nor a forge."""

from __future__ import annotations

import json
from datetime import date
from html.parser import HTMLParser

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from shelf import library
from smsbook.check.report import Report
from smsbook.compare.comparison import Comparison
from smsbook.compare.run import compare
from smsbook.reports.diff_list import as_json, as_markdown, as_text
from smsbook.reports.visible import visible

DAY = date(2026, 11, 21)
PATH = "services/SVC-x.yml"
EVIL = [
    "<script>alert(1)</script>",
    "<!-- gone -->",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "https://evil.example www.evil.example a@evil.example",
    "@all #1 !2 ~3 %4",
    "\x1b[31mred\x07\u202e\u2028",
    "** ~~ __ `` | \\ ~~a~~ **b**",
    "- [ ] a\n# b\n> c\n1. d\n```",
    "-> x -> y",
    "&lt;b&gt; &amp; &#64;",
]
TEXTS = st.lists(st.sampled_from([*EVIL, "plain", "words", "and", "more"]), min_size=1, max_size=6).map(
    " ".join
)
MARKDOWN = MarkdownIt("gfm-like", {"linkify": False})


class Tags(HTMLParser):
    """Collects the tags of a page, and what is to be read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def report(title: str, summary: str, entry: str) -> Report:
    said = {"kind": "service", "id": "SVC-x", "title": title, "version": "1.0", "status": "draft"}
    body = {**said, "owner": "SMS.owner", "summary": summary, "options": [{"name": entry, "text": summary}]}
    built, _ = library({PATH: json.dumps(body)})
    return Report(built, DAY, (), ())


def compared(before: tuple[str, str, str], after: tuple[str, str, str]) -> Comparison:
    return compare(report(*before), report(*after))


@settings(max_examples=100, deadline=None)
@given(st.tuples(TEXTS, TEXTS, TEXTS), st.tuples(TEXTS, TEXTS, TEXTS))
@example(("a", "b", "c"), (EVIL[0], " ".join(EVIL), EVIL[2]))
@example(("a", " ".join(EVIL), "c"), ("a", " ".join(reversed(EVIL)), "c"))
def test_no_mark_of_content_survives(before: tuple[str, str, str], after: tuple[str, str, str]) -> None:
    told = compared(before, after)
    page = Tags(MARKDOWN.render(as_markdown.render(told)))
    assert page.tags <= {"p", "h2", "ul", "li", "strong", "s"}
    assert "@all" not in page.words
    text = as_text.render(told)
    assert all(line == visible(line) for line in text.split("\n"))
    assert json.loads(as_json.render(told))["documents"] or before == after


def test_what_was_written_is_what_is_read() -> None:
    told = compared(("a", "b", "c"), ("Cost * price _ #", "1.5 -> 2.5", "<b>"))
    words = Tags(MARKDOWN.render(as_markdown.render(told))).words
    assert "Cost * price _ #" in words.replace("\u2060", "")
    assert "summary b → 1.5 -> 2.5" in words
    assert "<b>" in words


def test_a_comment_is_never_too_long() -> None:
    long = " ".join(f"word{number}" for number in range(20))
    entries = [{"name": f"{number} {long}", "text": long} for number in range(900)]
    before, after = report("a", "b", "c"), report("a", "b", "c")
    body = {**after.library.documents[0].body, "options": entries}
    built, _ = library({PATH: json.dumps(body)})
    found = as_markdown.render(compare(before, Report(built, DAY, (), ())))
    assert len(found) < 65_536
    assert "more: `smsbook diff` shows all of it" in found
