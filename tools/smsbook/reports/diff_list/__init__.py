"""What changed between two states of an SMS: one module, one output format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smsbook.reports.formats import formats, written

if TYPE_CHECKING:
    from smsbook.compare.comparison import Comparison

# The one list of formats.
FORMATS = formats(__name__, "text", "markdown", "json")


def render(comparison: Comparison, form: str) -> str:
    """Return the comparison in one of the formats that FORMATS names."""
    return written(comparison, FORMATS, form)
