"""Change single fields of a YAML text and leave every other line of it as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ruamel.yaml.error import YAMLError

from smsbook.control.merge import Lines, merged
from smsbook.control.roundtrip import HEAD, Layout, dump, load, put
from smsbook.source.finding import Route
from smsbook.source.folder import CouldNotRun
from smsbook.source.tree import Places, Tree, build

_BEGINNING = HEAD[: HEAD.index("review") + 1]  # what an edit sets, and beside which a new field is put
_READERS_DIFFER = (  # how the round trip says that it does not take a text that our own reader took
    YAMLError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
_MARK = "\ufeff"  # what some editors put before the first character


def edited(text: str, changes: Mapping[Route, str | None]) -> str:
    """Return the text with these fields set, or with None taken away; a field that is missing is added.

    The result is read again and compared before it is returned. Raises CouldNotRun where the text cannot be
    read, or no way was found to change these fields and nothing else.
    """
    mark = _MARK if text.startswith(_MARK) else ""
    text = text.removeprefix(_MARK)
    before = build(text, "")
    if before.findings or not isinstance(before.data, dict):
        raise CouldNotRun("it cannot be changed before it can be read; `smsbook check` says what is wrong")
    wanted = _wanted(before.data, changes)
    if wanted == before.data:
        return mark + text
    quoted = _quoted(before) - changes.keys()
    for candidate in _candidates(text, changes):
        after = build(candidate, "")
        if not after.findings and after.data == wanted and _quoted(after) - changes.keys() == quoted:
            return mark + candidate
    fields = ", ".join(f"`{'.'.join(map(str, route))}`" for route in changes)
    raise CouldNotRun(
        f"{fields} cannot be written without touching other lines; write each field of the head on a line of "
        "its own, without anchors (`&`, `*`) and braces, and try again"
    )


def _candidates(text: str, changes: Mapping[Route, str | None]) -> Iterator[str]:
    """Yield the changed text: first only its head is written anew, then all of it."""
    places = Places()
    build(text, "", places)
    layout = _layout(places, changes)
    for length in dict.fromkeys((_head(text, places), len(text))):
        for candidate in _rewritten(text[:length], changes, layout):
            yield candidate + text[length:]


def _rewritten(text: str, changes: Mapping[Route, str | None], layout: Layout) -> Iterator[str]:
    """Yield the changed text: what comes in above the comments before it, then below them."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        data = load(plain)
        base = dump(data, layout)
        data = load(plain)
        for route, value in changes.items():
            put(data, route, value)
        changed = dump(data, layout)
    except _READERS_DIFFER:
        return
    same = _same_lines(base, text)
    for above_notes in (True, False):
        candidate = merged(text, base, changed, same, above_notes=above_notes)
        if candidate is not None:
            yield candidate


def _head(text: str, places: Places) -> int:
    """Return how many characters of a text hold its head: all up to the field that follows it."""
    tops = [(position, route[0]) for route, position in places.keys.items() if len(route) == 1]
    last = max((at for at, (_, key) in enumerate(tops) if key in _BEGINNING), default=len(tops))
    if last + 1 >= len(tops) or any(position.column != 1 for position, _ in tops):
        return len(text)
    before = tops[last + 1][0].line - 1
    content = Lines.of(text)
    return sum(map(len, content.lines[:before])) + sum(map(len, content.ends[:before]))


def _layout(places: Places, changes: Mapping[Route, str | None]) -> Layout:
    """Tell how a text indents; what stands beside the fields that will change counts first."""
    touched = {route[0] for route in changes if len(route) > 1}
    keys, values = places.keys, places.values
    inner = [route for route in values if len(route) == 2 and values[route].line > keys[route[:1]].line]
    inner.sort(key=lambda route: route[0] not in touched)
    mapping = next((keys[route].column for route in inner if route in keys), 3)
    item = next((values[route].column for route in inner if isinstance(route[1], int)), 3)
    return Layout(max(mapping - 1, 1), max(item - 3, 0))


def _same_lines(base: str, text: str) -> dict[int, int]:
    """Return for lines of one text, from 0, the lines of another layout of it where the same fields begin."""
    places = Places(), Places()
    for content, found in zip((base, text), places, strict=True):
        build(content, "", found)
    same: dict[int, int] = {}
    for kind in ("keys", "values"):
        here, there = (getattr(found, kind) for found in places)
        for route, position in here.items():
            if route in there and (kind == "keys" or route not in places[0].keys):
                same.setdefault(position.line - 1, there[route].line - 1)
    return same


def _wanted(data: dict[str, Any], changes: Mapping[Route, str | None]) -> dict[str, Any]:
    wanted: dict[str, Any] = _copy(data)
    for route, value in changes.items():
        *above, last = route
        inner: Any = wanted
        for step in above:
            if not isinstance(inner.get(step), dict):
                if value is None:
                    break
                inner[step] = {}
            inner = inner[step]
        else:
            if value is None:
                inner.pop(last, None)
            else:
                inner[last] = value
    return wanted


def _copy(value: Any) -> Any:
    """Copy data so that what an alias repeats becomes two things."""
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


def _quoted(tree: Tree) -> set[Route]:
    """Return the routes of the values that would mean something else without their quotes."""
    return {(*route, key) for route, value, key in _each(tree.data, ()) if (id(value), key) in tree.quoted}


def _each(value: Any, route: Route) -> Iterator[tuple[Route, Any, str | int]]:
    """Yield the route of each mapping and list, itself, and each of its keys or positions."""
    if not isinstance(value, dict | list):
        return
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield route, value, key
        yield from _each(item, (*route, key))
