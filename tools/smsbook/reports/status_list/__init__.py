"""What waits for whom: one module, one output format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smsbook.reports.formats import formats, written

if TYPE_CHECKING:
    from smsbook.check.waiting import Waiting

# The one list of formats.
FORMATS = formats(__name__, "text", "json", "markdown")


def render(waiting: Waiting, form: str) -> str:
    """Return what waits in one of the formats that FORMATS names."""
    return written(waiting, FORMATS, form)
