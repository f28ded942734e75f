"""What is overdue or due soon: one module, one output format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smsbook.reports.formats import formats, written

if TYPE_CHECKING:
    from smsbook.check.agenda import Agenda

# The one list of formats.
FORMATS = formats(__name__, "text", "json", "markdown", "icalendar")


def render(agenda: Agenda, form: str) -> str:
    """Return the agenda in one of the formats that FORMATS names."""
    return written(agenda, FORMATS, form)
