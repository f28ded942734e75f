"""One file of the handbook, before it is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A file of the handbook: its path below the handbook's folder, with `/`, and its text."""

    path: str
    text: str
