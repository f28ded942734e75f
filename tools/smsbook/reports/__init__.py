"""One module, one output format: from a report to text."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smsbook.check.report import Report

# The one list of formats: its name, and the module whose `render` writes it. Modules are loaded when used.
FORMATS: dict[str, str] = {
    "text": "smsbook.reports.text",
    "json": "smsbook.reports.as_json",
}


def render(report: Report, form: str) -> str:
    """Return the report in one of the formats that FORMATS names."""
    text: str = import_module(FORMATS[form]).render(report)
    return text
