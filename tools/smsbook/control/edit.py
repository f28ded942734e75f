"""Change single fields of a YAML text and leave every other line of it as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from ruamel.yaml.error import YAMLError

from smsbook.control.merge import Lines, merged
from smsbook.control.roundtrip import (
    HEAD,
    Layout,
    Orders,
    Value,
    dump,
    has,
    holds_more,
    load,
    put,
    written,
)
from smsbook.source.finding import Route
from smsbook.source.folder import CouldNotRun
from smsbook.source.tree import Places, Tree, build

Changes: TypeAlias = "Mapping[Route, Value | None]"
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


def edited(text: str, changes: Changes, orders: Orders = MappingProxyType({})) -> str:
    """Return the text with these fields set, or with None taken away; a field that is missing is added.

    A position behind the last item of a list adds an item. `orders` say, by the route of what holds them, in
    which order fields stand.

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
    quoted = _untouched(before, changes)
    for candidate in _candidates(text, changes, orders):
        after = build(candidate, "")
        if not after.findings and after.data == wanted and _untouched(after, changes) == quoted:
            return mark + candidate
    parts = dict.fromkeys(route[0] for route in changes)
    if len(parts) > 1:  # each part may be indented in another way
        for part in parts:
            own = {route: value for route, value in changes.items() if route[0] == part}
            text = edited(text, own, orders)
        return mark + text
    fields = ", ".join(f"`{'.'.join(map(str, route))}`" for route in changes)
    raise CouldNotRun(
        f"{fields} cannot be written without touching other lines; write each field of the head on a line of "
        "its own, without anchors (`&`, `*`) and braces, and try again"
    )


def _candidates(text: str, changes: Changes, orders: Orders) -> Iterator[str]:
    """Yield the changed text: first only its head is written anew, then all of it."""
    places = Places()
    build(text, "", places)
    layout = _layout(places, changes)
    for length in dict.fromkeys((_head(text, places), len(text))):
        for candidate in _rewritten(text[:length], changes, layout, orders):
            yield candidate + text[length:]


def _rewritten(text: str, changes: Changes, layout: Layout, orders: Orders) -> Iterator[str]:
    """Yield the changed text: what comes in above the comments before it, then below them."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        data = load(plain)
        base = dump(data, layout)
        data = load(plain)
        for route, value in changes.items():
            put(data, route, value, orders)
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


def _layout(places: Places, changes: Changes) -> Layout:
    """Tell how a text indents; what stands beside the fields that will change counts first."""
    touched = {route[0] for route in changes}
    keys, values = places.keys, places.values
    inner = [route for route in values if len(route) == 2 and values[route].line > keys[route[:1]].line]
    inner.sort(key=lambda route: route[0] not in touched)
    mapping = next((keys[route].column for route in inner if route in keys), 3)
    items = [route for route in values if route and isinstance(route[-1], int) and _below(places, route)]
    items.sort(key=lambda route: not any(change[: len(route) - 1] == route[:-1] for change in changes))
    dash = next((values[route].column - 2 - keys[route[:-1]].column for route in items), 0)
    return Layout(max(mapping - 1, 1), max(dash, 0))


def _below(places: Places, item: Route) -> bool:
    """Tell whether an item of a list stands on a line below the key of the list."""
    key = places.keys.get(item[:-1])
    return key is not None and places.values[item].line > key.line


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


def _wanted(data: dict[str, Any], changes: Changes) -> dict[str, Any]:
    wanted: dict[str, Any] = _copy(data)
    for route, value in changes.items():
        *above, last = route
        inner: Any = wanted
        for depth, step in enumerate(above, 1):
            if not holds_more(inner, step, route[depth]):
                if value is None:
                    break
                _keep(inner, step, [] if isinstance(route[depth], int) else {})
            inner = inner[step]
        else:
            if value is not None:
                _keep(inner, last, written(value))
            elif has(inner, last):
                del inner[last]
    return wanted


def _keep(data: Any, step: str | int, value: Any) -> None:
    if isinstance(data, list) and step == len(data):
        data.append(value)
    else:
        data[step] = value


def _copy(value: Any) -> Any:
    """Copy data so that what an alias repeats becomes two things."""
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


def _untouched(tree: Tree, changes: Changes) -> set[Route]:
    """Return the routes of values in needed quotes, but for those that lie in what was changed."""
    return {
        route
        for route in _quoted(tree)
        if not any(route[:length] in changes for length in range(1, len(route) + 1))
    }


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
