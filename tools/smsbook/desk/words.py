"""Ids in a text: the one at a place, and every place where an id stands by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smsbook.desk.positions import Lines, Span
from smsbook.source.finding import Position

_WORD = re.compile(r"[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*")
_TYPED = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]*)?$")
_TYPED_REQUIREMENT = re.compile(r"(?:[^\s:,\['\"]+:[^\s,\['\"]* ?)?[A-Za-z0-9.]*$")
_REST = re.compile(r"[A-Za-z0-9._-]*")
_REQUIREMENT = re.compile(r"(?:([^\s'\"`,;()\[\]]+:[^\s'\"`,;()\[\]]+) )?([A-Za-z]+[0-9]+(?:\.[0-9]+)*)")
_NEAR = 200  # characters on either side of a place: no id is longer
_PLAIN = re.compile(r"[a-z]+")


def word_at(lines: Lines, position: Position) -> tuple[str, Span] | None:
    """Return the word that holds a position, or touches it, and its place."""
    found = _at(_WORD, lines, position)
    return (found[0][0], found[1]) if found else None


def requirement_at(lines: Lines, position: Position) -> tuple[str, str, Span] | None:
    """Return (edition or '', id, place) of what may be a requirement, such as `FitSM-1:v3.0.1 PR4.2`."""
    found = _at(_REQUIREMENT, lines, position)
    return (found[0][1] or "", found[0][2], found[1]) if found else None


def typed_before(lines: Lines, position: Position, requirement: bool = False) -> str:
    """Return the part of an id that stands before a position, or of a requirement with its edition."""
    before = lines.line(position)[max(position.column - 1 - _NEAR, 0) : position.column - 1]
    match = (_TYPED_REQUIREMENT if requirement else _TYPED).search(before)
    return match[0] if match else ""


def typed_around(lines: Lines, position: Position, typed: str) -> Span:
    """Return the place of what was typed before a position, and of the rest of the word behind it."""
    rest = _REST.match(lines.line(position), position.column - 1)
    start = Position(position.line, position.column - len(typed))
    return Span(start, Position(position.line, position.column + len(rest[0] if rest else "")))


def is_word(text: str) -> bool:
    """Tell whether a text is one word, of which nothing could be taken for YAML."""
    return _WORD.fullmatch(text) is not None


def like_an_id(word: str) -> bool:
    """Tell whether a word cannot be mistaken for one of plain English, as `people` can."""
    return not _PLAIN.fullmatch(word)


def occurrences(text: str, id: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each place where an id stands by itself, not as a part of a longer one."""
    pattern = rf"(?<![^\W_]|/)(?<![^\W_][._-]){re.escape(id)}(?![^\W_]|[._-]+[^\W_])"
    return (match.span() for match in re.finditer(pattern, text))


def places(lines: Lines, id: str) -> list[Span]:
    """Return the places where an id stands by itself."""
    if id not in lines.text:
        return []
    return [
        Span(Position(number, start + 1), Position(number, end + 1))
        for number, line in enumerate(lines.lines, 1)
        if id in line
        for start, end in occurrences(line, id)
    ]


def _at(pattern: re.Pattern[str], lines: Lines, position: Position) -> tuple[re.Match[str], Span] | None:
    """Return what fits a pattern at a position; only the characters around it are looked at."""
    column = position.column - 1
    for match in pattern.finditer(lines.line(position), max(column - _NEAR, 0), column + _NEAR):
        start, end = (Position(position.line, place + 1) for place in match.span())
        if start <= position <= end:
            return match, Span(start, end)
    return None
