"""Tables as programs write them: a JSON list of objects, one for each row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from smsbook.agreements.table import Fault, Flaw, Line, Table, bounded, decoded

_EXPECTED = "a JSON list of objects, one for each row, or an object with that list under `rows`"


def from_json(content: bytes) -> Table:
    """Read a JSON list of objects, or an object that holds it under `rows`. Raises ValueError, in words."""
    text = decoded(content)
    try:
        data = json.loads(
            text, parse_float=str, parse_int=str, parse_constant=_no_number, object_pairs_hook=_Object
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, character {error.colno}: {error.msg[:1].lower()}{error.msg[1:]}"
        other = "" if text.lstrip().startswith(("[", "{")) else "; if it is CSV, let its name end in .csv"
        raise ValueError(f"it cannot be read as JSON: {where}{other}") from error
    except (ValueError, RecursionError) as error:
        raise ValueError(f"it cannot be read as JSON: {error}") from error
    rows = dict(data).get("rows") if isinstance(data, _Object) else data
    if not isinstance(rows, list) or isinstance(rows, _Object):
        raise ValueError(f"found {_shape(data)}, expected {_EXPECTED}")  # noqa: TRY004 - wrong content
    bounded(rows)
    return Table(tuple(_line(number, row) for number, row in enumerate(rows, 1)))


class _Object(list[tuple[str, Any]]):
    """A JSON object with all its keys, also those that are there twice."""


def _shape(data: object) -> str:
    if isinstance(data, _Object):
        keys = ", ".join(f"`{name[:40]}`" for name, _ in data[:5])
        return f"an object with {keys}" if keys else "an empty object"
    return "a single value"


def _line(number: int, row: object) -> Line:
    if not isinstance(row, _Object):
        message = "found no object, expected one with a key for each column"
        return Line(number, {}, (Fault(number, "", Flaw.FORM, message, "write it in braces"),))
    fields = {name.strip().lower(): value for name, value in row}
    return Line(number, fields, tuple(_faults(number, row)))


def _faults(number: int, row: _Object) -> Iterator[Fault]:
    names = [name.strip().lower() for name, _ in row]
    if twice := {name for name in names if names.count(name) > 1}:
        yield Fault(number, min(twice), Flaw.FORM, f"found `{min(twice)}` twice", "take one away")
    if odd := [name for name, (_, value) in zip(names, row, strict=True) if isinstance(value, list | bool)]:
        message = f"found no text or number under `{odd[0]}`"
        yield Fault(number, odd[0], Flaw.FORM, message, "write it as a text in quotes")


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number that can be measured")
