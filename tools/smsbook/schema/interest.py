"""What smsbook looks at in a document besides its shape: numbers, references and names it defines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from smsbook.source import scalars
from smsbook.source.finding import Route

_CONVERT = {"integer": scalars.integer, "number": scalars.number, "boolean": scalars.boolean}


@dataclass(frozen=True)
class Interest:
    """One place of a schema, thinned out to the branches that lead somewhere.

    `refs` are the kinds a reference may lead to (`any` for all); `defines` is the kind of thing that the
    value names, as `person` for the ids in the list of people.
    """

    convert: str = ""
    refs: tuple[str, ...] = ()
    defines: str = ""
    properties: dict[str, Interest] = field(default_factory=dict)
    items: Interest | None = None
    others: Interest | None = None

    @cached_property
    def inner(self) -> tuple[Interest, ...]:
        """The interests one level below."""
        return tuple(sub for sub in (*self.properties.values(), self.items, self.others) if sub)

    @cached_property
    def converts(self) -> bool:
        """Whether anything here or below is to be converted."""
        return bool(self.convert) or any(sub.converts for sub in self.inner)


def interest_of(schema: dict[str, Any]) -> Interest | None:
    """Return the interest that a schema holds, or None where it holds none."""
    properties = {}
    for key, sub in schema.get("properties", {}).items():
        interest = interest_of(sub)
        if interest:
            properties[key] = interest
    items = interest_of(schema["items"]) if "items" in schema else None
    others = schema.get("additionalProperties")
    found = Interest(
        convert=next((kind for kind in _CONVERT if kind == schema.get("type")), ""),
        refs=tuple(schema.get("x-ref", ())),
        defines=schema.get("x-defines", ""),
        properties=properties,
        items=items,
        others=interest_of(others) if isinstance(others, dict) else None,
    )
    return None if found == Interest() else found


def convert(data: Any, interest: Interest, quoted: set[tuple[int, str | int]]) -> None:
    """Turn text into numbers and truth values, in place, where the schema asks for them.

    A quoted value stays text: its author said so.
    """
    if not interest.converts:
        return
    for container, key, sub, _ in _children(data, interest, ()):
        value = container[key]
        if sub.convert and isinstance(value, str) and (id(container), key) not in quoted:
            meant = _CONVERT[sub.convert](value)
            if meant is not None:
                container[key] = meant
        elif isinstance(value, (dict, list)):
            convert(value, sub, quoted)


def collect(data: Any, interest: Interest, route: Route = ()) -> Iterator[tuple[Route, str, Interest]]:
    """Yield (route, text, interest) of every reference and of every name that the data define."""
    for container, key, sub, where in _children(data, interest, route):
        value = container[key]
        if isinstance(value, str):
            if sub.refs or sub.defines:
                yield where, value, sub
        elif isinstance(value, (dict, list)):
            yield from collect(value, sub, where)


def definitions(interest: Interest) -> Iterator[str]:
    """Yield the kinds of things that documents with this interest define."""
    if interest.defines:
        yield interest.defines
    for sub in interest.inner:
        yield from definitions(sub)


def _children(data: Any, interest: Interest, route: Route) -> Iterator[tuple[Any, Any, Interest, Route]]:
    if isinstance(data, dict):
        for key, sub in interest.properties.items():
            if key in data:
                yield data, key, sub, (*route, key)
        if interest.others:
            for key in data:
                if key not in interest.properties:
                    yield data, key, interest.others, (*route, key)
    elif isinstance(data, list) and interest.items:
        for index in range(len(data)):
            yield data, index, interest.items, (*route, index)
