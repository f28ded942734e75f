"""Schemas for editors mean what ours mean, and tell people what to write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest
import yaml
from jsonschema import Draft202012Validator

import shelf
from conftest import AS_OF, PROJECT
from smsbook.adopt.draft import draft
from smsbook.schema.kinds import Kind, Schema
from smsbook.standard.catalogue import editions
from smsbook.standard.editor import editor_schemas

SCHEMAS = editor_schemas()


def _fields(schema: Schema, route: str = "") -> Iterator[tuple[str, Schema]]:
    for key, inner in schema.get("properties", {}).items():
        yield f"{route}/{key}", inner
        yield from _fields(inner, f"{route}/{key}")
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from _fields(schema[key], f"{route}/{key}")


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_field_says_what_it_is(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    for route, field in _fields(SCHEMAS[name]):
        assert field.get("title"), route
        assert field.get("description"), route
        assert field["markdownDescription"].startswith(field["description"]), route


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_example_is_one(name: str) -> None:
    for route, field in _fields(SCHEMAS[name]):
        for example in field.get("examples", ()):
            assert Draft202012Validator(field).is_valid(example), (route, example)


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_schema_needs_another_file_or_smsbook(name: str) -> None:
    text = json.dumps(SCHEMAS[name])
    assert '"$ref"' not in text
    assert '"x-' not in text


def test_the_example_fits_them() -> None:
    files = sorted((PROJECT / "sms").rglob("*.yml"))
    assert len(files) > 150
    for file in files:
        document = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
        kind = document.get("kind", "sms")
        found = [
            error.message
            for error in Draft202012Validator(SCHEMAS[f"{kind}.schema.json"]).iter_errors(document)
            if error.validator not in {"type", "enum", "minimum", "maximum"}  # BaseLoader reads all as text
        ]
        assert found == [], file


@pytest.mark.parametrize("kind", shelf.kinds().values(), ids=lambda kind: kind.name)
def test_an_empty_part_of_a_draft_is_no_mistake(kind: Kind) -> None:
    id = kind.name if kind.singleton else f"{kind.prefix or 'X'}example"
    text = draft(kind, id, date.fromisoformat(AS_OF), editions())
    errors = Draft202012Validator(SCHEMAS[f"{kind.name}.schema.json"]).iter_errors(yaml.safe_load(text))
    empty = {error.json_path for error in errors if error.instance is None and "enum" not in error.schema}
    assert empty <= {"$.availability.value"}, "only an availability that is begun needs its value"


def test_a_field_tells_which_requirements_ask_for_it() -> None:
    targets = SCHEMAS["sla.schema.json"]["properties"]["targets"]
    assert (
        "FitSM-1:v3.0.1 PR2.3" in targets["markdownDescription"] or "PR2." in targets["markdownDescription"]
    )
