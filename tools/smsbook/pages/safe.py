"""Turn content into text that neither Markdown nor HTML takes for anything else.

Every ASCII character that means something to Markdown, to HTML or to an extension of either is written as a
character reference. What is left are letters, digits, spaces, commas and characters beyond ASCII.
"""

from __future__ import annotations

import re
import string
from functools import lru_cache
from typing import Any

from markupsafe import Markup

_PUNCTUATION = string.punctuation.replace(",", "")
_ENCODE = str.maketrans({char: f"&#{ord(char)};" for char in _PUNCTUATION})
_MEANS_SOMETHING = re.compile(f"[{re.escape(_PUNCTUATION)}]")
# Control characters (Python-Markdown uses two of them for marks of its own), lone halves of characters, marks
# that turn the direction of writing, and separators that some programs take for the end of a line.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_SPACES = re.compile("[ \t\n]+")


class Safe(Markup):
    """Text that may stand on a page as it is. What is joined to it and is not Safe gets encoded."""

    __slots__ = ()

    @classmethod
    def escape(cls, s: Any) -> Safe:
        """Return any value as safe text."""
        return s if isinstance(s, Safe) else cls(encode(str(s)))


def clean(text: str) -> str:
    """Return the text without characters that nobody sees and programs stumble over."""
    return _UNWANTED.sub(" ", text.replace("\r\n", "\n"))


@lru_cache(maxsize=1 << 14)
def encode(text: str) -> str:
    """Return the text in one line, with everything encoded that could be taken for a mark."""
    line = _SPACES.sub(" ", clean(text)).strip(" ")
    return line.translate(_ENCODE) if _MEANS_SOMETHING.search(line) else line


def encode_inline(text: str) -> str:
    """Return a piece of a line, encoded; the spaces at its ends belong to it."""
    line = _SPACES.sub(" ", clean(text))
    return line.translate(_ENCODE) if _MEANS_SOMETHING.search(line) else line


def encode_lines(text: str) -> str:
    """Return preformatted text encoded, its line ends too: a page keeps each block of HTML in one line."""
    return clean(text).translate(_ENCODE).replace("\n", "&#10;").replace("\t", "&#9;")


def plain(text: str) -> str:
    """Return the text without marks of HTML, for the names that the theme puts on pages as they are."""
    return "".join(char for char in text if char.isprintable() and char not in "<>&\"'{}")


def finalize(value: Any) -> Any:
    """Encode whatever a template puts out, unless it is safe already; nothing is put out for None."""
    if isinstance(value, Markup):
        return value
    return Safe("") if value is None else Safe(encode(str(value)))
