"""The schemas themselves: valid, described, readable, and one description of a document's shape."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import shelf
from smsbook.library.document import Approval, Head, Review
from smsbook.schema.interest import definitions
from smsbook.schema.shipped import shipped

FILES = sorted(shipped("schemas").glob("*.json"))
DEFINED = {word for kind in shelf.kinds().values() for word in definitions(kind.interest)}
PLACES = {*shelf.kinds(), *DEFINED, "any", "advice"}


def read(file: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content


def schemas(value: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every schema inside a schema, with its place."""
    if not isinstance(value, dict):
        return
    yield where, value
    for group in ("properties", "$defs"):
        for name, sub in value.get(group, {}).items():
            yield from schemas(sub, f"{where}/{name}")
    for key in ("items", "additionalProperties", "propertyNames"):
        yield from schemas(value.get(key), f"{where}/{key}")
    for index, sub in enumerate(value.get("allOf", ())):
        yield from schemas(sub, f"{where}/allOf/{index}")


def test_there_are_schemas() -> None:
    assert len(FILES) == len(shelf.kinds()) + 2  # common.schema.json and sms.schema.json are no kinds


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_schema_is_valid(file: Path) -> None:
    schema = read(file)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == file.name
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_property_is_described(file: Path) -> None:
    for where, schema in schemas(read(file)):
        if "$ref" not in schema and not where.endswith("propertyNames") and "allOf" not in where:
            assert schema.get("description", "").strip(), where
            assert schema["description"].endswith("."), where


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_schema_is_readable_and_closed(file: Path) -> None:
    for where, schema in schemas(read(file)):
        assert not {"anyOf", "oneOf", "not", "if", "patternProperties"} & schema.keys(), where
        if "properties" in schema:
            closed = schema.get("additionalProperties", schema.get("unevaluatedProperties"))
            assert closed is False, where
            assert set(schema.get("required", ())) <= schema["properties"].keys(), where
        if schema.get("type") == "array":
            assert "items" in schema, where


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_reference_names_a_kind(file: Path) -> None:
    for where, schema in schemas(read(file)):
        if "x-ref" in schema:
            assert schema["x-ref"], where
            assert set(schema["x-ref"]) <= PLACES, where
            assert schema["type"] == "string", where


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_shared_definition_exists(file: Path) -> None:
    known = read(shipped("schemas") / "common.schema.json")["$defs"]
    for where, schema in schemas(read(file)):
        if "$ref" in schema:
            place, _, name = schema["$ref"].partition("#/$defs/")
            assert place in ("common.schema.json", ""), where
            assert name in known, where


@pytest.mark.parametrize("name", shelf.kinds())
def test_a_kind_is_complete(name: str) -> None:
    kind = shelf.kinds()[name]
    assert kind.name == name
    assert kind.folder
    assert kind.section
    assert kind.singleton or kind.prefix or kind.schema.get("x-code")
    jsonschema.Draft202012Validator.check_schema(kind.schema)
    assert "$ref" not in json.dumps(kind.schema), "a flat schema refers to nothing"
    example = name if kind.singleton else f"{kind.prefix}EXAMPLE"
    assert kind.fits(example)
    assert kind.path(example) == f"{kind.folder}/{'EXAMPLE' if kind.bare else example}.yml"
    assert kind.id_in(kind.path(example)) == example


def test_people_are_defined_in_one_place() -> None:
    assert {kind.name for kind in shelf.kinds().values() if "person" in definitions(kind.interest)} == {
        "people"
    }


def test_the_head_in_python_is_the_head_in_the_schema() -> None:
    head = read(shipped("schemas") / "common.schema.json")["$defs"]["head"]
    assert [field.name for field in dataclasses.fields(Head)] == list(head["properties"])
    for name, part in (("approval", Approval), ("review", Review)):
        assert [field.name for field in dataclasses.fields(part)] == list(
            head["properties"][name]["properties"]
        )


@pytest.mark.parametrize("name", shelf.kinds())
def test_every_kind_has_the_head(name: str) -> None:
    head = read(shipped("schemas") / "common.schema.json")["$defs"]["head"]
    schema = shelf.kinds()[name].schema
    assert head["properties"].keys() <= schema["properties"].keys()
    assert set(head["required"]) <= set(schema["required"])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_body_takes_no_name_from_the_head(file: Path) -> None:
    taken = set(read(shipped("schemas") / "common.schema.json")["$defs"]["head"]["properties"])
    if file.name not in ("common.schema.json", "sms.schema.json"):
        assert taken & set(read(file).get("properties", {})) <= {"kind", "id"}  # narrowed there
