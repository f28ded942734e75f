"""From when until when the agreements hold: one bar for each, on one line of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from smsbook.pages.axis import Tick, axis
from smsbook.pages.bars import Bar, bar
from smsbook.pages.book import Book
from smsbook.pages.validity import IN_FORCE, SOON, Validity, validities

Words = tuple[str, str]  # with whom, and how such agreements are called
Groups = Sequence[tuple[Words, Sequence[Validity]]]

KINDS: Mapping[str, Words] = {
    "sla": ("With customers", "service level agreements"),
    "ola": ("With internal suppliers", "operational level agreements"),
    "ua": ("With external suppliers", "underpinning agreements"),
}
_KEY = (  # what bars and marks look like, and what that means
    ("past", "what has passed"),
    ("left", "what is left"),
    ("open-ended", "runs until it is ended"),
    ("cut", "goes on beyond the picture"),
    ("ending", f"ends within {SOON} days"),
    ("later", "not yet in force"),
    ("draft", "not approved"),
    ("over", "ended"),
    ("notice", "last day for notice"),
    ("could-end", "would end, were notice given on the day"),
    ("renewal", "end, with words about renewal"),
)
_MOST = 100  # bars; the table below has all
_HEAD, _GROUP, _ROW = 58, 34, 44  # heights in pixels


@dataclass(frozen=True)
class Timeline:
    """All bars, group by group; `left_out` is how many more there are."""

    groups: tuple[tuple[Words, int, tuple[Bar, ...]], ...]
    ticks: tuple[Tick, ...]
    today: str
    height: int
    left_out: int

    @property
    def key(self) -> list[tuple[str, str]]:
        """What is seen in the picture, with its meaning."""
        bars = [each for _, _, drawn in self.groups for each in drawn]
        seen = {mark.look for each in bars for mark in each.marks}
        seen |= {part.look for each in bars for part in each.parts}
        seen |= {each.validity.state for each in bars}
        seen |= {"open-ended" for each in bars if each.points} | {"cut" for each in bars if each.cuts}
        return [(look, words) for look, words in _KEY if look in seen]

    @property
    def near(self) -> str:
        """To which side of the picture the day is near: begin, end or neither."""
        return "begin" if float(self.today) < 16 else "end" if float(self.today) > 80 else "middle"


def agreement_groups(book: Book) -> Groups:
    """Return how all agreements in use stand, by kind, the first to end first."""
    found = [(words, list(validities(book, kind).values())) for kind, words in KINDS.items()]
    return [(words, each) for words, each in found if each]


def earliest(groups: Groups, key: Literal["last", "notice_by"], day: date) -> list[Validity]:
    """Return the agreements in force whose end, or last day for notice, comes first, counted from a day."""
    found: dict[date, list[Validity]] = {}
    for _, group in groups:
        for each in group:
            when = each.last if key == "last" else each.notice_by
            if each.state in IN_FORCE and when and when >= day:
                found.setdefault(when, []).append(each)
    return found[min(found)] if found else []


def timeline(book: Book, groups: Groups) -> Timeline | None:
    """Lay out the bars of agreements, or return nothing where there are none."""
    if not groups:
        return None
    line = axis(book.as_of, _days(groups))
    drawn: list[tuple[Words, int, tuple[Bar, ...]]] = []
    y, count = _HEAD, 0
    for words, found in groups:
        shown = found[: _MOST - count]
        bars = [bar(book.as_of, line, each, y + _GROUP + _ROW * row) for row, each in enumerate(shown)]
        if bars:
            drawn.append((words, y, tuple(bars)))
            y += _GROUP + _ROW * len(bars)
            count += len(bars)
    left_out = sum(len(found) for _, found in groups) - count
    return Timeline(tuple(drawn), tuple(line.ticks()), line.place(book.as_of), y + 6, left_out)


def _days(groups: Groups) -> Iterator[date]:
    for _, found in groups:
        for each in found:
            yield from (day for day in (each.first, each.last, each.could_end) if day and each.known)
