"""Write the first draft of a document: every part there, each with a note on what belongs into it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from textwrap import wrap

from smsbook.schema.kinds import Kind, Schema

_WIDTH = 96
_EXAMPLE = re.compile(r"such as ([^\s,]+)")
_WRITTEN = ("kind", "id", "title", "version", "status", "owner", "classification", "approval", "review")
_SELDOM = ("language", "aliases", "summary", "not_applicable", "related")


def skeleton(kind: Kind, id: str, today: date, wanted: Mapping[str, list[str]]) -> str:
    """Return the YAML text of a draft that validates.

    `wanted` maps a part, as a dotted route, to the requirements that ask for it.
    """
    title = id.removeprefix(kind.prefix).replace("-", " ").strip() or kind.title
    lines = [
        f"# yaml-language-server: $schema=../../schemas/{kind.name}.schema.json",
        *_note(f"{kind.title}: {kind.description}"),
        "# Write behind the colons. Empty parts count as missing; lines that begin with # are notes.",
        f"kind: {kind.name}",
        f"id: {id}",
        f"title: {title[0].upper()}{title[1:]}",
        'version: "0.1"',
        "status: draft  # then in-review, approved; at the end retired",
        "owner: SMS.manager  # the role that answers for this document",
        "classification: internal  # or public, customer, restricted",
        "",
        "review:",
        "  interval: P12M  # look at it again every twelve months",
        "",
    ]
    for key, schema in kind.schema["properties"].items():
        if key not in (*_WRITTEN, *_SELDOM):
            lines += [*_part(key, schema, kind, today, wanted), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _part(
    key: str, schema: Schema, kind: Kind, today: date, wanted: Mapping[str, list[str]]
) -> Iterator[str]:
    yield from _note(_about(key, schema, wanted))
    if key in kind.schema["required"] and "items" in schema:
        yield f"{key}:"
        yield from _first_item(key, schema["items"], today, wanted)
    elif key in kind.schema["required"]:
        yield f"{key}: {_first(schema, today, kind.title)}"
    elif schema.get("type") == "object" and "properties" in schema:
        yield f"{key}:"
        for name, sub in schema["properties"].items():
            yield from _note(_about(f"{key}.{name}", sub, wanted), "  ")
            yield f"  {name}:"
    else:
        yield f"{key}:"
        if schema.get("type") == "array":
            yield from _item(key, schema["items"], wanted)


def _item(key: str, schema: Schema, wanted: Mapping[str, list[str]]) -> Iterator[str]:
    """Show the shape of a list's items as notes: an empty item would be an error, a note is not."""
    if "properties" not in schema:
        yield f"  # - {_sentence(schema)}"
        return
    mark = "- "
    for name, sub in schema["properties"].items():
        yield f"  # {mark}{name}: {_about(f'{key}[].{name}', sub, wanted)}"
        mark = "  "


def _first_item(key: str, schema: Schema, today: date, wanted: Mapping[str, list[str]]) -> Iterator[str]:
    """Write one item with what it cannot do without; the rest are notes."""
    mark = "- "
    for name in schema["required"]:
        sub = schema["properties"][name]
        note = _about(f"{key}[].{name}", sub, wanted)
        yield f"  {mark}{name}: {_first(sub, today, sub['x-label'])}  # {note}"
        mark = "  "
    for name, sub in schema["properties"].items():
        if name not in schema["required"]:
            yield f"    # {name}: {_about(f'{key}[].{name}', sub, wanted)}"


def _about(route: str, schema: Schema, wanted: Mapping[str, list[str]]) -> str:
    asked = sorted({ref for part, refs in wanted.items() if part == route for ref in refs})
    return _sentence(schema) + (f" Asked for by {', '.join(asked)}." if asked else "")


def _sentence(schema: Schema) -> str:
    words = str(schema.get("description", "")).strip()
    if "enum" in schema:
        words += f" One of: {', '.join(schema['enum'])}."
    if "x-ref" in schema and schema["x-ref"] != ["any"]:
        words += f" The id of a {' or '.join(schema['x-ref'])}."
    return words


def _first(schema: Schema, today: date, words: str) -> str:
    """Return a value that the schema allows; `words` where any text will do."""
    if "enum" in schema:
        return str(schema["enum"][0])
    example = _EXAMPLE.search(str(schema.get("x-expected", "")))
    if example:
        return example[1]
    return today.isoformat() if schema.get("format") == "date" else words


def _note(text: str, indent: str = "") -> list[str]:
    return [f"{indent}# {line}" for line in wrap(text, _WIDTH)]
