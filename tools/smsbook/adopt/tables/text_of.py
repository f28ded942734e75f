"""The text of a document after an import: a draft with all that rows say, or the file, changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, TypeAlias

from smsbook.adopt.draft import draft
from smsbook.control.edit import edited
from smsbook.control.roundtrip import HEAD, Value, write
from smsbook.schema.kinds import Kind
from smsbook.source.finding import Route

_HEAD = HEAD[: HEAD.index("review") + 1]  # what every draft says already
Changes: TypeAlias = "Mapping[Route, Value | None]"


def new_text(kind: Kind, id: str, changes: Changes, today: date, editions: Sequence[str]) -> str:
    """Return the text of a draft that says what rows say, with notes on all the rest."""
    data: dict[str, Any] = {}
    for route, value in changes.items():
        if value is not None and (route[0] not in _HEAD or route == ("title",)):
            _place(data, route, value)
    filled = {key: _filled(kind, key, value) for key, value in data.items()}
    text = draft(kind, id, today, editions, filled)
    head = {route: value for route, value in changes.items() if route[0] in _HEAD and route != ("title",)}
    return edited(text, head, _orders(kind, head)) if head else text


def changed_text(kind: Kind, text: str, changes: Changes) -> str:
    """Return a text with what rows change, and all else as it is. Raises CouldNotRun where that cannot be."""
    return edited(text, changes, _orders(kind, changes))


def _filled(kind: Kind, key: str, value: Any) -> str:
    """Return a field as YAML; fields of it that nobody has filled stay there, empty."""
    schema = kind.schema["properties"][key]
    if not isinstance(value, dict):
        return write({key: value})
    inner = (write({name: value[name]}) if name in value else f"{name}:" for name in schema["properties"])
    lines = "\n".join(text.rstrip("\n") for text in inner).split("\n")
    return "\n".join([f"{key}:", *(f"  {line}" if line else "" for line in lines)])


def _place(data: Any, route: Route, value: Value) -> None:
    """Set a field in nested data, and make what lies above it."""
    for step, following in pairwise(route):
        empty: Any = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            data += [{}] * (step + 1 - len(data)) if step >= len(data) else []
            data[step] = data[step] or empty
        else:
            data.setdefault(step, empty)
        data = data[step]
    data[route[-1]] = value


def _orders(kind: Kind, changes: Changes) -> dict[Route, tuple[str, ...]]:
    """Return the order of the fields wherever one is set."""
    found: dict[Route, tuple[str, ...]] = {}
    for route in changes:
        for length in range(len(route)):
            above = route[:length]
            if above not in found and isinstance(route[length], str):
                found[above] = _order(kind, above)
    return found


def _order(kind: Kind, route: Route) -> tuple[str, ...]:
    schema: Any = kind.schema
    for step in route:
        schema = (
            schema.get("items", {}) if isinstance(step, int) else schema.get("properties", {}).get(step, {})
        )
    return tuple(schema.get("properties", ()))
