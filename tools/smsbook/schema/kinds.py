"""Load the kinds of documents: one JSON Schema (2020-12) each, head and body in one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from smsbook.schema.interest import Interest, interest_of

Schema = dict[str, Any]
_COMMON = "common.schema.json"
_ENDING = ".schema.json"


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of document, the same only as itself.

    `schema` is flat and complete: no reference leads out of it, and the head's fields stand among its own.
    The files of a `bare` kind are named after the id without its prefix.
    """

    name: str
    title: str
    plural: str
    description: str
    folder: str
    section: str
    prefix: str
    singleton: bool
    schema: Schema
    bare: bool = False

    @cached_property
    def interest(self) -> Interest:
        """The parts of the schema that smsbook itself looks at."""
        return interest_of(self.schema) or Interest()

    @cached_property
    def validator(self) -> Any:
        """The compiled validator; compiled on first use, because most runs need few kinds."""
        import jsonschema_rs

        return jsonschema_rs.Draft202012Validator(self.schema, validate_formats=True)

    def path(self, id: str) -> str:
        """Return where a document of this kind belongs, below the SMS folder."""
        return f"{self.folder}/{id.removeprefix(self.prefix) if self.bare else id}.yml"

    def id_in(self, path: str) -> str:
        """Return the id that a document of this kind has by the name of its file."""
        stem = path.rpartition("/")[2].rpartition(".")[0]
        return f"{self.prefix}{stem}" if self.bare else stem

    def at(self, dotted: str) -> Schema | None:
        """Return the schema at a dotted route such as `goals[].by`, or None where there is none."""
        schema: Schema | None = self.schema
        for step in dotted.split("."):
            schema = _step(schema, step.removesuffix("[]"))
            if schema is not None and step.endswith("[]"):
                schema = schema.get("items")
        return schema

    def fits(self, id: str) -> bool:
        """Tell whether the id is one that documents of this kind may have."""
        return id == self.name if self.singleton else id.startswith(self.prefix)


def _step(schema: Schema | None, key: str) -> Schema | None:
    if schema is None:
        return None
    others = schema.get("additionalProperties")
    found: Schema | None = schema.get("properties", {}).get(key, others if isinstance(others, dict) else None)
    return found


def load_kinds(folder: Path) -> dict[str, Kind]:
    """Read all kinds of a folder of schemas, by name, in the order of their names."""
    common = _read(folder / _COMMON)["$defs"]
    kinds = {}
    for file in sorted(folder.glob(f"*{_ENDING}")):
        schema = _read(file)
        if "x-kind" in schema:
            kind = _kind(_flatten(schema, common))
            kinds[kind.name] = kind
    return kinds


def load_settings_kind(folder: Path) -> Kind:
    """Read the schema of `sms.yml`, which is no document and has no head."""
    schema = _inline(_read(folder / f"sms{_ENDING}"), _read(folder / _COMMON)["$defs"])
    return Kind("sms", schema["title"], schema["title"], schema["description"], "", "", "", True, schema)


def _kind(schema: Schema) -> Kind:
    return Kind(
        name=schema["x-kind"],
        title=schema["title"],
        plural=schema["x-plural"],
        description=schema["description"],
        folder=schema["x-folder"],
        section=schema["x-section"],
        prefix=schema.get("x-id-prefix", ""),
        singleton=schema.get("x-singleton", False),
        schema=schema,
        bare=schema.get("x-bare-file", False),
    )


def _read(file: Path) -> Schema:
    content: Schema = json.loads(file.read_text(encoding="utf-8"))
    return content


def _flatten(schema: Schema, common: Mapping[str, Schema]) -> Schema:
    """Lay head and body into one `properties`: `allOf` beside `unevaluatedProperties` doubles every error."""
    flat: Schema = _inline({key: value for key, value in schema.items() if key != "allOf"}, common)
    head = _inline(common["head"], common)
    flat["properties"] = {**head["properties"], **flat["properties"]}
    flat["required"] = [*head["required"], *flat.get("required", [])]
    flat.pop("unevaluatedProperties", None)
    flat["additionalProperties"] = False
    flat["properties"]["kind"] = {**flat["properties"]["kind"], "const": flat["x-kind"]}
    flat["properties"]["id"] = {**flat["properties"]["id"], **_id_rule(flat)}
    return flat


def _id_rule(schema: Schema) -> Schema:
    if schema.get("x-singleton"):
        return {"const": schema["x-kind"]}
    if schema.get("x-code"):
        return {
            "pattern": "^[A-Z][A-Z0-9]+$",
            "x-expected": "the code of the process in capitals, such as ISRM",
        }
    prefix = schema["x-id-prefix"]
    return {
        "pattern": f"^{prefix}[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$",
        "x-expected": f"`{prefix}` followed by letters, digits and hyphens, such as {prefix}example",
    }


def _inline(value: Any, common: Mapping[str, Schema]) -> Any:
    """Replace each reference to a shared definition by the definition; what stands beside it wins."""
    if isinstance(value, list):
        return [_inline(item, common) for item in value]
    if not isinstance(value, dict):
        return value
    value = dict(value)
    reference = value.pop("$ref", None)
    inlined = {key: _inline(item, common) for key, item in value.items()}
    if reference is None:
        return inlined
    return {**_inline(common[reference.rpartition("/")[2]], common), **inlined}
