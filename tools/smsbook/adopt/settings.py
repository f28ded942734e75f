"""What the settings of an SMS say that is there already: its name, and the editions it is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from smsbook.adopt.wish import EDITIONS, Wish
from smsbook.library.gather import gather
from smsbook.schema.kinds import load_settings_kind
from smsbook.schema.shipped import shipped
from smsbook.source.folder import SETTINGS, read
from smsbook.standard.catalogue import editions


def named(root: Path) -> tuple[str, ...]:
    """Return the editions that an SMS is held against; all of them where it names none."""
    said = _settings(root).get("standards")
    found = tuple(edition for edition in editions() if isinstance(said, list) and edition in said)
    return found or editions()


def as_in(root: Path, wish: Wish) -> Wish:
    """Return the wish with the name and the edition that an SMS has."""
    name, edition = _settings(root).get("name"), named(root)[0]
    short = next((short for short, long in EDITIONS.items() if long == edition), wish.edition)
    return replace(wish, name=name if isinstance(name, str) else wish.name, edition=short)


def _settings(root: Path) -> Mapping[str, Any]:
    return gather(read(root, [SETTINGS]), {}, load_settings_kind(shipped("schemas"))).settings
