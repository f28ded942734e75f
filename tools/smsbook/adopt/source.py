"""Where a pipeline gets smsbook from: from where it was installed here, as far as others can reach that."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

from smsbook import __version__

_WHEEL = f"./smsbook-{__version__}-py3-none-any.whl"
_NOT_REACHABLE = (
    "smsbook was installed here from a folder or a file that only this machine has. Put its wheel beside",
    "this file, or write in its place where the pipeline finds smsbook, such as a web address.",
)


def source(said: str = "") -> tuple[str, tuple[str, ...]]:
    """Return what pip installs, and lines that say what is left to do; `said` overrules what is found out."""
    if said:
        return said, ()
    direct = _direct_url()
    if direct is None:
        return f"smsbook=={__version__}", ()
    url = str(direct.get("url", ""))
    if not url.startswith("https://") or "@" in url.partition("//")[2].partition("/")[0]:
        return _WHEEL, _NOT_REACHABLE
    version_control: dict[str, Any] = direct.get("vcs_info") or {}
    if version_control:
        return f"smsbook @ {version_control['vcs']}+{url}@{version_control['commit_id']}", ()
    digest = (direct.get("archive_info") or {}).get("hashes", {}).get("sha256")
    return f"smsbook @ {url}{f'#sha256={digest}' if digest else ''}", ()


def _direct_url() -> dict[str, Any] | None:
    """Return what pip remembers of where it got smsbook (PEP 610), or None if it was a package index."""
    try:
        text = distribution("smsbook").read_text("direct_url.json")
    except PackageNotFoundError:
        return {}
    found: dict[str, Any] | None = json.loads(text) if text else None
    return found
