"""Gold files: whole outputs, kept beside the input they belong to.

`UPDATE_GOLD=1 .venv/bin/pytest tests/...` writes what comes out now; read the difference before you
commit it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from smsbook.source.finding import Finding, Position, Spot

NOTHING = "no findings\n"


def hold(actual: str, file: Path) -> None:
    """Compare an output with its gold file, or write the file where UPDATE_GOLD is set."""
    if os.environ.get("UPDATE_GOLD"):
        file.write_text(actual, encoding="utf-8", newline="")
        return
    assert file.is_file(), (
        f"no gold file {file.name} yet: look at the output, then set UPDATE_GOLD=1\n{actual}"
    )
    assert actual == file.read_bytes().decode("utf-8")


def written(findings: Iterable[Finding]) -> str:
    """Write findings down: place, rule and weight, message, mend, and what they point at."""
    lines = []
    for finding in findings:
        weight = "" if finding.severity == "error" else f" ({finding.severity})"
        time = " (time)" if finding.cause == "time" else ""
        lines += [f"{_place(finding.spot)} {finding.rule}{weight}{time}", f"  {finding.message}"]
        lines += [f"  -> {finding.mend}"]
        lines += [f"  see {_place(spot)}" for spot in finding.related]
    return "".join(f"{line}\n" for line in lines) or NOTHING


def _place(spot: Spot) -> str:
    position = spot.position or Position()
    return f"{spot.path}:{position.line}:{position.column}"
