"""What SARIF is told about the tool: its rules with their manual pages, and the requirements behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from smsbook import __version__
from smsbook.check.manual import ALL_RULES
from smsbook.check.report import Report
from smsbook.reports.visible import one_line
from smsbook.source.finding import Cause, Rule, Severity
from smsbook.standard.catalogue import Catalogue

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
NUMBER = {rule.id: number for number, rule in enumerate(ALL_RULES)}
_WEIGHTS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}


def driver() -> dict[str, Any]:
    """Return the tool with all its rules, in the order of NUMBER."""
    return {
        "name": "smsbook",
        "semanticVersion": __version__,
        "shortDescription": {"text": "Checks that a service management system is documented."},
        "rules": [_rule(rule) for rule in ALL_RULES],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    time = " Time alone can bring it." if rule.cause is Cause.TIME else ""
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": f"{rule.summary} {rule.why}{time}"},
        "help": {
            "text": f"Why it matters: {rule.why}\n\nHow to fix it: {rule.fix}",
            "markdown": f"**Why it matters:** {rule.why}\n\n**How to fix it:** {rule.fix}",
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": ["service management", "documentation", str(rule.cause)],
            "problem.severity": _WEIGHTS[rule.severity],
        },
    }


def taxonomies(report: Report) -> list[dict[str, Any]]:
    """Return each catalogue with those of its requirements that findings name."""
    named = {reference for finding in report.findings for reference in finding.requirements}
    found = [(coverage.catalogue, _taxa(coverage.catalogue, named)) for coverage in report.coverage]
    return [_taxonomy(catalogue, taxa) for catalogue, taxa in found if taxa]


def _taxonomy(catalogue: Catalogue, taxa: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": one_line(catalogue.edition),
        "shortDescription": {"text": one_line(catalogue.title) or one_line(catalogue.edition)},
        "taxa": taxa,
    }


def _taxa(catalogue: Catalogue, named: Iterable[str]) -> list[dict[str, Any]]:
    return [
        {"id": one_line(entry.id), "shortDescription": {"text": one_line(entry.title) or one_line(entry.id)}}
        for entry in catalogue.requirements
        if entry.reference in named
    ]


def references(report: Report) -> Mapping[str, dict[str, Any]]:
    """Return by requirement, as findings name it, what refers to it among the taxonomies."""
    return {
        f"{taxonomy['name']} {taxon['id']}": {
            "id": taxon["id"],
            "index": index,
            "toolComponent": {"name": taxonomy["name"], "index": number},
        }
        for number, taxonomy in enumerate(taxonomies(report))
        for index, taxon in enumerate(taxonomy["taxa"])
    }
