"""Lines for people who sit at a terminal: the same words, in colour."""

from __future__ import annotations

import os
from collections.abc import Iterable

from smsbook.reports.lines import Line

_STYLES = {
    "file": "bold underline",
    "place": "dim",
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
    "rule": "dim",
    "mend": "green",
    "good": "bold green",
    "documented": "green",
    "partial": "yellow",
    "missing": "bold red",
    "planned": "cyan",
    "excluded": "dim",
    "removed": "red",
    "added": "green",
    "not yet evaluated": "dim",
}


def show(lines: Iterable[Line]) -> None:
    """Print the lines. NO_COLOR and TERM are respected: then it is plain, without bold text either."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, color_system=None if os.environ.get("NO_COLOR") else "auto")
    for line in lines:
        console.print(
            Text.assemble(*((piece, _STYLES.get(style, "")) for style, piece in line)), soft_wrap=True
        )
