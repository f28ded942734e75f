"""Web addresses: which ones are let through, and where a file is seen and edited."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

_WEB = re.compile(r"https?://[^/?#\s@]+(?:[/?#]\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"[^@\s:/?#&<>\"']+@[^@\s:/?#&<>\"']+")
# How the editor's address turns into the one that shows a file: GitLab, Gitea and Forgejo, GitHub.
_FORGES = (("/-/edit/", "/-/blob/"), ("/_edit/", "/src/branch/"), ("/edit/", "/blob/"))


def usable(text: str) -> str:
    """Return the address that a value means, of the web or of a mailbox, or nothing."""
    text = text.strip()
    if _WEB.fullmatch(text):
        return text
    mail = text.removeprefix("mailto:")
    return f"mailto:{mail}" if _MAIL.fullmatch(mail) else ""


def edit(settings: Mapping[str, Any], path: str) -> str:
    """Return where a file of the repository is edited, or nothing where the settings do not say."""
    pattern = settings.get("edit")
    if not isinstance(pattern, str) or "{path}" not in pattern:
        return ""
    return usable(pattern.replace("{path}", quote(path)))


def view(settings: Mapping[str, Any], path: str, line: int = 0) -> str:
    """Return where a line of a file is seen, as far as the settings tell."""
    address = edit(settings, path)
    for editor, viewer in _FORGES:
        if editor in address:
            address = address.replace(editor, viewer, 1)
            break
    return f"{address}#L{line}" if address and line else address
