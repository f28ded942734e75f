"""One module, one output format: from a report to text."""

from __future__ import annotations

from collections.abc import Callable

from smsbook.check.report import Report
from smsbook.reports import as_json, text

FORMATS: dict[str, Callable[[Report], str]] = {
    "text": text.render,
    "json": as_json.render,
}
