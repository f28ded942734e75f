"""The YAML text of a new record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smsbook.control.roundtrip import Layout, dump, load, put, write

_SCHEMA = "# yaml-language-server: $schema=../../schemas/record.schema.json\n"


def record_text(body: Mapping[str, Any]) -> str:
    """Return the YAML text of a record: long texts folded, entries of lists below each other."""
    data = _mapping({"kind": body["kind"]})
    for key, value in body.items():
        match value:
            case list():
                data[key] = [_mapping(item) if isinstance(item, dict) else item for item in value]
            case dict():
                data[key] = _mapping(value)
            case _:
                put(data, (key,), value)
    return _SCHEMA + dump(data, Layout(dash=2))


def _mapping(fields: Mapping[str, str | int]) -> Any:
    """Return fields with each text in the quotes, or the folds, that it needs."""
    data = load(write({key: value for key, value in fields.items() if isinstance(value, str)}))
    for place, (key, value) in enumerate(fields.items()):
        if isinstance(value, int):
            data.insert(place, key, str(value))  # a plain scalar, which is read as a number
    return data
