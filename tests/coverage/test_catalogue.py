"""The catalogues of FitSM-1: whole, unique, and about parts that exist."""

from __future__ import annotations

from typing import Any

import pytest

import shelf
from smsbook.standard.catalogue import (
    Assigned,
    Catalogue,
    Every,
    Evidence,
    Exists,
    Recorded,
    Unclear,
    Where,
    editions,
    load_catalogue,
    parse_catalogue,
)
from smsbook.standard.model import processes, roles, terms

CATALOGUE = load_catalogue("FitSM-1:v3.0.1")
EARLIER = load_catalogue("FitSM-1:2016")
BOTH = pytest.mark.parametrize("catalogue", [CATALOGUE, EARLIER], ids=["v3", "2016"])
COUNTS = {
    **{"GR1": 3, "GR2": 4, "GR3": 2, "GR4": 2, "GR5": 2, "GR6": 2, "GR7": 2},
    **{"PR1": 4, "PR2": 5, "PR3": 3, "PR4": 4, "PR5": 4, "PR6": 5, "PR7": 6, "PR8": 4},
    **{"PR9": 6, "PR10": 4, "PR11": 5, "PR12": 6, "PR13": 6, "PR14": 3},
}
COUNTS_2016 = {
    **{"GR1": 2, "GR2": 4, "GR3": 1, "GR4": 3, "GR5": 2, "GR6": 2, "GR7": 2},
    **{"PR1": 4, "PR2": 7, "PR3": 3, "PR4": 4, "PR5": 4, "PR6": 5, "PR7": 6, "PR8": 4},
    **{"PR9": 7, "PR10": 4, "PR11": 6, "PR12": 7, "PR13": 6, "PR14": 2},
}
REQUIREMENTS = [
    pytest.param(requirement, id=requirement.reference)
    for catalogue in (CATALOGUE, EARLIER)
    for requirement in catalogue.requirements
]
EVIDENCE = [
    pytest.param(requirement, item, id=f"{requirement.reference}-{index}")
    for catalogue in (CATALOGUE, EARLIER)
    for requirement in catalogue.requirements
    for index, item in enumerate(requirement.evidence)
]


def ids(counts: dict[str, int]) -> list[str]:
    return [f"{group}.{number}" for group, count in counts.items() for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("catalogue", "counts", "numbers"),
    [(CATALOGUE, COUNTS, (17, 65)), (EARLIER, COUNTS_2016, (16, 69))],
    ids=["v3", "2016"],
)
def test_all_requirements_in_order(
    catalogue: Catalogue, counts: dict[str, int], numbers: tuple[int, int]
) -> None:
    assert [requirement.id for requirement in catalogue.requirements] == ids(counts)
    general = [requirement for requirement in catalogue.requirements if requirement.id.startswith("GR")]
    assert (len(general), len(catalogue.requirements) - len(general)) == numbers


@BOTH
def test_groups_in_order(catalogue: Catalogue) -> None:
    assert [group.id for group in catalogue.groups] == list(COUNTS)
    about = {group.id: group.process for group in catalogue.groups if group.process}
    assert about == {process.group: process.id for process in processes()}
    assert len(about) == 14


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_a_requirement_is_told_in_full(requirement: Any) -> None:
    assert requirement.reference == f"{requirement.edition} {requirement.id}"
    assert requirement.group in COUNTS
    assert requirement.section == requirement.id
    assert requirement.page.isdecimal() or requirement.edition == EARLIER.edition
    assert len(requirement.title) > 5
    assert requirement.topic.strip().endswith(".")


@BOTH
def test_every_requirement_is_evaluated(catalogue: Catalogue) -> None:
    assert [requirement.id for requirement in catalogue.requirements if not requirement.evidence] == []


def test_what_nobody_held_beside_the_text_is_said_openly() -> None:
    unverified = {requirement.group for requirement in EARLIER.requirements if requirement.unverified}
    assert unverified == {f"PR{number}" for number in range(9, 15)}
    assert sum(requirement.unverified for requirement in EARLIER.requirements) == 32
    assert sum(not requirement.unverified for requirement in EARLIER.requirements) == 53
    assert not any(requirement.unverified for requirement in CATALOGUE.requirements)


def test_the_editions_are_offered_and_allowed() -> None:
    assert editions() == (CATALOGUE.edition, EARLIER.edition)
    items = shelf.settings_kind().schema["properties"]["standards"]["items"]
    assert tuple(items["enum"]) == editions()


def at(kind: str, dotted: str) -> dict[str, Any]:
    """Return the schema at a route of the catalogue, or fail."""
    schema = shelf.kinds()[kind].schema
    for step in dotted.split("."):
        key = step.removesuffix("[]")
        open_names = schema.get("additionalProperties")
        if key not in schema.get("properties", {}) and isinstance(open_names, dict):
            schema = open_names
        else:
            assert key in schema.get("properties", {}), f"{kind} has no {dotted}"
            schema = schema["properties"][key]
        if step.endswith("[]"):
            assert schema["type"] == "array", f"{dotted} of {kind}: {key} is no list"
            schema = schema["items"]
    return schema


def conditions_hold(kind: str, where: Where) -> None:
    for field, allowed in where.items():
        schema = at(kind, field)
        schema = schema["items"] if schema["type"] == "array" else schema
        words = {word for word in allowed if word is not None}
        if "enum" in schema:
            assert words <= set(schema["enum"]), field
        elif schema["type"] == "boolean":
            assert words <= {"true", "false"}, field
        elif "role" in schema.get("x-ref", ()):
            assert words <= {role.id for role in roles()}, field


@pytest.mark.parametrize(("requirement", "item"), EVIDENCE)
def test_evidence_is_about_parts_that_exist(requirement: Any, item: Evidence) -> None:
    kinds = shelf.kinds()
    match item:
        case Exists():
            conditions_hold(item.kind, item.where)
            for part in (*item.parts, *item.parts_as_needed):
                at(item.kind, part)
            for id in (*item.ids, *([item.suggest] if item.suggest else [])):
                assert kinds[item.kind].fits(id)
        case Every():
            assert item.kinds
            for kind in item.kinds:
                conditions_hold(kind, item.where)
                for part in item.parts:
                    at(kind, part)
            if item.covered_by:
                conditions_hold(item.covered_by, item.covering)
                named = at(item.covered_by, item.via)
                refs = named.get("items", named)["x-ref"]
                assert "any" in refs or set(refs) & set(item.kinds)
            assert item.parts or item.covered_by
        case Assigned():
            assert set(item.roles) <= {role.id for role in roles()}
            if item.kind:
                conditions_hold(item.kind, item.where)
        case Recorded():
            assert set(item.types) <= set(at("record", "type")["enum"])
            for part in item.parts:
                at("record", part)
            if item.kind:
                conditions_hold(item.kind, item.where)
            if item.interval in ("", "cycle"):
                at("plan", "cycles[].type")
            else:
                at(item.kind, item.interval)


def test_all_processes_are_asked_for() -> None:
    first = next(item for item in CATALOGUE.requirements if item.id == "GR2.2").evidence[0]
    assert isinstance(first, Exists)
    assert list(first.ids) == [process.id for process in processes()]
    assert list(first.parts) == [
        "goals",
        "inputs",
        "activities",
        "outputs",
        "responsibilities[].tasks",
        "interfaces",
    ]
    assert list(first.parts_as_needed) == ["policies", "procedures"]


def test_evidence_of_another_sort_is_unclear() -> None:
    entry = {
        "id": "GR1.1",
        "title": "x",
        "topic": "x",
        "section": "x",
        "page": "1",
        "evidence": [{"tagged": "x"}],
    }
    data = {
        "standard": "S",
        "edition": "1",
        "title": "t",
        "licence": "l",
        "groups": [],
        "requirements": [entry],
    }
    (item,) = parse_catalogue(data).requirements[0].evidence
    assert isinstance(item, Unclear)


def test_roles_and_words_of_fitsm_are_whole() -> None:
    ids = [role.id for role in roles()]
    assert len(ids) == len(set(ids))
    assert {"SMS.owner", "SMS.manager", "CHM.cab"} <= set(ids)
    codes = {process.id for process in processes()}
    for code in codes:
        assert {f"{code}.owner", f"{code}.manager"} <= set(ids)
    assert all(role.title and role.tasks for role in roles())
    names = [term.term.casefold() for term in terms()]
    assert len(names) == len(set(names))
    assert all(other.casefold() in names for term in terms() for other in term.see)
