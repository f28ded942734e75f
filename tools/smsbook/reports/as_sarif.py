"""The report as SARIF 2.1.0, which hosts of repositories and editors show beside the lines it is about.

The format is https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote_from_bytes

from smsbook.check.report import Report
from smsbook.reports.hosts import in_repository, json_text
from smsbook.reports.sarif_rules import LEVELS, NUMBER, driver, references, taxonomies
from smsbook.reports.visible import one_line
from smsbook.source.finding import Finding, Spot

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BASE = "SRCROOT"
_FINGERPRINT = "smsbookFinding/v1"
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")  # readers make links of such words in messages, see section 3.11.6


def render(report: Report) -> str:
    """Return one run with all rules and all findings; those that do not count are marked as suppressed."""
    taxa = references(report)
    pairs = zip(report.findings, report.fingerprints, strict=True)
    run = {
        "tool": {"driver": driver()},
        "automationDetails": {"id": "smsbook-check/"},
        "language": "en",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "the top folder of the repository"}}},
        "invocations": [{"executionSuccessful": True, "exitCode": int(report.fails())}],
        "taxonomies": taxonomies(report),
        "results": [_result(report, finding, mark, taxa) for finding, mark in pairs],
        "properties": {
            "asOf": report.as_of.isoformat(),
            "strictTime": report.strict_time,
            "failOn": report.threshold,
            "documents": len(report.library.documents),
        },
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(
    report: Report, finding: Finding, fingerprint: str, taxa: Mapping[str, dict[str, Any]]
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": NUMBER[finding.rule],
        "level": LEVELS[report.weight(finding)],
        "message": {"text": _words(f"{finding.message}. To mend it: {finding.mend}")},
        "locations": [_location(report, finding.spot)],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(report, spot), "message": {"text": "belongs to it"}}
            for number, spot in enumerate(finding.related, 1)
        ]
    if finding.requirements:
        named = (taxa.get(one_line(reference)) for reference in finding.requirements)
        result["taxa"] = [reference for reference in named if reference]
    result["properties"] = {"cause": finding.cause, "requirements": list(map(one_line, finding.requirements))}
    return result | _since(report, finding, fingerprint)


def _since(report: Report, finding: Finding, fingerprint: str) -> dict[str, Any]:
    if report.since is None:
        return {}
    before = report.since.before
    there = before is not None and fingerprint in before.fingerprints
    if report.counts(finding):
        return {"baselineState": "updated" if there else "new"}
    why = f"It was there at {one_line(report.since.words)} already, in files that have not changed since."
    return {
        "baselineState": "unchanged",
        "suppressions": [{"kind": "external", "status": "accepted", "justification": why}],
    }


def _location(report: Report, spot: Spot) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(in_repository(report.library, spot.path))}
    if spot.position and spot.position.line:
        place["region"] = {"startLine": spot.position.line, "startColumn": spot.position.column or 1}
    return {"physicalLocation": place}


def _artifact(path: str) -> dict[str, str]:
    if PurePosixPath(path).is_absolute():
        return {"uri": f"file://{quote_from_bytes(os.fsencode(path))}"}
    return {"uri": quote_from_bytes(os.fsencode(path)), "uriBaseId": _BASE}


def _words(text: str) -> str:
    return _LINK.sub(r"\\[", one_line(text))
