"""What is overdue or due soon: one module, one output format."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smsbook.check.agenda import Agenda

# The one list of formats: its name, and the module whose `render` writes it. Modules are loaded when used.
FORMATS: dict[str, str] = {
    "text": "smsbook.reports.due_list.as_text",
    "json": "smsbook.reports.due_list.as_json",
    "markdown": "smsbook.reports.due_list.as_markdown",
    "icalendar": "smsbook.reports.due_list.as_icalendar",
}


def render(agenda: Agenda, form: str) -> str:
    """Return the agenda in one of the formats that FORMATS names."""
    text: str = import_module(FORMATS[form]).render(agenda)
    return text
