"""Schemas as editors want them: one file a kind, with what to write and which requirements ask for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache

from smsbook.schema.kinds import Kind, Schema, load_kinds, load_settings_kind
from smsbook.schema.shipped import shipped
from smsbook.schema.words import in_sentence
from smsbook.standard.catalogue import editions
from smsbook.standard.wanted import wanted

FOLDER = "schemas"  # where they lie in a published handbook, and in a repository that smsbook has begun
_EXAMPLE = re.compile(r"such as (.+?)(?:,? or | \(|$)")


@cache
def editor_schemas() -> Mapping[str, Schema]:
    """Return the schemas of all kinds and of `sms.yml` by the names of their files.

    They mean what ours mean, and refer to no other file. What editors show comes on top:
    `markdownDescription`, `examples` and `patternErrorMessage`, as the YAML language server knows them.
    """
    folder = shipped("schemas")
    kinds = load_kinds(folder)
    found = {_file(kind): _dressed(kind.schema, "", _asked(kind), kinds) for kind in kinds.values()}
    settings = load_settings_kind(folder)
    return {**found, _file(settings): _dressed(settings.schema, "", {}, kinds)}


def editor_texts() -> Iterator[tuple[str, str]]:
    """Yield the names and texts of their files."""
    for name, schema in editor_schemas().items():
        yield name, json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _file(kind: Kind) -> str:
    return f"{kind.name}.schema.json"


def _asked(kind: Kind) -> Mapping[str, str]:
    return wanted(kind, kind.name if kind.singleton else "", editions()).parts


def _dressed(schema: Schema, route: str, asked: Mapping[str, str], kinds: Mapping[str, Kind]) -> Schema:
    """Return a schema without what only smsbook understands, and with what editors show."""
    dressed = {key: value for key, value in schema.items() if not key.startswith("x-")}
    if "properties" in schema:
        dressed["properties"] = {
            key: _dressed(inner, f"{route}.{key}" if route else key, asked, kinds)
            for key, inner in schema["properties"].items()
        }
        for key in dressed["properties"].keys() - set(schema.get("required", ())):
            _may_be_empty(dressed["properties"][key])
    for key, ending in (("items", "[]"), ("additionalProperties", ".*")):
        if isinstance(schema.get(key), dict):
            dressed[key] = _dressed(schema[key], f"{route}{ending}", asked, kinds)
    dressed["markdownDescription"] = "\n\n".join(_told(schema, asked.get(route, ""), kinds))
    if expected := _expected(schema):
        dressed["patternErrorMessage"] = f"Expected {expected}."
        if "examples" not in schema and (example := _EXAMPLE.search(expected)):
            dressed["examples"] = [int(example[1]) if schema.get("type") == "integer" else example[1]]
    return dressed


def _may_be_empty(schema: Schema) -> None:
    """Let a part be empty, as drafts have it: smsbook takes it for missing. A choice stays to be made."""
    if "type" in schema and not {"enum", "const"} & schema.keys():
        types = schema["type"]
        schema["type"] = [*(types if isinstance(types, list) else [types]), "null"]


def _expected(schema: Schema) -> str:
    return "" if "const" in schema else schema.get("x-expected", "")


def _told(schema: Schema, asked: str, kinds: Mapping[str, Kind]) -> Iterator[str]:
    """Yield what an editor tells about a field, paragraph by paragraph."""
    yield schema.get("description", "")
    if expected := _expected(schema):
        yield f"Expected: {expected}."
    if referred := schema.get("x-ref"):
        called = [in_sentence(kinds[name].title) if name in kinds else name for name in referred]
        yield f"The id of: {', '.join(called)}."
    if schema.get("x-markdown"):
        yield "Markdown: *emphasis*, **strength**, lists and links."
    if asked:
        yield asked
