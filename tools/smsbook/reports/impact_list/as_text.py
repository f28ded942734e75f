"""What is touched, for people at a terminal: group by group, each with the way to it."""

from __future__ import annotations

from collections.abc import Iterator

from smsbook.check.impact import Impact
from smsbook.check.touched import GROUPS, Touched
from smsbook.check.touching import Step
from smsbook.library.library import Library
from smsbook.reports.lines import Line, count, guarded, plain
from smsbook.reports.visible import one_line

_SOFTER = {
    "redundant": "while another stands in",
    "best-effort": "at best effort only",
    "named": "by which part is not said",
}


def render(impact: Impact) -> str:
    """Return what is touched as plain text."""
    return plain(lines(impact))


def lines(impact: Impact) -> Iterator[Line]:
    """Yield what is touched line by line; no character in it steers a terminal."""
    yield from guarded(_lines(impact))


def _lines(impact: Impact) -> Iterator[Line]:
    for group in dict.fromkeys(GROUPS.values()):
        found = impact.group(group)
        if found:
            yield [("file", group)]
        for each in found:
            yield from _touched(each, impact.library)
        if found:
            yield []
    yield [("", _headline(impact))]


def _touched(each: Touched, library: Library) -> Iterator[Line]:
    softer = f"  {_SOFTER[each.need]}" if each.need in _SOFTER else ""
    yield [
        ("", f"  {one_line(each.id)} «{one_line(each.title)}»"),
        ("warning" if softer else "", softer),
    ]
    for step in each.way:
        yield [
            ("", f"    {one_line(step.touched)} {one_line(step.words)} {one_line(step.touching)}"),
            ("rule", f"  {_place(step, library)}"),
        ]


def _place(step: Step, library: Library) -> str:
    if step.spot is None or step.spot.position is None:
        return "nowhere written"
    return f"{one_line(library.shown(step.spot.path))}:{step.spot.position.line}"


def _headline(impact: Impact) -> str:
    who = f"{one_line(impact.id)} «{one_line(impact.title)}»"
    numbers = [(len(impact.group(group)), group) for group in dict.fromkeys(GROUPS.values())]
    said = [count(number, group.removesuffix("s")) for number, group in numbers if number]
    if not said:
        return f"{impact.as_of.isoformat()}: if {who} falls away, nothing else is touched"
    return f"{impact.as_of.isoformat()}: if {who} falls away, it touches {', '.join(said)}"
