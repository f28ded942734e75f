"""Symbolic links in the way of a file that shall be written: what they lead to belongs to somebody else."""

from __future__ import annotations

from pathlib import Path


def link_to(top: Path, file: Path) -> Path | None:
    """Return the first symbolic link on the way from a folder to a file in it, the file included."""
    steps = (*reversed(file.parents), file)
    return next((step for step in steps if top in step.parents and step.is_symlink()), None)
