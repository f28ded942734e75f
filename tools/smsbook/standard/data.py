"""Read the data files of this room."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from smsbook.source.tree import build

_FOLDER = Path(__file__).parent


@cache
def read(name: str) -> dict[str, Any]:
    """Return the data of one file of this folder. Every value is text, as everywhere in smsbook."""
    tree = build((_FOLDER / name).read_text(encoding="utf-8"), name)
    if tree.findings:
        first = tree.findings[0]
        raise ValueError(f"{name}:{first.position.line}: {first.message}")
    data: dict[str, Any] = tree.data
    return data
