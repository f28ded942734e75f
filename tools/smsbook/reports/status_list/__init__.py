"""What waits for whom: one module, one output format."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smsbook.check.waiting import Waiting

# The one list of formats: its name, and the module whose `render` writes it. Modules are loaded when used.
FORMATS: dict[str, str] = {
    "text": "smsbook.reports.status_list.as_text",
    "json": "smsbook.reports.status_list.as_json",
    "markdown": "smsbook.reports.status_list.as_markdown",
}


def render(waiting: Waiting, form: str) -> str:
    """Return what waits in one of the formats that FORMATS names."""
    text: str = import_module(FORMATS[form]).render(waiting)
    return text
