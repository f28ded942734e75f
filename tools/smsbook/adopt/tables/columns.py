"""The columns that a spreadsheet about a kind of document can have: one for each field that is text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from smsbook.control.manifest import KIND as RELEASE
from smsbook.schema.kinds import Kind, Schema
from smsbook.schema.nearest import near
from smsbook.source.folder import CouldNotRun

ID = "id"
_SINGLE = ("string", "boolean", "integer", "number")
_OWN_COMMAND = {  # what no table may set, and what sets it
    "kind": "it is said with `--kind`",
    "approval": "`smsbook approve` writes it",
    "review.next": "`smsbook review` and `smsbook approve` move it",
    "aliases": "`smsbook lsp` keeps it when it gives a new id",
}


@dataclass(frozen=True)
class Column:
    """One field: its steps in a document, or in each entry of a list of the document (`part`)."""

    name: str
    part: str
    steps: tuple[str, ...]
    schema: Schema = field(compare=False)

    @property
    def many(self) -> bool:
        """Whether the field is a list of texts."""
        return self.schema.get("type") == "array"

    @property
    def title(self) -> str:
        """What people call the field."""
        return str(self.schema.get("title", ""))

    def value(self, body: Any) -> Any:
        """Return what a document, or an entry of its list, says here, or None."""
        for step in self.steps:
            body = body.get(step) if isinstance(body, Mapping) else None
        return body

    @cached_property
    def validator(self) -> Any:
        """The compiled validator of the field."""
        import jsonschema_rs

        return jsonschema_rs.Draft202012Validator(self.schema, validate_formats=True)


@dataclass(frozen=True)
class Columns:
    """All columns of a kind. Where `part` is set, rows are about the entries of this list."""

    kind: Kind
    part: str
    all: tuple[Column, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by their names."""
        return {column.name: column for column in self.all}

    def of(self, part: str) -> tuple[Column, ...]:
        """Return the columns of one list of entries, or with '' those of the document itself."""
        return tuple(column for column in self.all if column.part == part)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The lists of entries that a document of this kind can have."""
        return tuple(dict.fromkeys(column.part for column in self.all if column.part))

    def find(self, word: str) -> Column:
        """Return the column that a name means. Raises CouldNotRun where there is none, or none to be set."""
        name = word.removeprefix(f"{self.part}[].") if self.part else word
        for route, by in _OWN_COMMAND.items():
            if not self.part and (name == route or name.startswith(f"{route}.")):
                raise CouldNotRun(f"`{word}` cannot be imported: {by}")
        if name not in self.by_name:
            close = near(name, self.by_name)
            hint = f"did you mean {' or '.join(f'`{each}`' for each in close)}?" if close else self.listed()
            raise CouldNotRun(f"there is no field `{word}` of a {self.kind.name}; {hint}")
        return self.by_name[name]

    def listed(self) -> str:
        """Say which fields there are."""
        return f"the fields are {', '.join(self.by_name)}"


def columns(kind: Kind) -> Columns:
    """Return the columns of a kind.

    A kind of which there is one document, and whose list of entries bears its name, is about these entries.
    Raises CouldNotRun where documents of the kind are not written by hand.
    """
    if kind.name == RELEASE:
        raise CouldNotRun("releases are no table: `smsbook release VERSION` makes them")
    properties = kind.schema["properties"]
    if kind.singleton and _entries(properties.get(kind.name, {})):
        part = kind.name
        return Columns(kind, part, tuple(_walk(properties[part]["items"], (), part, "")))
    return Columns(kind, "", tuple(column for column in _document(kind) if not _apart(column.name)))


def _document(kind: Kind) -> Iterator[Column]:
    yield from _walk(kind.schema, (), "", "")
    for key, schema in kind.schema["properties"].items():
        if _entries(schema):
            yield from _walk(schema["items"], (), key, f"{key}[].")


def _walk(schema: Schema, above: tuple[str, ...], part: str, before: str) -> Iterator[Column]:
    for key, sub in schema["properties"].items():
        steps = (*above, key)
        if sub.get("type") == "object" and "properties" in sub:
            yield from _walk(sub, steps, part, before)
        elif _of_text(sub):
            yield Column(before + ".".join(steps), part, steps, sub)


def _of_text(schema: Schema) -> bool:
    """Tell whether a value fits into a cell: a single one, or a list of texts."""
    if schema.get("type") == "array":
        return bool(schema["items"].get("type") == "string")
    said = schema.get("type")
    return said in _SINGLE or (isinstance(said, list) and "string" in said)


def _entries(schema: Schema) -> bool:
    return schema.get("type") == "array" and "properties" in schema.get("items", {})


def _apart(name: str) -> bool:
    return any(name == route or name.startswith(f"{route}.") for route in _OWN_COMMAND)
