"""Measured values against targets: one module, one output format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smsbook.reports.formats import formats, written

if TYPE_CHECKING:
    from smsbook.check.evaluation import Evaluation

# The one list of formats.
FORMATS = formats(__name__, "text", "json", "markdown", "html", "svg")


def render(evaluation: Evaluation, form: str) -> str:
    """Return an evaluation in one of the formats that FORMATS names."""
    return written(evaluation, FORMATS, form)
