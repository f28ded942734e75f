"""What changed between two states of an SMS: one module, one output format."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smsbook.compare.comparison import Comparison

# The one list of formats: its name, and the module whose `render` writes it. Modules are loaded when used.
FORMATS: dict[str, str] = {
    "text": "smsbook.reports.diff_list.as_text",
    "markdown": "smsbook.reports.diff_list.as_markdown",
    "json": "smsbook.reports.diff_list.as_json",
}


def render(comparison: Comparison, form: str) -> str:
    """Return the comparison in one of the formats that FORMATS names."""
    text: str = import_module(FORMATS[form]).render(comparison)
    return text
