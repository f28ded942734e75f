"""Lines for people at a terminal, in pieces with a style each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smsbook.reports.visible import visible

Line = list[tuple[str, str]]  # pieces of (style, text); styles are `file`, `place`, `mend`, … or empty


def guarded(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines so that nothing in them steers a terminal, or is a command in the log of a job."""
    for line in lines:
        yield _unlike_command([(style, visible(piece)) for style, piece in line])


def _unlike_command(line: Line) -> Line:
    """Return a line that does not begin with two colons, which GitHub obeys in the log of a job."""
    if not "".join(piece for _, piece in line).lstrip().startswith("::"):
        return line
    first = next(at for at, (_, piece) in enumerate(line) if piece.strip())
    style, piece = line[first]
    return [*line[:first], (style, piece.replace(":", r"\x3a", 1)), *line[first + 1 :]]


def plain(lines: Iterable[Line]) -> str:
    """Return the lines as text without styles."""
    return "".join("".join(piece for _, piece in line) + "\n" for line in lines)


def count(number: int, word: str) -> str:
    """Say how many, as in «1 document», «2 documents»."""
    return f"{number} {word}{'' if number == 1 or word == 'info' else 's'}"
