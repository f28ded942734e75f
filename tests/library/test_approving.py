"""Who may approve what: the table in the settings, what it means without one, and who holds those roles."""

from __future__ import annotations

from datetime import date

import pytest

import shelf
from smsbook.library.approving import (
    allows,
    approvers,
    may_approve,
    needs_approval,
    review_within,
)
from smsbook.library.library import Library

SETTINGS = "name: Example\nstandards: [FitSM-1:v3.0.1]\n"
DOCUMENTS = (
    "kind: policy\nid: POL-x\nowner: ISM.manager\n",
    "kind: process\nid: ISRM\nowner: ISRM.owner\n",
    "kind: procedure\nid: PROC-x\nowner: ISRM.manager\nprocess: ISRM\n",
    "kind: report\nid: REP-x\nowner: SRM.report-owner\nprocess: CSI\n",
    "kind: plan\nid: PLAN-x\nowner: ROLE-auditor\nprocesses: [CHM, RDM]\n",
    "kind: role\nid: ROLE-auditor\nowner: SMS.manager\naliases: [ROLE-reviewer]\n",
    "kind: record\nid: REC-x\nowner: SMS.manager\n",
    "kind: service\nid: SVC-x\nowner: SPM.service-owner\n",
    "kind: sla\nid: SLA-x\nowner: SLM.agreement-owner\nservices: [SVC-x]\nbased_on: SLA-y\n",
    "kind: sla\nid: SLA-y\nowner: SLM.agreement-owner\n",
)


def library(settings: str = "", *more: str) -> Library:
    return shelf.library(shelf.documents(*DOCUMENTS, *more) | {"sms.yml": SETTINGS + settings})[0]


def may(built: Library, id: str) -> tuple[str, ...]:
    document = built.document(id)
    assert document is not None
    roles = may_approve(built, document)
    every = {name.name for name in built.names.values() if name.kind == "role"}
    assert {role for role in every if allows(built, document, role)} == set(roles)
    return roles


@pytest.mark.parametrize(
    ("id", "roles"),
    [
        ("POL-x", ("ISM.owner", "SMS.owner", "ISM.manager")),
        ("ISRM", ("ISRM.owner", "SMS.owner")),
        ("PROC-x", ("ISRM.owner", "SMS.owner", "ISRM.manager")),
        ("REP-x", ("SRM.owner", "CSI.owner", "SMS.owner", "SRM.report-owner")),
        ("PLAN-x", ("CHM.owner", "RDM.owner", "SMS.owner", "ROLE-auditor")),
        ("ROLE-auditor", ("SMS.owner", "SMS.manager")),
        ("REC-x", ()),
    ],
)
def test_without_a_table_the_owners_approve_and_records_need_nobody(id: str, roles: tuple[str, ...]) -> None:
    assert may(library(), id) == roles


def test_a_table_says_it_for_one_kind_and_for_the_others() -> None:
    table = """approving:
  policy: [SMS.owner, ROLE-reviewer]
  procedure: ["*.manager"]
  report: [nobody]
  record: [SMS.manager]
  "*": [process.owner]
"""
    built = library(table)
    assert may(built, "POL-x") == ("SMS.owner", "ROLE-auditor")
    assert "ISRM.manager" in may(built, "PROC-x")
    assert all(role.endswith(".manager") for role in may(built, "PROC-x"))
    assert may(built, "ISRM") == ("ISRM.owner",)
    needed = {document.id: needs_approval(built, document) for document in built.documents}
    assert needed["REC-x"]
    assert not needed["REP-x"]
    assert [id for id, needs in needed.items() if not needs] == ["REP-x"]


@pytest.mark.parametrize("table", ["approving: yes\n", "approving: {policy: SMS.owner}\n", "approving: {}\n"])
def test_a_table_of_another_shape_opens_nothing(table: str) -> None:
    assert not allows(library(table), next(library(table).of_kind("policy")), "CHM.manager")


def test_a_role_is_held_for_a_document_or_for_what_it_is_about() -> None:
    built = library(
        "",
        "kind: people\nid: people\npeople:\n  - {id: jo-doe, name: Jo}\n  - {id: al-poe, name: Al}\n",
        """kind: assignments
id: assignments
assignments:
  - {role: SLM.agreement-owner, person: jo-doe, for: [SVC-x], since: 2026-01-01, until: 2026-06-30}
  - {role: SLM.agreement-owner, person: al-poe, for: [SLA-y], since: 2026-01-01, deputy: jo-doe}
""",
    )
    first, second = built.of_kind("sla")
    assert [item.person for item in approvers(built, first, date(2026, 6, 30))] == ["jo-doe"]
    assert [item.person for item in approvers(built, second, date(2026, 6, 30))] == ["al-poe"]
    assert approvers(built, first, date(2026, 7, 1)) == ()
    assert approvers(built, first, date(2025, 12, 31)) == ()


def test_a_review_lasts_a_month_unless_the_settings_say_otherwise() -> None:
    assert review_within(library()) == "P30D"
    assert review_within(library("review_within: P2W\n")) == "P2W"
