"""The complete example that smsbook brings along, as the beginning of a repository."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from smsbook.schema.shipped import shipped
from smsbook.source.folder import SETTINGS


def folder() -> Path:
    """Return the SMS folder of the example."""
    return shipped("sms")


def example() -> Mapping[str, bytes]:
    """Return the files of the example by their path below the SMS folder; its settings come last."""
    root = folder()
    found = (file for file in root.rglob("*") if file.is_file() and not file.name.startswith("."))
    files = {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(found)}
    return {**files, SETTINGS: files.pop(SETTINGS)}
