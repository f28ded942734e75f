"""Write the first draft of a document: every part there, each with a note on what belongs into it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from textwrap import wrap

from smsbook.schema.kinds import Kind, Schema

_WIDTH = 96
_EXAMPLE = re.compile(r"such as ([^\s,]+)")
# A title has two letters at least, and no reader of YAML takes it for a number or a truth value.
_NO_TITLE = re.compile(r".|[0-9]\w*|true|false|yes|no|on|off|null", re.IGNORECASE)
_WRITTEN = ("kind", "id", "title", "version", "status", "owner", "classification", "approval", "review")
_SELDOM = ("language", "aliases", "summary", "not_applicable", "related")


def skeleton(
    kind: Kind, id: str, today: date, wanted: Mapping[str, str], filled: Mapping[str, str] | None = None
) -> str:
    """Return the YAML text of a draft that validates.

    `wanted` maps a part, as a dotted route, to a sentence on what belongs there. `filled` holds parts that
    are written already, each as the YAML text of a field.
    """
    filled = filled or {}
    words = id.removeprefix(kind.prefix).replace("-", " ").strip() or kind.title
    if _NO_TITLE.fullmatch(words):
        words = f"{kind.title} {words}"
    title = filled.get("title", f"title: {words[0].upper()}{words[1:]}").rstrip("\n")
    lines = [
        f"# yaml-language-server: $schema=../../schemas/{kind.name}.schema.json",
        *_note(f"{kind.title}: {kind.description}"),
        "# Write behind the colons. Empty parts count as missing; lines that begin with # are notes.",
        f"kind: {kind.name}",
        f"id: {id}",
        title,
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
        if key in filled and key not in _WRITTEN:
            lines += [*_note(_about(key, schema, wanted)), filled[key].rstrip("\n"), ""]
        elif key not in _WRITTEN and (key not in _SELDOM or key in wanted):
            lines += [*_part(key, schema, kind, today, wanted), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _part(key: str, schema: Schema, kind: Kind, today: date, wanted: Mapping[str, str]) -> Iterator[str]:
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
        for route, note in wanted.items():  # parts that a requirement names, in an object of any fields
            if route.startswith(f"{key}.") and "properties" not in schema:
                yield from _entry("", route.removeprefix(f"{key}."), note)


def _item(key: str, schema: Schema, wanted: Mapping[str, str]) -> Iterator[str]:
    """Show the shape of a list's items as notes: an empty item would be an error, a note is not."""
    if "properties" not in schema:
        yield f"  # - {_sentence(schema)}"
        return
    mark = "- "
    for name, sub in schema["properties"].items():
        yield from _entry(mark, name, _about(f"{key}[].{name}", sub, wanted))
        for inner, inmost in sub.get("properties", {}).items():
            yield from _entry("    ", inner, _about(f"{key}[].{name}.{inner}", inmost, wanted))
        mark = "  "


def _entry(mark: str, name: str, note: str) -> list[str]:
    """Write a field of an item that is not there yet; what does not fit into a line goes on below it."""
    first, *rest = wrap(f"{mark}{name}: {note}", _WIDTH)
    return [f"  # {first}", *(f"  #       {line}" for line in rest)]


def _first_item(key: str, schema: Schema, today: date, wanted: Mapping[str, str]) -> Iterator[str]:
    """Write one item with what it cannot do without; the rest are notes."""
    mark = "- "
    for name in schema["required"]:
        sub = schema["properties"][name]
        note = _about(f"{key}[].{name}", sub, wanted)
        yield f"  {mark}{name}: {_first(sub, today, sub['title'])}  # {note}"
        mark = "  "
    for name, sub in schema["properties"].items():
        if name not in schema["required"]:
            yield from _entry("  ", name, _about(f"{key}[].{name}", sub, wanted))


def _about(route: str, schema: Schema, wanted: Mapping[str, str]) -> str:
    return " ".join(filter(None, (_sentence(schema), wanted.get(route, ""))))


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
