"""Mark the words of IT service management in running text, so that the reader can hover over them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from smsbook.pages.safe import Safe, encode, encode_inline
from smsbook.standard.model import Term

_WORD = re.compile(r"[^\W\d_][\w-]*")
# Words that everybody knows; a mark below each would only disturb.
_PLAIN = {"activity", "audit", "demand", "document", "improvement", "information", "policy", "process"}
_PLAIN |= {"report", "role", "scope", "service", "user", "value"}


@dataclass(frozen=True)
class _Entry:
    key: str
    title: str
    pattern: re.Pattern[str]


class Lexicon:
    """The words to mark, found by their first word."""

    def __init__(self, terms: Iterable[Term]) -> None:
        entries: dict[str, list[_Entry]] = defaultdict(list)
        for term in terms:
            if term.term.lower() not in _PLAIN:
                entries[_first(term.term)].append(_entry(term.term, term.meaning, term.term, re.IGNORECASE))
            if term.abbreviation:
                title = f"{term.term}: {term.meaning}"
                entries[_first(term.abbreviation)].append(_entry(term.abbreviation, title, term.term))
        self._entries = {
            first: sorted(found, key=lambda entry: (-len(entry.pattern.pattern), entry.key))
            for first, found in entries.items()
        }

    def mark(self, text: str, seen: set[str]) -> str:
        """Return the text as safe HTML in which words not seen before on the page are marked."""
        pieces: list[str] = []
        done = 0
        for word in _WORD.finditer(text):
            start = word.start()
            if start < done:
                continue
            for entry in self._entries.get(_stem(word[0]), ()):
                match = entry.pattern.match(text, start)
                if match and entry.key not in seen:
                    seen.add(entry.key)
                    pieces += encode_inline(text[done:start]), _abbr(match[0], entry.title)
                    done = match.end()
                if match:
                    break
        return "".join((*pieces, encode_inline(text[done:]))) if pieces else encode_inline(text)


def _entry(words: str, title: str, key: str, flags: int = 0) -> _Entry:
    plural = rf"{re.escape(words[:-1])}ies" if words.endswith("y") and flags else rf"{re.escape(words)}e?s"
    return _Entry(key, title, re.compile(rf"(?:{re.escape(words)}|{plural})(?![\w-])", flags))


def _abbr(text: str, title: str) -> str:
    return Safe(f'<abbr title="{encode(title)}">{encode_inline(text)}</abbr>')


def _first(words: str) -> str:
    match = _WORD.match(words)
    return _stem(match[0] if match else words)


def _stem(word: str) -> str:
    """Cut the plural off, so that both forms are found in one place."""
    word = word.lower()
    if word.endswith("ies"):
        return word[:-3]
    return word[:-1] if word.endswith(("s", "y")) else word
