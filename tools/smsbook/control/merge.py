"""Bring a change of some lines into a text whose other lines are laid out in another way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_ENDS = re.compile(r"\r\n|\r|\n")
_NOTE = re.compile(r"[ \t]*(#.*)?")


@dataclass(frozen=True)
class Lines:
    """A text as lines, and the end of each; the last has none where the text breaks off without one."""

    lines: tuple[str, ...]
    ends: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Lines:
        """Take a text apart."""
        lines, ends = _ENDS.split(text), [*_ENDS.findall(text), ""]
        return cls(tuple(lines), tuple(ends)) if lines[-1] else cls(tuple(lines[:-1]), tuple(ends[:-1]))


@dataclass(frozen=True)
class Hunk:
    """Lines `start` to `stop` of a text, and what shall stand there instead."""

    start: int
    stop: int
    lines: tuple[str, ...]


def merged(
    original: str, base: str, changed: str, same: Mapping[int, int], *, above_notes: bool
) -> str | None:
    """Return the original text with what differs between two other layouts of it, `base` and `changed`.

    `same` maps lines of the base, from 0, to the lines of the original where the same fields stand. With
    `above_notes`, what comes in stands above the blank lines and the comments before it, which belong to what
    follows. None where it cannot be told which lines of the original are meant.
    """
    text, before = Lines.of(original), Lines.of(base).lines
    place = _aligned(before, text.lines, same)
    lines, ends = list(text.lines), list(text.ends)
    common = max([end for end in ends if end] or ["\n"], key=ends.count)
    last = ends[-1] if ends else common
    for hunk in reversed(list(_hunks(before, Lines.of(changed).lines))):
        found = _range(_without_notes(hunk, before), before, place, text.lines, above_notes=above_notes)
        if found is None:
            return None
        kept = ends[found[0] : found[1]]
        lines[found[0] : found[1]] = hunk.lines
        ends[found[0] : found[1]] = [*kept, *[common] * len(hunk.lines)][: len(hunk.lines)]
    ends = [*(end or common for end in ends[:-1]), last]
    return "".join(line + end for line, end in zip(lines, ends, strict=True))


def _hunks(before: Sequence[str], after: Sequence[str]) -> Iterator[Hunk]:
    for tag, start, stop, first, end in _differences(before, after):
        if tag == "replace":
            yield from _by_field(before[start:stop], after[first:end], start)
        else:
            yield Hunk(start, stop, tuple(after[first:end]))


def _by_field(before: Sequence[str], after: Sequence[str], start: int) -> Iterator[Hunk]:
    """Take a change of several lines apart, field by field: between them may stand what only the text has."""
    names = [[line.partition(":")[0] for line in lines] for lines in (before, after)]
    done = [0, 0]
    for tag, *ranges in [*_differences(*names), ("end", len(before), len(before), len(after), len(after))]:
        first, stop, begin, end = ranges
        for old, new in zip(range(done[0], first), range(done[1], begin), strict=True):
            if before[old] != after[new]:
                yield Hunk(start + old, start + old + 1, (after[new],))
        if tag != "end":
            yield Hunk(start + first, start + stop, tuple(after[begin:end]))
        done = [stop, end]


def _without_notes(hunk: Hunk, base: Sequence[str]) -> Hunk:
    """Leave the blank lines and the comments around what is only taken out."""
    start, stop = hunk.start, hunk.stop
    while not hunk.lines and stop > start + 1 and _NOTE.fullmatch(base[stop - 1]):
        stop -= 1
    while not hunk.lines and stop > start + 1 and _NOTE.fullmatch(base[start]):
        start += 1
    return Hunk(start, stop, hunk.lines)


def _differences(first: Sequence[str], second: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Compare two lists of lines; what both begin and end with is left out of the costly part."""
    most = min(len(first), len(second))
    head = _common(most, lambda index: first[index] == second[index])
    tail = _common(most - head, lambda index: first[-1 - index] == second[-1 - index])
    found = SequenceMatcher(
        None, first[head : len(first) - tail], second[head : len(second) - tail], autojunk=False
    ).get_opcodes()
    return [(tag, a + head, b + head, c + head, d + head) for tag, a, b, c, d in found if tag != "equal"]


def _common(most: int, same: Callable[[int], bool]) -> int:
    return next((index for index in range(most) if not same(index)), most)


def _aligned(base: Sequence[str], text: Sequence[str], same: Mapping[int, int]) -> list[int | None]:
    """Return for each line of the base its line in the text; what follows a known line is compared."""
    place = [same.get(line) for line in range(len(base))]
    for line in range(1, len(base)):
        above = place[line - 1]
        if place[line] is None and above is not None and above + 1 < len(text):
            place[line] = above + 1 if base[line].split() == text[above + 1].split() else None
    return place


def _range(
    hunk: Hunk, base: Sequence[str], place: Sequence[int | None], text: Sequence[str], *, above_notes: bool
) -> tuple[int, int] | None:
    """Return the lines of the text that a hunk of the base replaces, or None where that is not clear."""
    following = hunk.stop
    while following < len(place) and _NOTE.fullmatch(base[following]):
        following += 1
    below = place[following] if following < len(place) else len(text)
    if below is None and hunk.stop > 0 and (above := place[hunk.stop - 1]) is not None:
        below = above + 1
    start = below if hunk.start == hunk.stop else place[hunk.start]
    if start is None or below is None:
        return None
    if hunk.start == hunk.stop:
        while above_notes and start > 0 and _NOTE.fullmatch(text[start - 1]):
            start -= 1
        return start or below, start or below
    while below > start + 1 and _NOTE.fullmatch(text[below - 1]):
        below -= 1
    return start, below
