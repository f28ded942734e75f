"""Single changes that are easily told wrongly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from repositories import commit, write

from conftest import AS_OF
from shelf import documents, library
from smsbook.compare import words
from smsbook.compare.documents import document_changes
from smsbook.compare.effects import role_changes
from smsbook.compare.run import compare_revisions, state
from smsbook.library.library import Library
from smsbook.library.seal import seal

DAY = date.fromisoformat(AS_OF)


def told(before: str, after: str) -> list[str]:
    """Say what changed from one document to another, line by line."""
    (change,) = document_changes(sms(before), sms(after))
    return [words.sentence(item) for item in change.differences]


def sms(*texts: str) -> Library:
    built, _ = library(documents(*texts))
    return built


def held(*entries: str) -> Library:
    return sms(
        "kind: assignments\nid: assignments\nassignments:\n" + "\n".join(f"- {entry}" for entry in entries)
    )


def test_values_that_stand_twice_are_not_told_as_gone_and_new() -> None:
    head = "kind: service\nid: SVC-a\nrelated:"
    assert told(f"{head} [X, X]", f"{head} [X, X, Y]") == ["see also: Y added"]
    assert told(f"{head} [X, X]", f"{head} [X]") == ["see also: X removed"]


def test_an_entry_is_known_by_its_id_whatever_else_changes() -> None:
    head = "kind: process\nid: CHM\ngoals:\n- {id: in-time, text:"
    assert told(f"{head} Quickly decided}}", f"{head} No harm done at all}}") == [
        "goal in-time: Quickly decided -> No harm done at all"
    ]


def test_a_word_of_a_list_keeps_its_form_and_a_choice_does_not() -> None:
    head = "kind: sla\nid: SLA-a\ntargets:\n- {id: a, name: A, metric: availability, value: 99 %, basis:"
    assert told(f"{head} service-hours}}", f"{head} calendar}}") == [
        "availability target: basis service hours -> calendar"
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("person: a, deputy: b", None, ["CHM.manager: a -> vacant"]),
        (None, "person: a, deputy: b", ["CHM.manager: vacant -> a"]),
        ("person: a", "person: b", ["CHM.manager: a -> b"]),
        ("person: a, deputy: b", "person: a, deputy: c", ["CHM.manager, deputy: b -> c"]),
        ("person: a, deputy: b", "person: a", ["CHM.manager, deputy: b -> nobody"]),
        ("person: a, for: [X, Y]", "person: b, for: [X, Y]", ["CHM.manager for X, Y: a -> b"]),
        ("person: a, for: [X, Y]", "person: a, for: [X]", ["CHM.manager for Y: a -> vacant"]),
        ("person: a", "person: a, until: 2026-01-01", ["CHM.manager: a -> vacant"]),
        ("person: a", "person: a, until: 2027-01-01", []),
        ("person: a", "person: a, since: 2027-01-01", ["CHM.manager: a -> vacant"]),
    ],
)
def test_who_holds_a_role(before: str | None, after: str | None, expected: list[str]) -> None:
    sides = [held(*[f"{{role: CHM.manager, {one}}}"] if one else []) for one in (before, after)]
    assert [words.role(change) for change in role_changes(sides[0], sides[1], DAY)] == expected


def test_of_several_holders_only_those_who_changed_are_named() -> None:
    before = [f"{{role: CHM.cab, person: {name}}}" for name in "abc"]
    after = [f"{{role: CHM.cab, person: {name}}}" for name in "abd"]
    (change,) = role_changes(held(*before), held(*after), DAY)
    assert words.role(change) == "CHM.cab: c -> d (2 others stay)"
    (change,) = role_changes(held(*before), held(*before[1:]), DAY)
    assert words.role(change) == "CHM.cab: a removed (2 others stay)"


def approved(version: str) -> dict[str, str]:
    head = "kind: policy\nid: POL-a\ntitle: A policy\nstatus: approved\nowner: SMS.owner\n"
    text = f'{head}version: "{version}"\n'
    built, _ = library({"policies/POL-a.yml": text})
    mark = seal(built.documents[0].body)
    approval = f"approval: {{by: a, role: SMS.owner, date: 2026-01-01, seal: '{mark}'}}\n"
    return {"sms.yml": "name: X\n", "policies/POL-a.yml": text + approval}


def test_what_was_before_both_states_brings_no_findings(tmp_path: Path) -> None:
    for version in ("1.0", "1.1"):
        write(tmp_path / "sms", approved(version))
        commit(tmp_path, version)
    assert compare_revisions(tmp_path, "", DAY).empty
    assert not state(tmp_path / "sms", "", DAY).library.history.changes
