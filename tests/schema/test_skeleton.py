"""The draft that `smsbook new` writes: a document of every kind, healthy as far as a draft can be."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

import shelf
from smsbook.schema.skeleton import skeleton

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("name", sorted(shelf.kinds()))
def test_the_draft_of_every_kind_validates_and_shows_every_part(name: str) -> None:
    kind = shelf.kinds()[name]
    properties = kind.schema["properties"]
    id = kind.name if kind.singleton else properties["id"].get("const") or f"{kind.prefix}example"
    id = {"process": "CHM", "record": "REC-2026-11-21-example"}.get(name, id)
    text = skeleton(kind, id, TODAY, {"registration": "For FitSM-1:v3.0.1 PR9.1: how."})
    built, findings = shelf.library({kind.path(id): text})
    assert [(finding.rule, finding.message) for finding in findings] == []
    assert [document.id for document in built.documents] == [id]
    said = set(yaml.safe_load(text))
    assert set(properties) - said <= {
        "language",
        "aliases",
        "summary",
        "not_applicable",
        "related",
        "approval",
    }
