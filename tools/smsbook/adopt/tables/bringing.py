"""What somebody asks for who imports a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FORMS = ("csv", "xlsx")
SEPARATOR = ";"  # parts the items of a list in a cell


@dataclass(frozen=True)
class Bringing:
    """What somebody asks for: which file, of which form, about which kind of document, and how it is read."""

    form: str
    kind: str
    file: Path
    maps: Sequence[str] = ()
    sheet: str = ""
    separator: str = SEPARATOR
    make_ids: bool = False
    change_approved: bool = False
    dry_run: bool = False
