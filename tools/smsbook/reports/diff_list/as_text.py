"""What changed for people at a terminal: document by document, what concerns customers first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from smsbook.compare.comparison import Comparison, Difference, DocumentChange
from smsbook.compare.words import (
    fate,
    finding,
    framed,
    heading,
    headline,
    named,
    requirement,
    role,
    shown,
    told,
)
from smsbook.reports.lines import Line, count, guarded, plain
from smsbook.reports.visible import one_line


def render(comparison: Comparison) -> str:
    """Return the comparison as plain text."""
    return plain(lines(comparison))


def lines(comparison: Comparison) -> Iterator[Line]:
    """Yield the comparison line by line; no character in it steers a terminal."""
    yield from guarded(_lines(comparison))


def _lines(comparison: Comparison) -> Iterator[Line]:
    for section, changes in groupby(comparison.documents, key=lambda change: change.section):
        yield [("file", section)]
        for change in changes:
            yield from _document(change)
        yield []
    for title, sentences in (
        ("Who holds which role", [role(change) for change in comparison.roles]),
        ("Requirements", [requirement(change) for change in comparison.requirements]),
        ("Findings", [finding(change) for change in comparison.findings]),
    ):
        if sentences:
            yield [("file", title)]
            yield from ([("", f"  {one_line(words)}")] for words in sentences)
            yield []
    yield [("good" if comparison.empty else "info", one_line(f"{named(comparison)}: {headline(comparison)}"))]
    if comparison.layout and not comparison.empty:
        yield [("rule", f"{count(len(comparison.layout), 'file')} more changed in layout only")]


def _document(change: DocumentChange) -> Iterator[Line]:
    whole = fate(change)
    yield [("", f"  {one_line(heading(change))}"), ("info", one_line(f": {whole}" if whole else ""))]
    if change.note:
        yield [("", "    "), ("warning", one_line(change.note))]
    for difference in shown(change):
        yield [("", "    "), *_difference(difference)]


def _difference(difference: Difference) -> Line:
    return [(style, _squeezed(framed(style, text))) for style, text in told(difference)]


def _squeezed(text: str) -> str:
    """Return a piece of a line in one line; a space at its ends stays."""
    words = text.strip()
    return text.replace(words, one_line(words)) if words else text
