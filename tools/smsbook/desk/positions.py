"""Places as editors count them: lines from 0, characters in units of an encoding (UTF-16 unless agreed)."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from smsbook.source.finding import Position

UTF_16 = "utf-16"
_LINE_END = re.compile(r"\r\n|\r|\n")
_LONGEST = 500  # characters of a value that are marked; people do not read further
_TOKEN_END = re.compile(r":(?=\s|$)|\s+#|\s*$")
_SINGLE, _DOUBLE = re.compile(r"'(?:[^']|'')*'"), re.compile(r'"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True)
class Span:
    """A piece of one line, from a position to the one behind its last character."""

    start: Position
    end: Position


@dataclass
class Lines:
    """The lines of one text, and how an editor counts in them."""

    text: str
    encoding: str = UTF_16

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return _LINE_END.split(self.text) if "\r" in self.text else self.text.split("\n")

    def line(self, position: Position) -> str:
        """Return the line of a position without its end; '' where there is none."""
        return self.lines[position.line - 1] if 0 < position.line <= len(self.lines) else ""

    def read(self, line: int, character: int) -> Position:
        """Return the position that an editor means; what lies beyond a line or the text is its end."""
        number = min(max(line, 0), len(self.lines) - 1)
        content = self.lines[number]
        if number < line:
            return Position(number + 1, len(content) + 1)
        if content.isascii():
            return Position(number + 1, min(max(character, 0), len(content)) + 1)
        ends = list(accumulate(units(char, self.encoding) for char in content))
        before = bisect_left(ends, character) if character > 0 else -1
        return Position(number + 1, min(before + 1, len(content)) + 1)

    def write(self, position: Position) -> tuple[int, int]:
        """Return line and character as an editor counts them; beyond the text, those of its end."""
        number = min(max(position.line, 1), len(self.lines))
        content = self.lines[number - 1]
        column = len(content) if number < position.line else max(position.column - 1, 0)
        return number - 1, units(content[:column], self.encoding)

    def token(self, position: Position) -> Span:
        """Return the key or the value that begins at a position, as far as it goes on that line."""
        content, start = self.line(position), max(position.column - 1, 0)
        furthest = min(len(content), start + _LONGEST)
        quoted = (_SINGLE if content[start : start + 1] == "'" else _DOUBLE).match(content, start, furthest)
        ending = _TOKEN_END.search(content, start, furthest)
        end = quoted.end() if quoted else ending.start() if ending else furthest
        first = Position(max(position.line, 1), start + 1)
        return Span(first, Position(first.line, max(end, start) + 1))


def units(text: str, encoding: str) -> int:
    """Return how long a text is in units of an encoding that the protocol knows."""
    if text.isascii() or encoding == "utf-32":
        return len(text)
    if encoding == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
