"""What changed inside a document: field by field, and in lists item by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from smsbook.compare.comparison import Difference, How, Mark
from smsbook.compare.items import Paired, paired, written
from smsbook.compare.naming import Names
from smsbook.compare.texts import pieces
from smsbook.compare.values import both, inner, item, label, said
from smsbook.library.library import Library
from smsbook.schema.kinds import Schema
from smsbook.source.finding import Route

_SHORT = 48  # characters of a text that is shown whole, before and after
_LOST = object()


@dataclass(frozen=True)
class _Place:
    """Where in both states something is looked at."""

    what: str
    route: Route
    schema: Schema
    libraries: tuple[Library, Library]


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], schema: Schema, libraries: tuple[Library, Library]
) -> tuple[Difference, ...]:
    """Return what changed from one body to the other, in the order of the schema.

    Both are as `canonical` returns them; no difference is returned if and only if they are equal.
    """
    return tuple(_fields(before, after, _Place("", (), schema, libraries)))


def same(before: Any, after: Any) -> bool:
    """Tell whether two values are equal, types included: `1` is not `true`."""
    return before is after or (
        before is not _LOST and after is not _LOST and written(before) == written(after)
    )


def _fields(before: Mapping[str, Any], after: Mapping[str, Any], place: _Place) -> Iterator[Difference]:
    order = dict.fromkeys((*place.schema.get("properties", {}), *sorted({*before, *after})))
    for key in order:
        one, other = before.get(key, _LOST), after.get(key, _LOST)
        if same(one, other):
            continue
        sub = inner(place.schema, key)
        yield from _value(one, other, _at(place, label(key, sub), (*place.route, key), sub))


def _at(place: _Place, what: str, route: Route, schema: Schema) -> _Place:
    return _Place(", ".join(filter(None, (place.what, what))), route, schema, place.libraries)


def _value(before: Any, after: Any, place: _Place) -> Iterator[Difference]:
    """Yield the differences between two values that are not equal; either may be lost."""
    match before, after:
        case (Mapping(), Mapping()):
            yield from _fields(before, after, place)
        case (list(), list()):
            yield from _list(before, after, place)
        case (str(), str()):
            yield _text(before, after, place)
        case (_, list()) if before is _LOST and after:
            yield from _list([], after, place)
        case (list(), _) if after is _LOST and before:
            yield from _list(before, [], place)
        case _ if before is _LOST:
            words = said(after, place.schema, place.libraries[1])
            yield Difference(place.what, How.ADDED, place.route, after=words)
        case _ if after is _LOST:
            words = said(before, place.schema, place.libraries[0])
            yield Difference(place.what, How.REMOVED, place.route, before=words)
        case _:
            words_before, words_after = both(before, after, place.schema, place.libraries)
            yield Difference(place.what, How.CHANGED, place.route, words_before, words_after)


def _text(before: str, after: str, place: _Place) -> Difference:
    """Compare two texts: short ones are shown whole, of long ones the words that changed."""
    closed = any(place.schema.get(key) for key in ("enum", "x-ref", "format"))
    long = max(len(before), len(after)) > _SHORT
    if not closed and long and before.strip() and after.strip():
        found = pieces(before, after)
        if not found:
            return Difference(f"{place.what} (spaces and line ends only)", How.CHANGED, place.route)
        if any(piece.mark is Mark.KEPT for piece in found):
            return Difference(place.what, How.CHANGED, place.route, pieces=found)
    return Difference(
        place.what, How.CHANGED, place.route, *both(before, after, place.schema, place.libraries)
    )


def _list(before: list[Any], after: list[Any], place: _Place) -> Iterator[Difference]:
    """Yield a line for each entry that changed, came or went; plain values share one line."""
    schema = item(place.schema)
    found = paired(before, after, schema)
    told = list(_items(before, after, found, replace(place, schema=schema)))
    if any(isinstance(value, (dict, list)) for value in (*before, *after)) or schema.get("x-markdown"):
        yield from told
    elif told:
        yield Difference(place.what, How.CHANGED, place.route, parts=tuple(told))
    if found.reordered:
        yield Difference(place.what, How.REORDERED, place.route)


def _items(before: list[Any], after: list[Any], found: Paired, place: _Place) -> Iterator[Difference]:
    """Yield one difference for each item that changed, came or went, in the order of the later list."""
    names = Names(place.what, place.schema, (before, after), place.libraries)
    partners = {second: first for first, second in found.pairs}
    for at, value in enumerate(after):
        route = (*place.route, at)
        if at not in partners:
            yield Difference(names.of(value, at, 1), How.ADDED, route, after=names.worth(value, 1))
        elif not same(before[partners[at]], value):
            yield from _changed(before[partners[at]], value, names, replace(place, route=route))
    for at in found.gone:
        what = names.of(before[at], at, 0)
        yield Difference(what, How.REMOVED, (*place.route, at), before=names.worth(before[at], 0))


def _changed(before: Any, after: Any, names: Names, place: _Place) -> Iterator[Difference]:
    """Yield the difference of one item: its main value in front, what else changed behind it."""
    at = place.route[-1]
    what = names.of(after, at, 1, stays=True)
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        yield from _value(before, after, replace(place, what=what))
        return
    parts = list(_fields(before, after, replace(place, what="")))
    main = next((part for part in parts if part.route[-1] in names.main(after) and not part.parts), None)
    if main is None or main.how is not How.CHANGED:
        yield Difference(what, How.CHANGED, place.route, parts=tuple(parts))
        return
    others = tuple(part for part in parts if part is not main)
    what = names.of(after, at, 1, stays=True, unnamed=main.route[-1] == names.key(after))
    yield replace(main, what=what, route=place.route, parts=others)
