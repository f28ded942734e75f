"""Arithmetic with spans of time: sorted, apart from each other, each with its begin and without its end."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]
Spans = tuple[Span, ...]


def merged(spans: Iterable[Span]) -> Spans:
    """Return the same time in as few spans as possible."""
    result: list[Span] = []
    for begin, end in sorted(spans):
        if result and begin <= result[-1][1]:
            if end > result[-1][1]:
                result[-1] = (result[-1][0], end)
        elif begin < end:
            result.append((begin, end))
    return tuple(result)


def without(spans: Spans, others: Spans) -> Spans:
    """Return the time in `spans` that is not in `others`."""
    result: list[Span] = []
    index = 0
    for begin, end in spans:
        at = begin
        while index < len(others) and others[index][1] <= at:
            index += 1
        step = index
        while step < len(others) and others[step][0] < end:
            if others[step][0] > at:
                result.append((at, others[step][0]))
            at = others[step][1]
            step += 1
        if at < end:
            result.append((at, end))
    return tuple(result)
