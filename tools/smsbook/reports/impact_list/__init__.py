"""What is touched if something falls away: one module, one output format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smsbook.reports.formats import formats, written

if TYPE_CHECKING:
    from smsbook.check.impact import Impact

# The one list of formats.
FORMATS = formats(__name__, "text", "json")


def render(impact: Impact, form: str) -> str:
    """Return what is touched in one of the formats that FORMATS names."""
    return written(impact, FORMATS, form)
