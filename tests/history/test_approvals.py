"""What `check` and `due` say about approvals, versions and reviews in a real repository, step by step."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from git_repository import commit, git, repository, write

import shelf
from conftest import replace
from smsbook.check.agenda import agenda
from smsbook.check.run import check

TODAY = date(2026, 11, 21)
POLICY = """kind: policy
id: POL-a
title: A policy
version: "1.0"
status: approved
owner: SMS.owner
approval:
  by: jo-doe
  role: SMS.owner
  date: 2026-03-03
  seal: s1:00
review:
  interval: P12M
  next: 2027-01-31
purpose: Say it.
"""
OTHERS = {
    "roles/people.yml": """kind: people
id: people
title: People
version: "1.0"
status: in-review
owner: SMS.owner
people:
  - {id: jo-doe, name: Jo Doe}
""",
    "roles/assignments.yml": """kind: assignments
id: assignments
title: Assignments
version: "1.0"
status: in-review
owner: SMS.owner
assignments:
  - {role: SMS.owner, person: jo-doe, since: 2025-01-01, deputy: jo-doe}
""",
}
RULES = ("broken-seal", "unraised-version", "idle-version", "unfounded-review-date", "unsealed-approval")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An SMS with one policy, approved, sealed and committed in March."""
    root = repository(tmp_path, **{"policies/POL-a.yml": POLICY} | OTHERS)
    shelf.seal_anew(root / "policies/POL-a.yml")
    commit(tmp_path, "Approve the policy", "2026-03-04")
    return root


def found(root: Path) -> dict[str, str]:
    """Return what the rules of this test say about the policy."""
    findings = check(root, TODAY).findings
    return {
        item.rule: item.message
        for item in findings
        if item.rule in RULES and item.spot.path.endswith("POL-a.yml")
    }


def test_a_change_breaks_the_seal_until_it_is_approved_as_a_new_version(root: Path) -> None:
    file = root / "policies/POL-a.yml"
    assert found(root) == {}
    replace(file, "Say it.", "Say more.")
    assert list(found(root)) == ["broken-seal"]
    assert "«Purpose»" in found(root)["broken-seal"]
    commit(root, "Say more", "2026-05-05")
    assert "«Purpose»" in found(root)["broken-seal"]
    shelf.seal_anew(file)
    assert list(found(root)) == ["unraised-version"]
    commit(root, "Approve it", "2026-05-06")
    assert list(found(root)) == ["unraised-version"]
    replace(file, '"1.0"', '"1.1"')
    assert list(found(root)) == ["broken-seal"]
    shelf.seal_anew(file)
    assert found(root) == {}
    commit(root, "Approve it as 1.1", "2026-05-07")
    assert found(root) == {}
    replace(file, '"1.1"', '"2.0"')
    assert list(found(root)) == ["idle-version"]
    shelf.seal_anew(file)
    assert list(found(root)) == ["idle-version"]


def test_the_approved_text_is_found_under_its_former_name(root: Path) -> None:
    (root / "policies/POL-a.yml").rename(root / "policies/POL-b.yml")
    replace(root / "policies/POL-b.yml", "id: POL-a", "id: POL-b\naliases: [POL-a]")
    commit(root, "Rename it", "2026-05-05")
    (finding,) = (item for item in check(root, TODAY).findings if item.rule == "broken-seal")
    assert "«Id» and «Former ids»" in finding.message


def test_a_review_date_moves_only_with_a_record(root: Path) -> None:
    replace(root / "policies/POL-a.yml", "2027-01-31", "2027-03-01")
    assert "moved from 2027-01-31 to 2027-03-01" in found(root)["unfounded-review-date"]
    commit(root, "Put it off", "2026-05-05")
    assert list(found(root)) == ["unfounded-review-date"]
    about = "type: document-review\ndate: 2026-05-04\nabout: [POL-a]\noutcome: no-change\n"
    write(root, **shelf.documents(f"kind: record\nid: REC-a\n{about}"))
    assert found(root) == {}
    commit(root, "Record the review", "2026-05-06")
    assert found(root) == {}


def test_without_git_a_broken_seal_is_still_one(root: Path, tmp_path: Path) -> None:
    replace(root / "policies/POL-a.yml", "Say it.", "Say more.")
    (tmp_path / ".git").rename(tmp_path / "elsewhere")
    assert "has changed since; the seal" in found(root)["broken-seal"]


def test_what_is_in_review_for_too_long_is_due(root: Path, tmp_path: Path) -> None:
    replace(root / "policies/POL-a.yml", "status: approved", "status: in-review")
    assert "approval of POL-a" not in tasks(root, "P0D")
    commit(tmp_path, "Look at it", "2026-11-01")
    assert "approval of POL-a" not in tasks(root, "P0D")
    assert tasks(root, "P30D")["approval of POL-a"] == date(2026, 12, 1)
    git(tmp_path, "checkout", "-q", "HEAD~1")
    assert "approval of POL-a" not in tasks(root, "P30D")


def tasks(root: Path, within: str) -> dict[str, date]:
    """Return what is due within a duration, by its task."""
    return {task.finding.task: task.due for task in agenda(root, TODAY, within).tasks}
