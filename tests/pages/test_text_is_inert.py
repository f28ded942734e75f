"""Whatever stands in a text, the page holds text, links to the web and plain structure; nothing else."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jinja2 import TemplateAssertionError, UndefinedError

from smsbook.pages.environment import Templates
from smsbook.pages.lexicon import Lexicon
from smsbook.pages.prose import Prose
from smsbook.pages.safe import Safe, clean, encode
from smsbook.standard.model import terms

LEXICON = Lexicon(terms())
NASTY = [
    "*x* _y_ **z** `c` ~~s~~ # h",
    "{{ 7*7 }} {% raw %} {# c #} ${x} <%= y %>",
    "{: onclick='x' .a #b } {#id .class} { .grid }",
    '--8<-- "f"',
    "[a](javascript:alert(1)) [b](JaVaScript&colon;x) [c](\x01javascript:x) [d](data:text/html,x)",
    "[e](vbscript:x) [f](//evil.example) [g](../../etc/passwd) [h](#top) [i](https://good.example/?a=1&b=2)",
    "<script>x</script> <img src=x onerror=y> <svg/onload=z> <!-- c --> <![CDATA[x]]> <?php x ?>",
    "&lt;script&gt; &#60;b&#62; &NewLine; &amp;amp; &#x3c;b>",
    "![p](https://elsewhere.example/x.png) ![q](data:image/png;base64,AAAA)",
    "[ref]: javascript:x\n\n[ref] [x][ref] [^1] *[SLA]: y\n\n[^1]: z",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 klzzwxh:0001 \x00 \ufeff \u202e \ud800",
    "```html\n<b>\n```\n\n    <i>\n\n~~~\n</code></pre>\n~~~",
    "| a | b |\n|:-:|--:|\n| <b>x</b> | \\| |",
    "> q\n> > r\n\n1. one\n   - two\n\n7) seven\n\n***\n\nHead\n===\n\n### Sub",
    "</div></section></body> ]]> --> */ \\",
    "a@b.example <c@d.example> http://e.example/x). https://f.example/<script>",
    "term\n: definition\n\n!!! note\n    x\n\n=== tab\n\n- [ ] task\n\n[TOC] ==m== ^^i^^ ++k++ :smile: $$x$$",
    "SLA `SLA` [SLA](https://x.example) service level agreement CABs configuration items",
    "[](https://x.example) [ ]( ) ![]() []() [a]: b",
    "x" * 300 + "\nsecond paragraph\n" + "[" * 500 + "*" * 500 + "_a" * 300,
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            [*NASTY, *"<>&\"'`*_[](){}#!|~:\\\n\t -+.1x", "    ", "\n\n", "<a ", "](", "://", "&#"]
        ),
        max_size=12,
    ).map("".join),
)
TAGS = {
    "p", "ul", "ol", "li", "blockquote", "em", "strong", "s", "code", "pre", "hr", "br", "a", "abbr", "div",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    ("a", "href"), ("a", "title"), ("abbr", "title"), ("ol", "start"), ("p", "class"), ("div", "class"),
    ("th", "class"), ("td", "class"),
}  # fmt: skip
CLASSES = {"sms-heading", "sms-table", "sms-left", "sms-right", "sms-center"}


class Reader(HTMLParser):
    """Reads HTML as a browser does; keeps tags, attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.other: list[str] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_decl(self, decl: str) -> None:
        self.other.append(decl)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)


def prose() -> Prose:
    known = {"SLA-x": ("../agreements/SLA-x.html", "An *agreement*")}
    return Prose(LEXICON, known.get)


def nasty(function):  # type: ignore[no-untyped-def]
    for text in NASTY:
        function = example(text)(function)
    return function


@nasty
@settings(deadline=None)
@given(TEXTS)
def test_prose_is_plain_structure_and_safe_links(text: str) -> None:
    rendered = prose().block(text)
    assert "\n" not in rendered
    read = Reader(rendered)
    assert read.open == []
    assert read.other == []
    assert set(read.tags) <= TAGS
    for tag, name, value in read.attributes:
        assert (tag, name) in ATTRIBUTES
        if name == "class":
            assert value in CLASSES
        if name == "href":
            assert re.match(
                r"(https?://[^/]|mailto:[^/]+@|\.\./agreements/SLA-x\.html$)", value, re.IGNORECASE
            )
    outside = re.sub(r"<[^<>]*>", "", rendered)
    assert not re.search(r"[<>\"'`*_{}\[\]()!|~\\:=$^+-]", outside)


@nasty
@settings(deadline=None)
@given(TEXTS)
def test_a_value_shows_as_it_was_written(text: str) -> None:
    encoded = encode(text)
    assert re.fullmatch(r"(?:[^!-/:-@\[-`{-~\n]|,|&#\d+;)*", encoded)
    assert html.unescape(encoded) == re.sub("[ \t\n]+", " ", clean(text)).strip(" ")


@nasty
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(TEXTS)
def test_no_markdown_extension_takes_a_value_for_a_mark(text: str) -> None:
    """Far more extensions than the handbook enables, and none finds anything."""
    parser = markdown.Markdown(
        extensions=["extra", "toc", "admonition", "sane_lists", "smarty", "wikilinks", "nl2br", "codehilite"]
        + [
            f"pymdownx.{name}"
            for name in ("superfences", "tilde", "caret", "mark", "keys", "magiclink", "tasklist")
        ]
        + [
            f"pymdownx.{name}"
            for name in ("betterem", "details", "arithmatex", "critic", "emoji", "snippets")
        ]
    )
    value, block = encode(text), prose().block(text)
    blocks = f'<div><b title="{value}">{value}</b></div>\n\n<div>{block}</div>'
    read = Reader(parser.convert(f"# T {value}\n\nP {value}\n\n{blocks}\n\nEnd\n"))
    shown = html.unescape(value)
    assert read.open == []
    assert read.tags[:1] == ["h1"]
    assert set(read.tags) <= TAGS | {"h1", "b"}
    assert ("b", "title", shown) in read.attributes
    assert " ".join(f"T {shown}".split()) in " ".join(read.text.split())
    outside = [item for item in read.attributes if (item[0], item[1]) not in ATTRIBUTES]
    assert {(tag, name) for tag, name, _ in outside} <= {("h1", "id"), ("b", "title")}
    inside = Reader(block).attributes
    assert [item for item in read.attributes if item[1] == "href"] == [i for i in inside if i[1] == "href"]


@settings(deadline=None)
@given(TEXTS)
def test_content_is_no_template(text: str) -> None:
    templates = Templates([], {})
    templates._compiled["t"] = templates._environment.from_string(
        "{{ a }}|{{ [a, '*', b] | join(', ') }}|{{ a + b }}"
    )
    drawn = templates.draw("t", a=text, b=Safe("<b>"))
    encoded = encode(text)
    assert drawn.strip() == f"{encoded}|{encoded}, &#42;, <b>|{encoded}<b>".strip()


@pytest.mark.parametrize(
    "source", ["{{ a ~ b }}", "{{ a | safe }}", "{{ a | escape }}", "{{ a | e }}", "{{ a | urlize }}"]
)
def test_templates_have_no_way_around(source: str) -> None:
    with pytest.raises(TemplateAssertionError):
        Templates([], {})._environment.from_string(source)


def test_a_missing_name_is_an_error_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError):
        Templates([], {})._environment.from_string("{{ nothing }}").render()


PLAIN = st.text(alphabet=st.sampled_from("abzÄ 09,.;:'\"()%/?=+-«»–…\n"), max_size=60)


@settings(deadline=None)
@given(PLAIN)
def test_the_short_cut_for_plain_text_changes_nothing(text: str) -> None:
    direct = prose().block(f"Word {text}")
    through_the_parser = prose().block(f"Word {text}\n\n---")
    assert through_the_parser == f"{direct}<hr>"


LINK = '<a href="https&#58;&#47;&#47;a&#46;example&#47;p">x</a>'
SLA = '<a href="&#46;&#46;&#47;agreements&#47;SLA&#45;x&#46;html"'
ORDINARY = {
    "Some *a*, **b**, `c`": "<p>Some <em>a</em>, <strong>b</strong>, <code>c</code></p>",
    "~~d~~": "<p><s>d</s></p>",
    "- one\n- two": "<ul><li>one</li><li>two</li></ul>",
    "3. one\n4. two": '<ol start="3"><li>one</li><li>two</li></ol>',
    "[x](https://a.example/p)": f"<p>{LINK}</p>",
    "![x](https://a.example/p)": f"<p>{LINK}</p>",
    "[x](javascript:y)": "<p>&#91;x&#93;&#40;javascript&#58;y&#41;</p>",
    "`SLA-x`": f'<p>{SLA} title="An &#42;agreement&#42;"><code>SLA&#45;x</code></a></p>',
    "[the text](SLA-x)": f"<p>{SLA}>the text</a></p>",
    "[the text](SLA-y)": "<p>the text</p>",
    "# Head": '<p class="sms-heading">Head</p>',
    "| a |\n|--:|\n| b |": (
        '<div class="sms-table"><table><thead><tr><th class="sms-right">a</th></tr></thead>'
        '<tbody><tr><td class="sms-right">b</td></tr></tbody></table></div>'
    ),
    "    code": "<p>code</p>",
    "a\n\n    x\n    y": "<p>a</p><pre><code>x&#10;y</code></pre>",
}


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_markdown_works(text: str) -> None:
    assert prose().block(text) == ORDINARY[text]


def test_folded_paragraphs_stay_apart() -> None:
    long = "word " * 30
    assert prose().block(f"{long}\nnext").count("<p>") == 2
    assert prose().block("short\nnext").count("<p>") == 1


def test_words_are_explained_once_a_page_and_not_inside_links_or_code() -> None:
    page = prose()
    first = page.block("`SLA` [SLA](https://a.example) then an SLA and SLAs, and Configuration items")
    assert first.count("<abbr") == 2
    assert "<abbr" not in page.block("SLA and configuration item")


def test_much_text_takes_little_time_and_is_bounded() -> None:
    for piece in ("[", "*a_", "`", "<a ", "![", "> ", "- ", "|a", "&#", "\\", "a@", "http://a.b/"):
        assert len(prose().block(piece * (200_000 // len(piece)))) < 6_000_000


def test_no_template_includes_files_or_leaves_the_shipped_folder() -> None:
    folder = Path(__file__).resolve().parents[2] / "templates"
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    for dangerous in ("snippets", "md_in_html", "attr_list", "macros"):
        assert dangerous not in text
