"""Find what smsbook ships beside its code: schemas and templates."""

from __future__ import annotations

from pathlib import Path


def shipped(name: str) -> Path:
    """Return the folder `schemas` or `templates`: inside an installed package, or beside `tools/`."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "shipped" / name
    return installed if installed.is_dir() else package.parents[1] / name
