"""Each sort of evidence, on small libraries and a catalogue of one requirement."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import shelf
from smsbook.coverage import gaps
from smsbook.coverage.evaluate import evaluate
from smsbook.coverage.state import Coverage, State
from smsbook.source.finding import Cause, Finding
from smsbook.standard.catalogue import Catalogue, parse_catalogue

AS_OF = date(2026, 11, 21)
PEOPLE = "kind: people\nid: people\npeople:\n  - {id: jo-doe, name: Jo Doe}\n"


def catalogue(*evidences: list[dict[str, Any]]) -> Catalogue:
    requirements = [
        {"id": f"R1.{number}", "title": f"Thing {number}", "topic": "A thing.", "section": "R1", "page": "1"}
        | {"evidence": evidence}
        for number, evidence in enumerate(evidences, 1)
    ]
    data = {"standard": "Test", "edition": "1", "title": "Test", "licence": "none", "groups": []}
    return parse_catalogue({**data, "requirements": requirements})


def evaluated(
    *evidence: dict[str, Any], files: dict[str, str], as_of: date = AS_OF
) -> tuple[Coverage, tuple[Finding, ...]]:
    built, _ = shelf.library(files)
    coverage = evaluate(built, catalogue(list(evidence)), as_of)
    return coverage, shelf.located(built, list(gaps.findings([coverage])))


def state(*evidence: dict[str, Any], files: dict[str, str], as_of: date = AS_OF) -> State:
    return evaluated(*evidence, files=files, as_of=as_of)[0].results[0].state


def brief(*evidence: dict[str, Any], files: dict[str, str], as_of: date = AS_OF) -> list[str]:
    """Return the findings as «rule path:line»."""
    _, found = evaluated(*evidence, files=files, as_of=as_of)
    return [f"{finding.rule} {finding.spot.path}:{finding.position.line}" for finding in found]


def policy(text: str = "", id: str = "POL-x") -> str:
    return f"kind: policy\nid: {id}\n{text}"


# --- exists


EXISTS = {
    "exists": "policy",
    "where": {"subject": ["service-management"]},
    "suggest": "POL-x",
    "parts": {"purpose": "what it is for"},
}
RIGHT = "subject: service-management\npurpose: why\n"


def test_exists() -> None:
    files = shelf.documents(policy(RIGHT))
    coverage, found = evaluated(EXISTS, files=files)
    assert found == ()
    assert coverage.results[0].state is State.DOCUMENTED
    assert [(shown.document.id, shown.route) for shown in coverage.results[0].shown] == [
        ("POL-x", ("purpose",))
    ]


def test_nothing_exists() -> None:
    coverage, (found,) = evaluated(EXISTS, files={})
    assert coverage.results[0].state is State.MISSING
    assert (found.rule, found.spot.path) == ("missing-document", "policies/POL-x.yml")
    assert found.requirements == ("Test:1 R1.1",)
    assert "smsbook new policy POL-x" in found.mend
    assert "sms/policies/POL-x.yml" in found.mend


def test_a_part_is_hollow() -> None:
    files = shelf.documents(policy("subject: service-management\npurpose: TBD\n"))
    coverage, (found,) = evaluated(EXISTS, files=files)
    assert coverage.results[0].state is State.MISSING  # nothing of what is asked for is shown
    assert (found.rule, found.position.line) == ("missing-part", 4)
    assert "`TBD`" in found.message
    assert "what it is for" in found.message


def test_one_part_of_two_is_partial() -> None:
    two = {**EXISTS, "parts": {"purpose": "what it is for", "applies_to": "to whom it applies"}}
    assert state(two, files=shelf.documents(policy(RIGHT))) is State.PARTIAL
    assert brief(two, files=shelf.documents(policy(RIGHT))) == ["missing-part policies/POL-x.yml:1"]


def test_the_best_of_several_counts() -> None:
    files = shelf.documents(policy("subject: service-management\n", "POL-a"), policy(RIGHT, "POL-b"))
    assert state(EXISTS, files=files) is State.DOCUMENTED


def test_nearly() -> None:
    two = {**EXISTS, "where": {"subject": ["service-management"], "approval.role": ["SMS.owner"]}}
    files = shelf.documents(policy(RIGHT + "approval:\n  role: SMS.manager\n"))
    _, (found,) = evaluated(two, files=files)
    assert (found.rule, found.position.line) == ("missing-part", 6)
    assert "`SMS.manager`" in found.message
    assert found.mend == "write `SMS.owner` there"


def test_another_document_is_not_nearly_it() -> None:
    files = shelf.documents(policy("subject: other\n", "POL-other"))
    assert brief(EXISTS, files=files) == ["missing-document policies/POL-x.yml:1"]


def test_a_retired_document_is_none() -> None:
    files = shelf.documents(policy(RIGHT + "status: retired\n"))
    assert brief(EXISTS, files=files) == ["missing-document policies/POL-x.yml:1"]


def test_a_draft_is_no_full_evidence() -> None:
    files = shelf.documents(policy(RIGHT + "status: draft\n"))
    coverage, (found,) = evaluated(EXISTS, files=files)
    assert coverage.results[0].state is State.PARTIAL
    assert (found.rule, found.severity, found.position.line) == ("unapproved-evidence", "warning", 5)


def test_an_overdue_review_is_no_full_evidence_and_no_second_finding() -> None:
    files = shelf.documents(policy(RIGHT + "review: {next: 2026-11-20}\n"))
    coverage, found = evaluated(EXISTS, files=files)
    assert coverage.results[0].state is State.PARTIAL
    assert found == ()
    assert state(EXISTS, files=files, as_of=date(2026, 11, 20)) is State.DOCUMENTED


def test_a_damaged_document_gets_no_second_finding() -> None:
    files = {"policies/POL-x.yml": "kind: policy\n\tid: x\n"}
    coverage, found = evaluated(EXISTS, files=files)
    assert found == ()
    assert coverage.results[0].state is State.PARTIAL


IDS = {"exists": "process", "ids": ["CHM", "CSI"], "parts": {"goals": "goals"}}
GOALS = "goals:\n  - text: Be good\n"


def test_ids() -> None:
    both = shelf.documents(f"kind: process\nid: CHM\n{GOALS}", f"kind: process\nid: CSI\n{GOALS}")
    assert state(IDS, files=both) is State.DOCUMENTED
    one = {path: text for path, text in both.items() if "CSI" not in path}
    assert state(IDS, files=one) is State.PARTIAL
    assert brief(IDS, files=one) == ["missing-document processes/CSI.yml:1"]
    assert state(IDS, files={}) is State.MISSING


NEEDED = {"exists": "process", "ids": ["CHM"], "parts_as_needed": {"policies": "policies of its own"}}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("policies: [POL-x]\n", State.DOCUMENTED),
        ("not_applicable: [{part: policies, reason: The general policy says it all}]\n", State.DOCUMENTED),
        ("", State.PARTIAL),
        ("not_applicable: [{part: policies, reason: TBD}]\n", State.PARTIAL),
        ("not_applicable: [{part: policies, reason: n/a}]\n", State.PARTIAL),
        ("not_applicable: [{part: procedures, reason: There are none}]\n", State.PARTIAL),
    ],
)
def test_parts_as_needed(text: str, answer: State) -> None:
    files = shelf.documents(f"kind: process\nid: CHM\n{text}")
    assert state(NEEDED, files=files) is answer
    found = evaluated(NEEDED, files=files)[1]
    assert (found == ()) == (answer is State.DOCUMENTED)
    assert all("not_applicable" in finding.mend for finding in found)


def test_not_applicable_counts_only_where_a_part_is_as_needed() -> None:
    excused = "subject: service-management\nnot_applicable: [{part: purpose, reason: We know it}]\n"
    assert brief(EXISTS, files=shelf.documents(policy(excused))) == ["missing-part policies/POL-x.yml:1"]


# --- every


EVERY = {"every": ["policy", "plan"], "where": {"status": ["approved"]}, "parts": {"summary": "a summary"}}


def test_every() -> None:
    good = shelf.documents(policy("summary: why\n"), "kind: plan\nid: PLAN-a\ntype: other\nsummary: what\n")
    assert state(EVERY, files=good) is State.DOCUMENTED
    bad = good | shelf.documents(policy("", "POL-b"), policy("status: draft\n", "POL-c"))
    assert state(EVERY, files=bad) is State.PARTIAL
    assert brief(EVERY, files=bad) == ["missing-part policies/POL-b.yml:1"]


COVERED = {
    "every": ["service"],
    "where": {"lifecycle": ["live"]},
    "covered_by": {"kind": "sla", "via": "services", "where": {"status": ["approved"]}},
}
LIVE = "kind: service\nid: SVC-a\nlifecycle: live\n"
SLA = "kind: sla\nid: SLA-x\nservices:\n  - SVC-a\n"


def test_covered() -> None:
    assert state(COVERED, files=shelf.documents(LIVE, SLA)) is State.DOCUMENTED


def test_uncovered() -> None:
    coverage, (found,) = evaluated(COVERED, files=shelf.documents(LIVE))
    assert coverage.results[0].state is State.MISSING
    assert (found.rule, found.spot.path, found.position.line) == (
        "uncovered-document",
        "services/SVC-a.yml",
        2,
    )
    assert "smsbook new sla SLA-a" in found.mend


def test_covered_under_a_former_id() -> None:
    renamed = LIVE.replace("SVC-a", "SVC-new") + "aliases: [SVC-a]\n"
    assert state(COVERED, files=shelf.documents(renamed, SLA)) is State.DOCUMENTED


@pytest.mark.parametrize("change", ["status: draft", "status: retired"])
def test_covered_only_by_what_is_in_force(change: str) -> None:
    assert brief(COVERED, files=shelf.documents(LIVE, SLA + change)) == [
        "uncovered-document services/SVC-a.yml:2"
    ]


def test_what_is_not_live_needs_no_cover() -> None:
    assert brief(COVERED, files=shelf.documents(LIVE.replace("live", "proposed"))) == []


def test_a_damaged_agreement_may_be_the_cover() -> None:
    files = {**shelf.documents(LIVE), "agreements/SLA-x.yml": 'kind: sla\nid: "SLA-x\n'}
    coverage, found = evaluated(COVERED, files=files)
    assert found == ()
    assert coverage.results[0].state is not State.DOCUMENTED


# --- assigned


HELD = {"assigned": ["SMS.owner"]}
FOR = {"assigned": ["SLM.service-owner", "ROLE-owner"], "for": "service", "where": {"lifecycle": ["live"]}}


def assignments(*entries: str) -> str:
    lines = "".join(f"  - {{{entry}}}\n" for entry in entries)
    return f"kind: assignments\nid: assignments\nassignments:\n{lines}"


@pytest.mark.parametrize(
    ("entry", "held"),
    [
        ("role: SMS.owner, person: jo-doe", True),
        ("role: SMS.owner, person: jo-doe, since: 2026-11-21, until: 2026-11-21", True),
        ("role: SMS.owner, person: jo-doe, since: 2026-11-22", False),
        ("role: SMS.owner", False),
        ("role: SMS.manager, person: jo-doe", False),
    ],
)
def test_assigned(entry: str, held: bool) -> None:
    coverage, found = evaluated(HELD, files=shelf.documents(PEOPLE, assignments("role: CHM.cab", entry)))
    assert coverage.results[0].state is (State.DOCUMENTED if held else State.MISSING)
    if not held:
        line = 5 if "SMS.owner" in entry else 4  # the entry, or the list
        assert [(item.rule, item.position.line) for item in found] == [("vacant-role", line)]
        assert found[0].cause is Cause.CONTENT
        assert "`SMS.owner` (SMS owner)" in found[0].message


def test_a_term_that_is_over_is_no_full_evidence_and_no_second_finding() -> None:
    ended = assignments("role: SMS.owner, person: jo-doe, until: 2026-11-20")
    coverage, found = evaluated(HELD, files=shelf.documents(PEOPLE, ended))
    assert found == ()  # the rule about ended assignments tells it, as brought by time
    assert coverage.results[0].state is State.PARTIAL
    assert coverage.results[0].notes == ["nobody has held SMS.owner since jo-doe, whose term is over"]


def test_one_of_two_holders_is_enough() -> None:
    entries = ("role: SMS.owner, person: jo-doe, until: 2026-01-01", "role: SMS.owner, person: jo-doe")
    assert state(HELD, files=shelf.documents(PEOPLE, assignments(*entries))) is State.DOCUMENTED


def test_no_assignments_at_all() -> None:
    assert brief(HELD, files={}) == ["missing-document roles/assignments.yml:1"]


def test_assigned_under_a_former_id_of_the_role() -> None:
    role = "kind: role\nid: ROLE-owner\naliases: [ROLE-old]\n"
    held = {"assigned": ["ROLE-owner"]}
    files = shelf.documents(PEOPLE, role, assignments("role: ROLE-old, person: jo-doe"))
    assert state(held, files=files) is State.DOCUMENTED


@pytest.mark.parametrize(
    ("entry", "held"),
    [
        ("role: ROLE-owner, person: jo-doe, for: [SVC-a]", True),
        ("role: ROLE-owner, person: jo-doe, for: [SVC-old]", True),
        ("role: ROLE-owner, person: jo-doe", True),
        ("role: ROLE-owner, person: jo-doe, for: [SVC-b]", False),
        ("role: ROLE-owner, for: [SVC-a]", False),
    ],
)
def test_assigned_for_each_document(entry: str, held: bool) -> None:
    role = "kind: role\nid: ROLE-owner\n"
    planned = "kind: service\nid: SVC-b\nlifecycle: planned\n"
    files = shelf.documents(PEOPLE, role, planned, LIVE + "aliases: [SVC-old]\n", assignments(entry))
    found = brief(FOR, files=files)
    assert [item.partition(" ")[0] for item in found] == ([] if held else ["vacant-role"])


def test_a_damaged_list_of_assignments_may_hold_it() -> None:
    files = shelf.documents(PEOPLE, "kind: assignments\nid: assignments\nassignments: nobody\n")
    coverage, found = evaluated(HELD, files=files)
    assert found == ()
    assert coverage.results[0].state is not State.DOCUMENTED


# --- recorded


CYCLE = {"recorded": ["audit", "assessment"], "interval": "cycle", "parts": {"result": "what was found"}}
ABOUT = {
    "recorded": ["agreement-review"],
    "about": {"kind": "sla", "where": {"status": ["approved"]}},
    "interval": "review.interval",
}
PLAN = "kind: plan\nid: PLAN-sms\ntype: service-management\ncycles:\n  - {type: audit, interval: P12M}\n"


def record(day: str, rest: str = "", kind: str = "audit") -> str:
    return f"kind: record\nid: REC-{day}-x\ntype: {kind}\ndate: {day}\nresult: Fine\n{rest}"


def test_recorded() -> None:
    assert state(CYCLE, files=shelf.documents(PLAN, record("2025-11-21"))) is State.DOCUMENTED


def test_one_of_the_types_is_enough() -> None:
    files = shelf.documents(PLAN, record("2026-01-01", kind="assessment"))
    assert state(CYCLE, files=files) is State.DOCUMENTED


def test_an_old_record_is_a_finding_of_time() -> None:
    coverage, (found,) = evaluated(
        CYCLE, files=shelf.documents(PLAN, record("2025-11-20"), record("2024-01-01"))
    )
    assert coverage.results[0].state is State.PARTIAL
    assert (found.rule, found.cause, found.spot.path) == ("outdated-record", Cause.TIME, "plans/PLAN-sms.yml")
    assert found.position.line == 5
    assert "2025-11-20" in found.message
    assert "2026-11-20" in found.message


@pytest.mark.parametrize("day", ["2026-11-22", "2030-01-01"])
def test_a_record_of_the_future_is_none(day: str) -> None:
    assert [item.split()[0] for item in brief(CYCLE, files=shelf.documents(PLAN, record(day)))] == [
        "missing-record"
    ]


def test_no_record() -> None:
    coverage, (found,) = evaluated(CYCLE, files=shelf.documents(PLAN))
    assert coverage.results[0].state is State.MISSING
    assert (found.rule, found.cause) == ("missing-record", Cause.CONTENT)
    assert "smsbook new record REC-2026-11-21-audit" in found.mend


def test_a_record_without_its_result() -> None:
    files = shelf.documents(PLAN, record("2026-01-01").replace("Fine", "TBD"))
    assert brief(CYCLE, files=files) == ["missing-part records/REC-2026-01-01-x.yml:5"]


def test_no_interval_planned() -> None:
    plan = PLAN.replace("type: audit", "type: other")
    files = shelf.documents(plan, record("2020-01-01"))
    assert brief(CYCLE, files=files) == ["missing-part plans/PLAN-sms.yml:4"]


def test_a_damaged_record_may_be_it() -> None:
    files = {**shelf.documents(PLAN), "records/REC-x.yml": 'kind: record\nid: "REC-x\n'}
    coverage, found = evaluated(CYCLE, files=files)
    assert found == ()
    assert coverage.results[0].state is not State.DOCUMENTED


def agreed(day: str, rest: str = "") -> str:
    return f"kind: sla\nid: SLA-a\napproval: {{date: {day}}}\nreview: {{interval: P12M}}\n{rest}"


def test_recorded_about_each_document() -> None:
    review = record("2026-01-01", "about: [SLA-a]\n", "agreement-review")
    assert state(ABOUT, files=shelf.documents(agreed("2020-01-01"), review)) is State.DOCUMENTED


def test_recorded_under_a_former_id() -> None:
    review = record("2026-01-01", "about: [SLA-old]\n", "agreement-review")
    files = shelf.documents(agreed("2020-01-01", "aliases: [SLA-old]\n"), review)
    assert state(ABOUT, files=files) is State.DOCUMENTED


def test_a_record_about_another_document_does_not_count() -> None:
    review = record("2026-01-01", "about: [SLA-b]\n", "agreement-review")
    other = "kind: sla\nid: SLA-b\nstatus: draft\n"
    assert brief(ABOUT, files=shelf.documents(agreed("2020-01-01"), other, review)) == [
        "outdated-record agreements/SLA-a.yml:4"
    ]


def test_the_first_record_is_due_one_interval_after_approval() -> None:
    assert brief(ABOUT, files=shelf.documents(agreed("2025-11-21"))) == []
    _, (found,) = evaluated(ABOUT, files=shelf.documents(agreed("2025-11-20")))
    assert (found.rule, found.cause, found.due) == ("outdated-record", Cause.TIME, date(2026, 11, 20))
    assert "the first agreement-review about `SLA-a`" in found.message


def test_a_record_of_what_was_never_approved_is_missing_whatever_the_day() -> None:
    text = agreed("2020-01-01").replace("approval: {date: 2020-01-01}", "approval: {by: jo-doe}")
    assert "missing-record agreements/SLA-a.yml:4" in brief(ABOUT, files=shelf.documents(PEOPLE, text))


def test_a_document_without_interval() -> None:
    text = agreed("2026-01-01").replace("review: {interval: P12M}", "review: {next: 2027-01-01}")
    found = brief(ABOUT, files=shelf.documents(text))
    assert "missing-part agreements/SLA-a.yml:4" in found


# --- several requirements


def test_what_several_ask_for_is_said_once() -> None:
    built, _ = shelf.library({})
    three = catalogue([EXISTS], [EXISTS], [{**EXISTS, "suggest": "POL-y"}])
    coverage = evaluate(built, three, AS_OF)
    first, second = shelf.located(built, list(gaps.findings([coverage])))
    assert first.requirements == ("Test:1 R1.1", "Test:1 R1.2")
    assert "R1.1 («Thing 1») asks for it, as does Test:1 R1.2" in first.message
    assert second.requirements == ("Test:1 R1.3",)


def test_a_part_that_two_ask_for_in_other_words_is_said_once() -> None:
    built, _ = shelf.library(shelf.documents(policy("subject: service-management\n")))
    other = {**EXISTS, "parts": {"purpose": "the reason"}}
    (found,) = gaps.findings([evaluate(built, catalogue([EXISTS], [other]), AS_OF)])
    assert found.requirements == ("Test:1 R1.1", "Test:1 R1.2")
    assert "what it is for; the reason" in found.message


def test_a_requirement_without_evidence_is_never_documented() -> None:
    coverage = evaluate(shelf.library(shelf.documents(policy(RIGHT)))[0], catalogue([]), AS_OF)
    assert coverage.results[0].state is State.NOT_EVALUATED
    assert coverage.count(State.DOCUMENTED) == 0
    assert list(gaps.findings([coverage])) == []
