"""The report for programs. `version` is raised whenever a field changes its meaning or goes away."""

from __future__ import annotations

from typing import Any

from smsbook.check.locate import Locator
from smsbook.check.report import Report
from smsbook.coverage.state import Coverage, Result, State
from smsbook.library.library import Library
from smsbook.reports import hosts
from smsbook.source.finding import Finding, Severity, Spot

VERSION = 1


def render(report: Report) -> str:
    """Return the report as JSON, in the same order each time."""
    locator = Locator(report.library)
    content = {
        "format": "smsbook-check",
        "version": VERSION,
        "as_of": report.as_of.isoformat(),
        "strict_time": report.strict_time,
        "fail_on": report.threshold,
        "changed_since": _since(report),
        "folder": report.library.folder,
        "summary": {
            "documents": len(report.library.documents),
            **{f"{severity}s": report.count(severity) for severity in (Severity.ERROR, Severity.WARNING)},
            "infos": report.count(Severity.INFO),
            "left_aside": len(report.findings) - len(report.counted),
        },
        "findings": [
            _finding(report, finding, mark)
            for finding, mark in zip(report.findings, report.fingerprints, strict=True)
        ],
        "coverage": [_coverage(coverage, report.library, locator) for coverage in report.coverage],
    }
    return hosts.json_text(content)


def _since(report: Report) -> dict[str, str] | None:
    return {"name": report.since.name, "commit": report.since.commit} if report.since else None


def _finding(report: Report, finding: Finding, fingerprint: str) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": report.weight(finding),
        "cause": finding.cause,
        "counts": report.counts(finding),
        "fingerprint": fingerprint,
        **place(finding.spot, report.library),
        "message": finding.message,
        "mend": finding.mend,
        "requirements": list(finding.requirements),
        "related": [place(spot, report.library) for spot in finding.related],
        **_time(finding),
    }


def _time(finding: Finding) -> dict[str, str]:
    """Return what only findings have that time brought."""
    if finding.due is None:
        return {}
    return {"due": finding.due.isoformat(), "role": finding.role, "task": finding.task}


def place(spot: Spot, library: Library) -> dict[str, Any]:
    """Return where a spot with a position is: file, line, column, and the route as keys and positions."""
    position = spot.position
    return {
        "path": library.shown(spot.path),
        "line": position.line if position else 1,
        "column": position.column if position else 1,
        "route": list(spot.route),
    }


def _coverage(coverage: Coverage, library: Library, locator: Locator) -> dict[str, Any]:
    return {
        "edition": coverage.catalogue.edition,
        "states": {state: coverage.count(state) for state in State},
        "requirements": [_result(result, library, locator) for result in coverage.results],
    }


def _result(result: Result, library: Library, locator: Locator) -> dict[str, Any]:
    return {
        "id": result.requirement.id,
        "title": result.requirement.title,
        "state": result.state,
        "evidence": [
            {
                "document": item.document.id,
                **place(locator.spot(Spot(item.document.path, item.route)), library),
            }
            for item in result.shown
        ],
        "gaps": [gap.text for gap in result.gaps],
        "notes": list(result.notes),
    }
