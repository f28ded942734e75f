"""The report as GitLab's code quality: the merge request shows what is new, and what was put right."""

from __future__ import annotations

from typing import Any

from smsbook.check.report import Report
from smsbook.reports.hosts import in_repository, json_text
from smsbook.reports.visible import one_line
from smsbook.source.finding import Finding, Severity

_WEIGHTS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_BLOCKING = "blocker"


def render(report: Report) -> str:
    """Return a list of all findings, also of those that do not count: GitLab compares it with the target's.

    https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    pairs = zip(report.findings, report.fingerprints, strict=True)
    return json_text([_problem(report, finding, mark) for finding, mark in pairs])


def _problem(report: Report, finding: Finding, fingerprint: str) -> dict[str, Any]:
    return {
        "description": one_line(f"{finding.message} -> {finding.mend}"),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _BLOCKING if report.blocks(finding) else _WEIGHTS[report.weight(finding)],
        "location": {
            "path": one_line(in_repository(report.library, finding.spot.path)),
            "lines": {"begin": finding.position.line or 1},
        },
    }
