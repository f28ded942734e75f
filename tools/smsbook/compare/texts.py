"""What changed in a text, word by word, with a few words around each change."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from smsbook.compare.comparison import Mark, Piece

AROUND = 4  # words kept on each side of a change
_LONGEST = 30  # words of one run that are shown
_MOST = 8  # changes of one text that are shown
_WIDEST = 240  # characters of one run that are shown
_COSTLIEST = 200_000  # comparisons; beyond that, looking for what stayed takes too long
_ELLIPSIS = "…"

_Run = tuple[str, Sequence[str], Sequence[str]]  # «equal» or «replace», the words before, the words after


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return the changes between two texts; none where they differ only in spaces and line ends."""
    runs = _calmed(_runs(before.split(), after.split()))
    changes = sum(kind != "equal" for kind, _, _ in runs)
    if not changes:
        return ()
    return tuple(_shown(runs, changes))


def alike(before: Counter[str], after: Counter[str]) -> float:
    """Return how much two texts have in common, from 0 to 1, by how often each word stands in them."""
    total = before.total() + after.total()
    return 2 * (before & after).total() / total if total else 1.0


def shortened(text: str, longest: int) -> str:
    """Return a text in one line, cut off where it is longer than so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + _ELLIPSIS


def _runs(before: list[str], after: list[str]) -> Iterator[_Run]:
    """Yield the runs of equal and of changed words, found from the words that stand once on both sides."""
    at = to = 0
    for one, other in (*_anchors(before, after), (len(before), len(after))):
        yield from _gap(before[at:one], after[to:other])
        yield "equal", before[one : one + 1], after[other : other + 1]
        at, to = one + 1, other + 1


def _anchors(before: list[str], after: list[str]) -> list[tuple[int, int]]:
    """Return the places of words that stand once in each text and keep their order: as many as there are."""
    first, second = Counter(before), Counter(after)
    place = {word: at for at, word in enumerate(after) if second[word] == 1}
    shared = [(at, place[word]) for at, word in enumerate(before) if first[word] == 1 and word in place]
    ends: list[int] = []  # the smallest place at which an order of that length ends
    chains: list[tuple[tuple[int, int], int]] = []  # a pair, and the pair before it in its chain
    last: list[int] = []
    for pair in shared:
        length = bisect_left(ends, pair[1])
        chains.append((pair, last[length - 1] if length else -1))
        ends[length : length + 1] = [pair[1]]
        last[length : length + 1] = [len(chains) - 1]
    found = []
    at = last[-1] if last else -1
    while at >= 0:
        pair, at = chains[at]
        found.append(pair)
    return found[::-1]


def _gap(before: list[str], after: list[str]) -> Iterator[_Run]:
    """Yield the runs between two anchors; where too much looks alike, all of it counts as changed."""
    if not before or not after:
        yield "replace", before, after
        return
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    yield "equal", before[:start], before[:start]
    inner, other = before[start : len(before) - end], after[start : len(after) - end]
    if not inner or not other or _cost(inner, other) > _COSTLIEST:
        yield "replace", inner, other
    else:
        for kind, one, two, three, four in SequenceMatcher(None, inner, other, False).get_opcodes():
            yield ("equal" if kind == "equal" else "replace"), inner[one:two], other[three:four]
    yield "equal", before[len(before) - end :], before[len(before) - end :]


def _common(before: Sequence[str], after: Sequence[str]) -> int:
    pairs = enumerate(zip(before, after, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(before), len(after)))


def _cost(before: Sequence[str], after: Sequence[str]) -> int:
    """Return about how many comparisons it takes to find what stayed."""
    first, second = Counter(before), Counter(after)
    return sum(number * second[word] for word, number in first.items()) * min(len(before), len(after))


def _calmed(runs: Iterable[_Run]) -> list[_Run]:
    """Join changes with a single word between them: read together they are one."""
    found = _joined(runs)
    inside = range(1, len(found) - 1)
    return _joined(
        ("replace" if at in inside and len(before) == 1 else kind, before, after)
        for at, (kind, before, after) in enumerate(found)
    )


def _joined(runs: Iterable[_Run]) -> list[_Run]:
    """Join neighbours of one kind."""
    found: list[tuple[str, list[str], list[str]]] = []
    for kind, before, after in runs:
        if not found or found[-1][0] != kind:
            if not before and not after:
                continue
            found.append((kind, [], []))
        found[-1][1].extend(before)
        found[-1][2].extend(after)
    return [*found]


def _shown(runs: list[_Run], changes: int) -> Iterator[Piece]:
    told = 0
    for at, (kind, before, after) in enumerate(runs):
        if kind == "equal":
            yield Piece(Mark.KEPT, _between(before, at > 0, at < len(runs) - 1))
            continue
        if told == _MOST:
            yield Piece(Mark.KEPT, f"{_ELLIPSIS} ({changes - told} more changes in this text)")
            return
        told += 1
        gone, new = _apart(" ".join(before), " ".join(after))
        for mark, text in ((Mark.REMOVED, gone), (Mark.ADDED, new)):
            if text:
                yield Piece(mark, text)


def _between(words: Sequence[str], behind: bool, ahead: bool) -> str:
    """Return the words next to a change; `behind` and `ahead` say on which sides there is one."""
    start = words[:AROUND] if behind else []
    end = words[-AROUND:] if ahead else []
    if len(words) <= len(start) + len(end) + 1:
        return _cut(" ".join(words))
    return " ".join(filter(None, (_cut(" ".join(start)), _ELLIPSIS, _cut(" ".join(end)))))


def _apart(before: str, after: str) -> tuple[str, str]:
    """Return both sides of a change, each cut to what can be read; where that looks equal, from later on."""
    gone, new = _cut(before), _cut(after)
    if gone != new:
        return gone, new
    at = max(0, _common(before, after) - _WIDEST // 8)
    return _ELLIPSIS + _cut(before[at:]), _ELLIPSIS + _cut(after[at:])


def _cut(text: str) -> str:
    words = text.split(" ", _LONGEST)
    short = " ".join(words[:_LONGEST])
    return text if short == text and len(text) <= _WIDEST else short[:_WIDEST].rstrip() + f" {_ELLIPSIS}"


def joined(found: Sequence[Piece]) -> Iterator[tuple[Piece, bool]]:
    """Yield each piece, and whether a space stands before it."""
    if found:
        yield found[0], False
    for _, piece in pairwise(found):
        yield piece, True
