"""One module, one output format: from a report to text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smsbook.reports.formats import written

if TYPE_CHECKING:
    from smsbook.check.report import Report

# The one list of formats: its name, and the module whose `render` writes it. Modules are loaded when used.
FORMATS: dict[str, str] = {
    "text": "smsbook.reports.text",
    "json": "smsbook.reports.as_json",
    "sarif": "smsbook.reports.as_sarif",
    "junit": "smsbook.reports.as_junit",
    "github": "smsbook.reports.as_github",
    "gitlab": "smsbook.reports.as_gitlab",
    "markdown": "smsbook.reports.as_markdown",
}


def render(report: Report, form: str) -> str:
    """Return the report in one of the formats that FORMATS names."""
    return written(report, FORMATS, form)
