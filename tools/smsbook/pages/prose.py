"""Turn the Markdown of content into HTML that holds nothing but text, links and plain structure.

Content is untrusted. It is parsed by markdown-it with raw HTML off; every text goes through `safe`, a link
leads to the web, to a mail address or to a document, and an image becomes a link. The result is one line,
which a template lays into the page as a block of HTML: no Markdown extension looks into it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from smsbook.pages.lexicon import Lexicon
from smsbook.pages.safe import Safe, encode, encode_inline, encode_lines

LONGEST = 100_000  # characters of one text; more is cut off, and said to be
_WEB = re.compile(r"(?:https?://[^/?#\s]|mailto:[^\s@]+@)\S*", re.IGNORECASE)
_BARE = re.compile(
    r"https?://[^\s<>\"'`\\)\]}]*[^\s<>\"'`\\)\]}.,;:!?/]/?|[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}"
)
_TAGS = {"paragraph", "bullet_list", "ordered_list", "list_item", "blockquote", "em", "strong", "s"} | {
    "table", "thead", "tbody", "tr", "th", "td", "heading"
}  # fmt: skip
_ALIGN = {"text-align:left": "left", "text-align:right": "right", "text-align:center": "center"}
# Words, spaces and harmless punctuation in one line: no Markdown, whatever the order.
_NO_MARKDOWN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;?'\"()%/«»“”„–—…°§€+=-]|:(?!//))*")

_FOLDED = re.compile(r"^([^\W\d_][^\n|]{110,})\n(?!\n)", re.MULTILINE)

_parser = (
    MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    .enable(["table", "strikethrough"])
    .disable(["html_block", "html_inline"])
)
Resolve = Callable[[str], "tuple[str, str] | None"]  # an id -> (address, title), or None


class Prose:
    """Renders texts for one page: the words already marked there, and how ids become links."""

    def __init__(self, lexicon: Lexicon, resolve: Resolve) -> None:
        self._lexicon = lexicon
        self._resolve = resolve
        self._seen: set[str] = set()
        self._quiet = 0  # inside a link or a heading, where no word is marked

    def block(self, text: str) -> Safe:
        """Return the text as HTML of paragraphs, lists and tables, in one line."""
        text = text.strip()
        if _NO_MARKDOWN.fullmatch(text):
            return Safe(f"<p>{self._lexicon.mark(text, self._seen)}</p>")
        tokens = _parser.parse(_paragraphs(_bounded(text)))
        return Safe("".join(self._blocks(tokens)))

    def line(self, text: str) -> Safe:
        """Return a text as HTML; where it is one paragraph, without the paragraph."""
        html = self.block(text)
        inner = html[3:-4]
        simple = html.startswith("<p>") and html.endswith("</p>") and "</p>" not in inner
        return Safe(inner) if simple else html

    def _blocks(self, tokens: Sequence[Token]) -> Iterator[str]:
        for token in tokens:
            if token.type == "inline":
                yield from self._inline(token.children or ())
            elif token.type in ("fence", "code_block"):
                yield f"<pre><code>{encode_lines(token.content.rstrip())}</code></pre>"
            elif token.type == "hr":
                yield "<hr>"
            elif not token.hidden:
                yield self._tag(token)

    def _tag(self, token: Token) -> str:
        name, _, side = token.type.rpartition("_")
        if name not in _TAGS:
            return ""
        if name == "heading":
            # Below the page's own headings, and not among them.
            self._quiet += 1 if side == "open" else -1
            return '<p class="sms-heading">' if side == "open" else "</p>"
        wrap = {"table_open": '<div class="sms-table"><table>', "table_close": "</table></div>"}
        if token.type in wrap:
            return wrap[token.type]
        if side == "close":
            return f"</{token.tag}>"
        align = _ALIGN.get(str(token.attrGet("style")))
        start = token.attrGet("start")
        extra = f' class="sms-{align}"' if align else f' start="{int(start)}"' if start is not None else ""
        return f"<{token.tag}{extra}>"

    def _inline(self, tokens: Sequence[Token]) -> Iterator[str]:
        links: list[bool] = []  # for each open link, whether it leads somewhere
        for token in tokens:
            match token.type:
                case "text" | "text_special":
                    yield from self._text(token.content)
                case "code_inline":
                    yield self._code(token.content)
                case "softbreak":
                    yield " "
                case "hardbreak":
                    yield "<br>"
                case "image":
                    yield self._image(token)
                case "link_open":
                    address = self._address(str(token.attrGet("href") or ""))
                    links.append(bool(address))
                    self._quiet += 1
                    yield f'<a href="{encode(address)}">' if address else ""
                case "link_close":
                    self._quiet -= 1
                    yield "</a>" if links.pop() else ""
                case _:
                    yield self._tag(token)

    def _text(self, text: str) -> Iterator[str]:
        if self._quiet:
            yield encode_inline(text)
            return
        done = 0
        for match in _BARE.finditer(text) if "://" in text or "@" in text else ():
            yield self._lexicon.mark(text[done : match.start()], self._seen)
            address = match[0] if "://" in match[0] else f"mailto:{match[0]}"
            yield f'<a href="{encode(address)}">{encode(match[0])}</a>'
            done = match.end()
        yield self._lexicon.mark(text[done:], self._seen)

    def _code(self, text: str) -> str:
        code = f"<code>{encode_inline(text)}</code>"
        found = None if self._quiet else self._resolve(text)
        if not found:
            return code
        address, title = found
        return f'<a href="{encode(address)}" title="{encode(title)}">{code}</a>'

    def _image(self, token: Token) -> str:
        """A picture would be fetched from elsewhere by every reader: it becomes a link."""
        words = encode_inline(token.content) or "picture"
        address = "" if self._quiet else self._address(str(token.attrGet("src") or ""))
        return f'<a href="{encode(address)}">{words}</a>' if address else words

    def _address(self, address: str) -> str:
        if _WEB.fullmatch(address):
            return address
        found = self._resolve(address)
        return found[0] if found else ""


def _bounded(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}\n\n… (cut off here: the text is too long)"


def _paragraphs(text: str) -> str:
    """Part paragraphs that YAML folded: there an empty line leaves one line end, behind a line as long as a
    paragraph. Nobody breaks lines by hand that late."""
    if not _FOLDED.search(text) or "```" in text or "~~~" in text:
        return text
    return _FOLDED.sub(r"\1\n\n", text)
