"""Two charts: how many targets were met, by agreement or period; and which came closest to their limit.

Each bar has its number and its state in words beside it; colours only repeat them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from smsbook.agreements.judging import State
from smsbook.reports.drawing import Drawing, Shape, shape

WIDTH = 360.0
_BAR, _LINE, _SMALL = 12.0, 16.0, 15.0  # heights of a bar, of a line of text, of a line of small text
_LIMIT = 188.0  # where the limit stands; a quarter more is as far as bars go
_MOST = 1.25
_LETTERS, _SMALL_LETTERS = 42, 52  # of a line
_NEAR = 0.9
_LOOKS = {State.MET: "met", State.MISSED: "missed", State.NO_DATA: "no-data"}


@dataclass(frozen=True)
class Tally:
    """How many targets are in each state, under a name."""

    name: str
    counts: tuple[tuple[State, int], ...]

    @property
    def words(self) -> str:
        """The counts in words, as in «7 met, 1 missed»."""
        return ", ".join(f"{number} {state}" for state, number in self.counts if number) or "no target"


@dataclass(frozen=True)
class Close:
    """A target, what was promised and measured, and how much was used of what is allowed: 1 is the limit."""

    name: str
    words: str
    used: float
    missed: bool

    @property
    def part(self) -> str:
        """How much was used, in words."""
        return f"{'over ' if self.used >= 2 else ''}{self.used * 100:.0f} %{' missed' if self.missed else ''}"


def tallies(id: str, title: str, rows: Sequence[Tally]) -> Drawing:
    """Draw a bar for each name, parted by state and as long as it has targets."""
    most = max((sum(number for _, number in row.counts) for row in rows), default=0) or 1
    height = _LINE + _BAR + 18
    shapes = [each for place, row in enumerate(rows) for each in _tally(row, place * height, most)]
    said = "; ".join(f"{row.name}: {row.words}" for row in rows)
    return Drawing(id, title, f"{said}.", WIDTH, len(rows) * height - 10, tuple(shapes))


def closest(id: str, title: str, rows: Sequence[Close]) -> Drawing:
    """Draw for each target how much it used of what is allowed, beside the line where that ends."""
    shapes: list[Shape] = []
    y = 0.0
    for row in rows:
        names, words = _lines(row.name, _LETTERS), _lines(row.words, _SMALL_LETTERS)
        shapes += _texts("sms-chart-name", names, y, _LINE)
        y += len(names) * _LINE + 4
        shapes += _used(row, y)
        y += _BAR
        shapes += _texts("sms-chart-small", words, y + 3, _SMALL)
        y += len(words) * _SMALL + 18
    said = "; ".join(f"{row.name}: {row.part} of what is allowed ({row.words})" for row in rows)
    return Drawing(id, title, f"{said}.", WIDTH, max(y - 10, 1), tuple(shapes))


def _tally(row: Tally, y: float, most: int) -> Iterator[Shape]:
    yield from _texts("sms-chart-name", _lines(row.name, 24)[:1], y, _LINE)
    yield shape("text", "sms-chart-words", row.words, x=WIDTH, y=y + 12)
    x, top = 0.0, y + _LINE + 3
    for state, number in row.counts:
        width = WIDTH * number / most
        if number:
            look, inner = f"sms-chart-{_LOOKS[state]}", max(width - 2, 1)
            yield shape("rect", look, x=x + 1, y=top, width=inner, height=_BAR, rx=2)
        if number and state is State.MISSED and width > _BAR:
            yield shape("text", "sms-chart-mark", "×", x=x + width / 2, y=top + _BAR - 2)
        x += width


def _used(row: Close, y: float) -> Iterator[Shape]:
    yield shape("rect", "sms-chart-track", x=0, y=y, width=_LIMIT, height=_BAR, rx=2)
    look = "missed" if row.missed else "near" if row.used > _NEAR else "met"
    length = _LIMIT * min(row.used, _MOST)
    yield shape("rect", f"sms-chart-{look}", x=0, y=y, width=max(length, 1), height=_BAR, rx=2)
    yield shape("rect", "sms-chart-limit", x=_LIMIT - 1, y=y - 3, width=2, height=_BAR + 6)
    yield shape("text", "sms-chart-words", row.part, x=WIDTH, y=y + _BAR - 2)


def _texts(look: str, lines: Sequence[str], y: float, height: float) -> Iterator[Shape]:
    for place, line in enumerate(lines):
        yield shape("text", look, line, x=0, y=y + place * height + 12)


def _lines(text: str, letters: int) -> list[str]:
    return textwrap.wrap(text, letters, max_lines=2, placeholder=" …", break_long_words=True) or [""]
