"""`smsbook new`: drafts that validate, in their place, with what the standard wants noted part by part."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import shelf
from conftest import AS_OF, smsbook
from smsbook.adopt.begin import begin
from smsbook.adopt.draft import draft
from smsbook.adopt.new import new
from smsbook.adopt.wish import Wish
from smsbook.check.run import check
from smsbook.source.folder import CouldNotRun
from smsbook.standard.catalogue import Exists, editions, load_catalogue
from smsbook.standard.wanted import wanted

TODAY = date.fromisoformat(AS_OF)
_OF_THE_HEAD = ("title", "approval.", "review.", "classification")  # in each draft, or by approving


def named() -> dict[str, str]:
    """The documents that requirements name, with their kinds, and one more of each kind."""
    found = {
        kind.name if kind.singleton else f"{kind.prefix or 'X'}example": kind.name
        for kind in shelf.kinds().values()
        if kind.name != "process" and "const" not in kind.schema["properties"]["id"]
    }
    for edition in editions():
        for requirement in load_catalogue(edition).requirements:
            for item in requirement.evidence:
                if isinstance(item, Exists):
                    found |= dict.fromkeys(item.ids or filter(None, (item.suggest,)), item.kind)
    return found


NAMED = named()


@pytest.mark.parametrize("id", sorted(NAMED))
def test_each_draft_validates_and_shows_what_is_wanted(id: str) -> None:
    kind = shelf.kinds()[NAMED[id]]
    text = draft(kind, id, TODAY, editions())
    built, findings = shelf.library({kind.path(id): text})
    assert findings == []
    assert [(document.kind, document.head.status) for document in built.documents] == [(kind.name, "draft")]
    first, rest = text.split("\n", 1)
    assert first == f"# yaml-language-server: $schema=../../schemas/{kind.name}.schema.json"
    unwrapped = re.sub(r"\n *# *", " ", rest)
    for part, sentences in wanted(kind, id, editions()).parts.items():
        if not part.startswith(_OF_THE_HEAD):
            field = part.rpartition(".")[2].removesuffix("[]")
            assert re.search(rf"(^|[ #-]){re.escape(field)}:", rest, re.MULTILINE), part
            assert sentences in unwrapped, part
    assert max(map(len, text.splitlines())) <= 110


def test_a_draft_says_what_its_requirements_know_it_by() -> None:
    for id, line in {
        "POL-service-management": "subject: service-management",
        "PLAN-sms": "type: service-management",
        "REG-changes": "type: changes",
        "PROC-incident-handling": "covers:\n  - incident-handling",
        "CHM": "title: Change management",
    }.items():
        kind = shelf.kinds()[NAMED[id]]
        assert f"\n{line}\n" in draft(kind, id, TODAY, editions()), id


def test_only_the_editions_of_the_sms_are_cited(tmp_path: Path) -> None:
    begin(tmp_path, Wish(TODAY, "Harbour College IT", edition="2016"))
    text = new("sla", "SLA-default", tmp_path, TODAY).read_text(encoding="utf-8")
    assert "FitSM-1:2016 PR2" in text
    assert "v3.0.1" not in text


def test_drafts_of_all_kinds_leave_the_gate_open(tmp_path: Path) -> None:
    """Beside the first SMS, one more document of each kind is neither misplaced nor misshapen."""
    begin(tmp_path, Wish(TODAY, "Harbour College IT"))
    for id, kind in NAMED.items():
        if kind in ("organization", "scope", "people", "assignments", "process", "sms-release"):
            continue
        if id != "PLAN-sms" and not id.startswith("POL-service"):
            assert new(kind, id, tmp_path, TODAY).is_relative_to(tmp_path / "sms")
    errors = [
        (finding.rule, finding.spot.path)
        for finding in check(tmp_path, TODAY).findings
        if finding.severity == "error" and finding.rule != "vacant-named-role"
    ]
    assert errors == []


@pytest.mark.parametrize("word", ["a", "7", "2026", "1e3", "no", "null", "true"])
def test_a_short_or_strange_id_gives_a_title_that_is_one(word: str, tmp_path: Path) -> None:
    begin(tmp_path, Wish(TODAY, "Harbour College IT"))
    file = new("service", f"SVC-{word}", tmp_path, TODAY)
    assert YAML(typ="safe").load(file.read_text(encoding="utf-8"))["title"] == f"Service {word}"
    wrong = [finding for finding in check(file, TODAY).findings if finding.rule == "wrong-form"]
    assert not wrong


def test_a_draft_is_not_written_through_a_link(tmp_path: Path) -> None:
    begin(tmp_path / "ours", Wish(TODAY, "Harbour College IT"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "ours/sms/services").symlink_to(elsewhere)
    with pytest.raises(CouldNotRun, match="services is a symbolic link"):
        new("service", "SVC-mail", tmp_path / "ours", TODAY)
    assert not list(elsewhere.iterdir())


def test_new_says_what_is_wrong(tmp_path: Path) -> None:
    begin(tmp_path, Wish(TODAY, "Harbour College IT"))
    plan = tmp_path / "sms/plans/PLAN-sms.yml"
    before = plan.read_bytes()
    for kind, id, expected in [
        ("plan", "PLAN-sms", "is there already; it was left as it is"),
        ("plann", "PLAN-x", "did you mean plan?"),
        ("sla", "SVC-x", "is no id for this kind (service level agreement)"),
        ("scope", "other", "expected `scope`"),
        ("sms-release", "sms-1.0", "`smsbook release VERSION` makes it"),
        ("sla", "../../SLA-x", "is no id"),
        ("sla", "", "no id was given, expected `SLA-`"),
        ("sla", f"SLA-{'a' * 300}", "expected at most 120; take a shorter one"),
    ]:
        with pytest.raises(CouldNotRun, match=re.escape(expected)):
            new(kind, id, tmp_path, TODAY)
    assert plan.read_bytes() == before
    done = smsbook("new", "service", "SVC-mail", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "created sms/services/SVC-mail.yml\n")
    assert "is there already" in smsbook("new", "service", "SVC-mail", cwd=tmp_path).stderr
