"""The sections of a document and the items in them, and the names of a whole SMS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from smsbook.desk.positions import Span
from smsbook.desk.sheet import Sheet
from smsbook.library.library import Library, Name
from smsbook.source.finding import Position, Route

MOST = 200  # names found at once
_NAMING = ("id", "name", "title", "role", "term", "step", "activity", "requirement")
_DEEPEST = 3


@dataclass(frozen=True)
class Entry:
    """One section or item: its name, what else tells it apart, where it stands, and what is in it."""

    name: str
    detail: str
    route: Route
    whole: Span
    title: Span
    inner: tuple[Entry, ...] = ()


def outline(sheet: Sheet) -> tuple[Entry, ...]:
    """Return the fields that hold more than one value; of a broken file, those before the break."""
    last = Position(len(sheet.lines.lines), len(sheet.lines.lines[-1]) + 1)
    return tuple(_entries(sheet, sheet.data, (), last, 1))


def _entries(sheet: Sheet, value: Any, route: Route, end: Position, depth: int) -> Iterator[Entry]:
    starts = [(step, item, _start(sheet, (*route, step))) for step, item in _steps(value)]
    placed = [(step, item, start) for step, item, start in starts if start is not None]
    for index, (step, item, start) in enumerate(placed):
        name, detail = _named(sheet, step, item, (*route, step))
        if not name or (depth == 1 and not isinstance(item, (dict, list)) and step != "id"):
            continue
        following = placed[index + 1][2] if index + 1 < len(placed) else end
        whole = Span(start, max(_before(sheet, following) if following != end else end, start))
        title = sheet.lines.token(start)
        inner = _entries(sheet, item, (*route, step), whole.end, depth + 1) if depth < _DEEPEST else ()
        yield Entry(name, detail, (*route, step), _around(whole, title), title, tuple(inner))


def _steps(value: Any) -> list[tuple[str | int, Any]]:
    if isinstance(value, Mapping):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def _start(sheet: Sheet, route: Route) -> Position | None:
    keys, values = sheet.places.keys, sheet.places.values
    return keys.get(route) if isinstance(route[-1], str) else values.get(route)


def _before(sheet: Sheet, position: Position) -> Position:
    """Return the end of the line above a position."""
    above = Position(max(position.line - 1, 1), 1)
    return Position(above.line, len(sheet.lines.line(above)) + 1)


def _around(whole: Span, title: Span) -> Span:
    """Return a piece that surely holds the title: the protocol wants it so."""
    return Span(min(whole.start, title.start), max(whole.end, title.end))


def _named(sheet: Sheet, step: str | int, item: Any, route: Route) -> tuple[str, str]:
    """Return the name of a section or an item and what tells it apart; '' for what has no name."""
    if step == "id" and len(route) == 1 and isinstance(item, str):
        title = sheet.data.get("title")
        return item, title if isinstance(title, str) else ""
    if isinstance(step, str):
        return (step, "") if isinstance(item, (dict, list)) and step.strip() else ("", "")
    if isinstance(item, Mapping):
        words = [item[key] for key in _NAMING if isinstance(item.get(key), str) and item[key].strip()]
        return (words[0], words[1] if len(words) > 1 else "") if words else (f"item {step + 1}", "")
    return "", ""


def search(library: Library, query: str) -> list[Name]:
    """Return the names with a place of their own that a query fits, those that begin with it first."""
    wanted = query.casefold()
    found = [
        name
        for word, name in library.names.items()
        if word == name.name
        and name.document is not None
        and (wanted in word.casefold() or wanted in name.title.casefold())
    ]
    return sorted(found, key=lambda name: (not name.name.casefold().startswith(wanted), name.name))[:MOST]
