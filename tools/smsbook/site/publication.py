"""What sets one of several published versions apart from a site that stands alone."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smsbook.schema.shipped import shipped
from smsbook.site.state import Tagged

LATEST = "latest"
_THEME = "material"


@dataclass(frozen=True)
class Publication:
    """A version to be published; `alias` is the name under which a site keeps the version in force."""

    tagged: Tagged
    alias: str = LATEST

    @property
    def environment(self) -> dict[str, str]:
        """What MkDocs and our own settings are told, so that nothing depends on time or place."""
        return {
            "PYTHONHASHSEED": "0",
            "SOURCE_DATE_EPOCH": str(self.tagged.moment),
            "TZ": "UTC",
            "SMSBOOK_ALIAS": self.alias,
            "SMSBOOK_STATE": self.tagged.words,
            "SMSBOOK_VERSIONS": "mike",
        }


def settings(config: Path, publication: Publication, environment: Mapping[str, str]) -> dict[str, object]:
    """Return what is added to a handbook's own settings: this version's address, and the choice of another.

    What the handbook's own settings say about theme and versions stays.
    """
    with _told(environment):
        said = _read(config)
    added: dict[str, object] = {"INHERIT": config.name}
    if said.get("site_url"):
        added["site_url"] = f"{str(said['site_url']).rstrip('/')}/{publication.tagged.version}/"
    theme = said.get("theme")
    named = theme if isinstance(theme, dict) else {"name": theme}
    if named.get("name") == _THEME and not named.get("custom_dir"):
        added["theme"] = {"name": _THEME, "custom_dir": str(shipped("templates") / "theme")}
    extra = said.get("extra") or {}
    if not (isinstance(extra, dict) and extra.get("version")):
        versions = {"provider": "mike", "default": publication.alias, "alias": True}
        added["extra"] = {"version": versions, "state": publication.tagged.words}
    return added


def _read(config: Path) -> dict[str, Any]:
    """Read settings as MkDocs does; where they are wrong, MkDocs itself tells so later."""
    from mkdocs.utils.yaml import yaml_load

    try:
        with config.open("rb") as stream:
            said = yaml_load(stream)
    except Exception:  # whatever is wrong there: MkDocs reads the same file and words it
        return {}
    return said if isinstance(said, dict) else {}


@contextmanager
def _told(environment: Mapping[str, str]) -> Iterator[None]:
    """Let settings that ask for variables of the environment find them."""
    before = dict(os.environ)
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
