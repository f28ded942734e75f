"""How far the SMS is documented: one module, one output format."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smsbook.reports.coverage_list.listing import Listing

# The one list of formats: its name, and the module whose `render` writes it. Modules are loaded when used.
FORMATS: dict[str, str] = {
    "text": "smsbook.reports.coverage_list.as_text",
    "json": "smsbook.reports.coverage_list.as_json",
    "csv": "smsbook.reports.coverage_list.as_csv",
    "markdown": "smsbook.reports.coverage_list.as_markdown",
}

# In these, sentences for people may follow; the others are read by programs.
FOR_PEOPLE = ("text", "markdown")


def render(listing: Listing, form: str) -> str:
    """Return the listing in one of the formats that FORMATS names."""
    text: str = import_module(FORMATS[form]).render(listing)
    return text
