"""What hosts of repositories need: paths from the top of a repository, and logs that obey no content."""

from __future__ import annotations

import json
from typing import Any

from smsbook.library.library import Library


def in_repository(library: Library, path: str) -> str:
    """Return a path below the SMS folder from the top of the repository, or as typed where there is none."""
    history = library.history
    if not history.commit:
        return library.shown(path)
    return f"{history.folder}/{path}" if history.folder else path


def json_text(content: Any) -> str:
    """Return data as JSON; two hash signs, which begin a command in the logs of some hosts, stand apart."""
    return json.dumps(content, ensure_ascii=False, indent=2).replace("##", r"#\u0023") + "\n"
