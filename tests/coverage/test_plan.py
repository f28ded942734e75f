"""The plan as the baseline: what is planned or excluded closes no gate; what has lapsed is told as time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import shelf
from smsbook.coverage import gaps
from smsbook.coverage.evaluate import evaluate
from smsbook.coverage.state import Result, State
from smsbook.source.finding import Cause, Finding
from smsbook.standard.catalogue import catalogues

AS_OF = date(2026, 11, 21)
HOUSE = """kind: catalogue
id: STD-house
standard: House
edition: "1"
groups:
  - {id: H1, title: Doors}
  - {id: H2, title: Windows}
requirements:
  - id: H1.1
    title: A policy about doors
    topic: There is a policy about doors.
    evidence:
      - exists: policy
        suggest: POL-doors
        parts: {purpose: why there are doors}
  - id: H1.2
    title: A plan for doors
    topic: There is a plan for doors.
    evidence:
      - exists: policy
        suggest: POL-doors
  - id: H2.1
    title: Windows
    topic: There is a record of windows.
    evidence:
      - recorded: [other]
"""
PEOPLE = "kind: people\nid: people\npeople:\n  - {id: jo-doe, name: Jo Doe}\n"
PLAN = "kind: plan\nid: PLAN-sms\ntype: service-management\n"


def planned(*names: str, by: str = "2026-12-31") -> str:
    return (
        f"  - requirements: [{', '.join(names)}]\n    by: {by}\n    responsible: SMS.manager\n"
        "    steps: [Write it down]\n"
    )


def excluded(*names: str, reason: str = "We have no doors") -> str:
    return (
        f"  - requirements: [{', '.join(names)}]\n    reason: {reason}\n"
        "    approved_by: jo-doe\n    date: 2026-01-01\n"
    )


def seen(*texts: str, as_of: date = AS_OF) -> tuple[dict[str, Result], tuple[Finding, ...]]:
    built, _ = shelf.library(shelf.documents(HOUSE, PEOPLE, *texts))
    coverage = [evaluate(built, catalogue, as_of) for catalogue in catalogues(built)]
    results = {result.requirement.id: result for one in coverage for result in one.results}
    return results, shelf.located(built, list(gaps.findings(coverage)))


def states(*texts: str, as_of: date = AS_OF) -> list[State]:
    return [result.state for result in seen(*texts, as_of=as_of)[0].values()]


def test_without_a_plan_what_is_missing_is_missing() -> None:
    assert states() == [State.MISSING] * 3
    assert {finding.rule for finding in seen()[1]} == {"missing-document", "missing-record"}


def test_a_group_is_planned() -> None:
    plan = f"{PLAN}documenting:\n{planned('House:1 H1')}"
    assert states(plan) == [State.PLANNED, State.PLANNED, State.MISSING]
    results, findings = seen(plan)
    entry = results["H1.1"].planned
    assert entry is not None
    assert (entry.by, entry.responsible, entry.steps) == (
        date(2026, 12, 31),
        "SMS.manager",
        ("Write it down",),
    )
    assert [finding.rule for finding in findings] == ["missing-record"]


def test_a_requirement_goes_before_its_group() -> None:
    plan = f"{PLAN}documenting:\n{planned('House:1 H1')}{planned('House:1 H1.2', by='2027-06-30')}"
    results, _ = seen(plan)
    assert [results[id].planned.by.year for id in ("H1.1", "H1.2")] == [2026, 2027]  # type: ignore[union-attr]


def test_what_two_ask_for_stays_a_finding_while_one_of_them_is_not_planned() -> None:
    _, findings = seen(f"{PLAN}documenting:\n{planned('House:1 H1.2', 'House:1 H2')}")
    assert [finding.requirements for finding in findings] == [("House:1 H1.1",)]


def test_what_is_begun_under_the_plan_is_planned_and_shows_its_evidence() -> None:
    draft = "kind: policy\nid: POL-doors\nstatus: draft\npurpose: So that people get in\n"
    results, findings = seen(f"{PLAN}documenting:\n{planned('House:1 H1', 'House:1 H2')}", draft)
    assert findings == ()
    assert (results["H1.1"].state, results["H1.1"].found) == (State.PLANNED, State.PARTIAL)
    assert [shown.document.id for shown in results["H1.1"].shown] == ["POL-doors"]


def test_what_is_documented_is_documented_whatever_the_plan_says() -> None:
    policy = "kind: policy\nid: POL-doors\npurpose: So that people get in\n"
    plan = f"{PLAN}documenting:\n{planned('House:1 H1', by='2026-01-01')}"
    assert states(plan, policy)[:2] == [State.DOCUMENTED] * 2
    assert "lapsed-plan" not in {finding.rule for finding in seen(plan, policy)[1]}


def test_a_lapsed_plan_is_one_finding_brought_by_time() -> None:
    plan = f"{PLAN}documenting:\n{planned('House:1 H1', 'House:1 H2', by='2026-11-20')}"
    assert states(plan) == [State.MISSING] * 3
    (found,) = seen(plan)[1]
    assert (found.rule, found.cause, found.due) == ("lapsed-plan", Cause.TIME, date(2026, 11, 20))
    assert (found.spot.path, found.position.line, found.role) == ("plans/PLAN-sms.yml", 6, "SMS.manager")
    assert found.requirements == ("House:1 H1.1", "House:1 H1.2", "House:1 H2.1")
    assert "there is no policy `POL-doors`" in found.message


def test_on_its_last_day_a_plan_still_holds() -> None:
    plan = f"{PLAN}documenting:\n{planned('House:1 H1', by='2026-11-21')}"
    assert states(plan)[:2] == [State.PLANNED] * 2


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 1, 1)))
def test_time_alone_never_brings_a_content_finding(as_of: date) -> None:
    plan = f"{PLAN}documenting:\n{planned('House:1 H1', 'House:1 H2')}"
    assert all(finding.cause is Cause.TIME for finding in seen(plan, as_of=as_of)[1])


def test_excluded() -> None:
    plan = f"{PLAN}exclusions:\n{excluded('House:1 H1')}"
    results, findings = seen(plan)
    assert [result.state for result in results.values()] == [State.EXCLUDED, State.EXCLUDED, State.MISSING]
    assert results["H1.1"].excluded is not None
    assert (results["H1.1"].excluded.reason, results["H1.1"].excluded.approved_by) == (
        "We have no doors",
        "jo-doe",
    )
    assert [finding.rule for finding in findings] == ["missing-record"]


def test_an_exclusion_goes_before_a_lapsed_plan() -> None:
    entries = f"documenting:\n{planned('House:1 H1', by='2026-01-01')}exclusions:\n{excluded('House:1 H1')}"
    results, findings = seen(PLAN + entries)
    assert results["H1.1"].state is State.EXCLUDED
    assert "lapsed-plan" not in {finding.rule for finding in findings}


@pytest.mark.parametrize("reason", ["TBD", "n/a", "-"])
def test_an_exclusion_without_reason_excludes_nothing(reason: str) -> None:
    plan = f"{PLAN}exclusions:\n{excluded('House:1 H1', reason=repr(reason))}"
    assert states(plan)[0] is State.MISSING


@pytest.mark.parametrize("change", ["type: capacity", "type: service-management\nstatus: retired"])
def test_only_the_service_management_plan_in_use_is_the_baseline(change: str) -> None:
    plan = f"kind: plan\nid: PLAN-sms\n{change}\ndocumenting:\n{planned('House:1 H1')}"
    assert states(plan)[0] is State.MISSING


def test_the_share_leaves_out_what_is_excluded() -> None:
    built, _ = shelf.library(
        shelf.documents(
            HOUSE,
            PEOPLE,
            f"{PLAN}exclusions:\n{excluded('House:1 H2')}",
            "kind: policy\nid: POL-doors\npurpose: So that people get in\n",
        )
    )
    (catalogue,) = catalogues(built)
    assert evaluate(built, catalogue, AS_OF).share == 1.0
