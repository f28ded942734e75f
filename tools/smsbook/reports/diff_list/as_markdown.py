"""What changed as Markdown, for a comment on a pull request or for release notes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from smsbook.compare.comparison import Comparison, Difference, DocumentChange, Mark
from smsbook.compare.words import TO, fate, finding, heading, headline, named, requirement, role, shown, told
from smsbook.reports.lines import count
from smsbook.reports.visible import in_markdown

_FRAMES: dict[str, str] = {Mark.REMOVED: "~~", Mark.ADDED: "**"}
_LONGEST = 60_000  # characters; forges take comments of 65 536


def render(comparison: Comparison) -> str:
    """Return the comparison as a comment that forges accept: what is too much for one is cut off."""
    first = f"**{arrowed(named(comparison))}**: {in_markdown(headline(comparison))}"
    return "\n".join(bounded([first, *sections(comparison)], _LONGEST, "smsbook diff")) + "\n"


def sections(comparison: Comparison, marks: str = "##") -> Iterator[str]:
    """Yield what changed line by line, under headings that begin with so many hash signs."""
    for section, changes in groupby(comparison.documents, key=lambda change: change.section):
        yield from ("", f"{marks} {in_markdown(section)}", "")
        for change in changes:
            yield from _document(change)
    for title, sentences in (
        ("Who holds which role", [role(change) for change in comparison.roles]),
        ("Requirements", [requirement(change) for change in comparison.requirements]),
        ("Findings", [finding(change) for change in comparison.findings]),
    ):
        if sentences:
            yield from ("", f"{marks} {title}", "")
            yield from (f"- {arrowed(words)}" for words in sentences)
    if comparison.layout and not comparison.empty:
        yield from ("", f"{count(len(comparison.layout), 'file')} more changed in layout only")


def _document(change: DocumentChange) -> Iterator[str]:
    whole = f": {arrowed(fate(change))}" if fate(change) else ""
    yield f"- **{arrowed(heading(change))}**{whole}"
    if change.note:
        yield f"  - {in_markdown(change.note)}"
    for difference in shown(change):
        yield f"  - {_difference(difference)}"


def _difference(difference: Difference) -> str:
    line = []
    for style, text in told(difference):
        if style == "to":
            line.append(" → ")
            continue
        frame = _FRAMES.get(style, "")
        inner = _inside(text.strip()) if line else in_markdown(text.strip())
        begin, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        line.append(f"{begin}{frame}{inner}{frame}{end}" if inner else text)
    return "".join(line)


def arrowed(words: str) -> str:
    """Return words that Markdown shows as they are, with an arrow for people."""
    first, *others = words.split(f" {TO} ")
    return " → ".join((in_markdown(first), *(_inside(part) for part in others)))


def _inside(words: str) -> str:
    """Return words from within a line, where a number with a dot begins no list."""
    return in_markdown(f",{words}")[1:]


def bounded(lines: list[str], most: int, command: str) -> list[str]:
    """Return the lines that so many characters hold; say how many are left out, and what shows them."""
    kept: list[str] = []
    length = 0
    for at, line in enumerate(lines):
        length += len(line) + 1
        if length > most:
            return [*kept, "", f"… and {count(len(lines) - at, 'line')} more: `{command}` shows all of it"]
        kept.append(line)
    return kept
