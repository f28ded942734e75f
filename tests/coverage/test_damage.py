"""Findings about the shape of a document name what rests on it; what a draft covers is not fully covered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import remove_block, replace

Check = Callable[..., dict[str, Any]]


def only(report: dict[str, Any]) -> dict[str, Any]:
    """Return the one finding of a failed check."""
    assert len(report["findings"]) == 1, [(f["path"], f["line"], f["message"]) for f in report["findings"]]
    finding: dict[str, Any] = report["findings"][0]
    return finding


def test_a_key_that_the_shape_wants_names_what_rests_on_it(scratch: Path, check: Check) -> None:
    remove_block(scratch / "sms/reports/REP-service-levels.yml", "title")
    finding = only(check())
    assert finding["rule"] == "missing-key"
    assert finding["requirements"] == ["FitSM-1:v3.0.1 PR3.2", "FitSM-1:2016 PR3.2"]
    assert "`title` is missing" in finding["message"]
    assert finding["message"].endswith("FitSM-1:v3.0.1 PR3.2, FitSM-1:2016 PR3.2 rest on it")


def test_a_file_that_cannot_be_read_names_all_that_rests_on_it(scratch: Path, check: Check) -> None:
    replace(scratch / "sms/processes/CHM.yml", "\ntitle: ", '\ntitle: "')
    finding = only(check())
    assert set(finding["requirements"]) >= {"FitSM-1:v3.0.1 GR2.2", "FitSM-1:v3.0.1 GR2.3"}


def test_what_lies_beside_the_damage_is_not_named(scratch: Path, check: Check) -> None:
    replace(scratch / "sms/reports/REP-service-levels.yml", "frequency: P1M", "frequency: {each: month}")
    assert only(check())["requirements"] == ["FitSM-1:v3.0.1 PR3.2", "FitSM-1:2016 PR3.2"]


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("agreements/OLA-tape.yml", ["FitSM-1:v3.0.1 PR2.4", "FitSM-1:2016 PR2.5"]),
        ("agreements/SLA-default.yml", ["FitSM-1:v3.0.1 PR2.2", "FitSM-1:2016 PR2.2"]),
        ("agreements/SLA-compute.yml", []),  # SLA-default covers the service as well
    ],
)
def test_what_a_draft_covers_is_not_fully_covered(
    scratch: Path, check: Check, path: str, named: list[str]
) -> None:
    replace(scratch / "sms" / path, "status: approved", "status: draft")
    found = [name for finding in check()["findings"] for name in finding["requirements"]]
    assert found == named
