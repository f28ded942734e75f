"""Who tells an editor what was found: the seam between an SMS at the desk and the protocol."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from lsprotocol import types


class Teller(Protocol):
    """Who tells the editor: diagnostics of a file below a folder, and what went wrong."""

    encoding: str

    def publish(self, root: Path, path: str, diagnostics: list[types.Diagnostic]) -> None:
        """Show these diagnostics for a file, instead of those before."""

    def uri(self, root: Path, path: str) -> str:
        """Return the address of a file as the editor writes it."""

    def log(self, message: str) -> None:
        """Tell what an editor keeps in its log."""


def mistake(error: BaseException) -> str:
    """Say that smsbook itself went wrong."""
    return f"stopped by a mistake of its own, not of yours: {type(error).__name__}: {error}"
