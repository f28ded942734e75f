"""See a document's body through its schema: labels, tables, references, texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from smsbook.source.duration import parse

Schema = Mapping[str, Any]
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}
_CROWDED = 5  # columns; in a table with more there is no room for lists
_WIDEST = 7  # columns of a table; a list of wider things becomes a row of cards


@dataclass(frozen=True)
class Field:
    """One value with what a template needs to show it.

    `shape` is one of `text`, `markdown`, `reference`, `date`, `duration`, `choice`, `flag`, `web`, `mail`,
    `list` (of fields), `group` (of fields), `table` and `cards`. A table holds rows of cells, a cell is a
    field or None; cards hold groups.
    """

    key: str
    label: str
    shape: str
    value: Any
    columns: tuple[str, ...] = ()

    @property
    def wide(self) -> bool:
        """Whether it needs more than a line."""
        return self.shape in ("markdown", "group", "table", "cards") or (
            self.shape == "list" and any(item.shape == "markdown" for item in self.value)
        )


def fields_of(value: Mapping[str, Any], schema: Schema) -> Iterator[Field]:
    """Yield the fields of a mapping that say something, in the order of the schema."""
    properties = schema.get("properties", {})
    for key, sub in properties.items():
        field = field_of(key, value.get(key), sub)
        if field:
            yield field
    others = schema.get("additionalProperties")
    if isinstance(others, dict):
        for key in value:
            field = field_of(key, value[key], others) if key not in properties else None
            if field:
                yield field


def field_of(key: str, value: Any, schema: Schema) -> Field | None:
    """Return one value as a field, or None where nothing is said."""
    if value is None or value in ("", [], {}):
        return None
    label = schema.get("title") or key.replace("_", " ").replace("-", " ").capitalize()
    match value:
        case dict():
            parts = tuple(fields_of(value, schema))
            return Field(key, label, "group", parts) if parts else None
        case list():
            return _list(key, label, value, schema.get("items", {}))
        case _:
            return Field(key, label, _shape(value, schema), value)


def conforming(value: Any, schema: Schema) -> Any:
    """Return the part of a value that has the types its schema asks for, or None.

    Documents with faults are shown too; templates need not fear what stands in them.
    """
    said = schema.get("type", "string")
    if isinstance(said, list):  # text or fields
        said = "object" if isinstance(value, dict) else "string"
    expected = _TYPES.get(said, str)
    if not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool):
        return None
    if isinstance(value, dict):
        others = schema.get("additionalProperties")
        subs = {key: schema.get("properties", {}).get(key, others) for key in value if isinstance(key, str)}
        kept = {key: conforming(value[key], sub) for key, sub in subs.items() if isinstance(sub, dict)}
        return {key: item for key, item in kept.items() if item is not None}
    if isinstance(value, list):
        # An entry keeps its number, even if nothing of it can be used: others refer to it by that.
        sub = schema.get("items", {})
        empty: Any = {} if sub.get("type") == "object" else None
        items = (empty if item is None else item for item in (conforming(item, sub) for item in value))
        return [item for item in items if item is not None]
    return value


def _shape(value: Any, schema: Schema) -> str:
    if isinstance(value, bool):
        return "flag"
    pattern = str(schema.get("pattern", ""))
    tests = {
        "markdown": schema.get("x-markdown"),
        "reference": schema.get("x-ref"),
        "choice": schema.get("enum"),
        "date": schema.get("format") == "date",
        "duration": pattern.startswith("^P(") and parse(str(value)),
        "web": pattern.startswith("^https?"),
        "mail": pattern.startswith("^[^@"),
    }
    return next((shape for shape, fits in tests.items() if fits), "text")


def _list(key: str, label: str, values: Sequence[Any], schema: Schema) -> Field | None:
    mappings = [value for value in values if isinstance(value, dict)]
    if not mappings:
        items = tuple(item for value in values if (item := field_of(key, value, schema)))
        return Field(key, label, "list", items) if items else None
    rows = [row for value in mappings if (row := tuple(fields_of(value, schema)))]
    if not rows:
        return None
    keys = _columns(rows, schema)
    if len(keys) > _WIDEST or any(_too_big(field, len(keys)) for row in rows for field in row):
        return Field(key, label, "cards", tuple(rows))
    by_key = [{field.key: field for field in row} for row in rows]
    columns = tuple(keys.values())
    return Field(key, label, "table", tuple(tuple(row.get(k) for k in keys) for row in by_key), columns)


def _too_big(field: Field, columns: int) -> bool:
    """Tell whether a field would burst its cell: a table in it, or a list among many columns."""
    listed = field.shape == "list" and len(field.value) > 1 and columns > _CROWDED
    return listed or field.shape in ("table", "cards")


def _columns(rows: Iterable[tuple[Field, ...]], schema: Schema) -> dict[str, str]:
    """Return key and label of the columns in which at least one row says something.

    The id of an entry is a name for machines; people know it by the columns beside it.
    """
    used = {field.key: field.label for row in rows for field in row}
    order = [key for key in schema.get("properties", {}) if key in used and key != "id"]
    return {key: used[key] for key in order} or used


def in_word(value: object) -> str:
    """Return a word from a closed list as people write it."""
    return str(value).replace("-", " ").replace("_", " ")
