"""Find what smsbook ships beside its code: schemas, templates, workflows and the example SMS."""

from __future__ import annotations

from pathlib import Path


def shipped(name: str) -> Path:
    """Return the folder `schemas`, `templates`, `ci` or `sms`: installed, or beside `tools/`."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "shipped" / name
    return installed if installed.is_dir() else package.parents[1] / name
