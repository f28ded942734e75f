"""The report for people who sit at a terminal: the same lines, in colour."""

from __future__ import annotations

import os

from smsbook.check.report import Report
from smsbook.reports.text import lines

_STYLES = {
    "file": "bold underline",
    "place": "dim",
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
    "rule": "dim",
    "mend": "green",
    "good": "bold green",
}


def show(report: Report) -> None:
    """Print the report. NO_COLOR and TERM are respected: then it is plain, without bold text either."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, color_system=None if os.environ.get("NO_COLOR") else "auto")
    for line in lines(report):
        console.print(
            Text.assemble(*((piece, _STYLES.get(style, "")) for style, piece in line)), soft_wrap=True
        )
