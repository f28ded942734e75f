"""Lines for people at a terminal, in pieces with a style each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smsbook.reports.visible import visible

Line = list[tuple[str, str]]  # pieces of (style, text); styles are `file`, `place`, `mend`, … or empty


def guarded(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines so that no character in them steers a terminal."""
    for line in lines:
        yield [(style, visible(piece)) for style, piece in line]


def plain(lines: Iterable[Line]) -> str:
    """Return the lines as text without styles."""
    return "".join("".join(piece for _, piece in line) + "\n" for line in lines)


def count(number: int, word: str) -> str:
    """Say how many, as in «1 document», «2 documents»."""
    return f"{number} {word}{'' if number == 1 or word == 'info' else 's'}"
