"""How far the SMS is documented: one module, one output format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smsbook.reports.formats import formats, written

if TYPE_CHECKING:
    from smsbook.reports.coverage_list.listing import Listing

# The one list of formats.
FORMATS = formats(__name__, "text", "json", "csv", "markdown")

# In these, sentences for people may follow; the others are read by programs.
FOR_PEOPLE = ("text", "markdown")


def render(listing: Listing, form: str) -> str:
    """Return the listing in one of the formats that FORMATS names."""
    return written(listing, FORMATS, form)
