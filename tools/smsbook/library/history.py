"""What git knows about the documents, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Change:
    """One commit that touched documents; `paths` are below the SMS folder, under their present names."""

    commit: str
    day: date
    author: str
    subject: str
    paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class History:
    """The changes of an SMS folder, the latest first.

    `note` says why there are none, where that is so. `folder` is the SMS folder below the repository's root.
    `commit` is the one that was checked out; `modified` are the paths that differ from it.
    """

    changes: tuple[Change, ...] = ()
    note: str = ""
    shortened: bool = False
    folder: str = ""
    commit: str = ""
    modified: frozenset[str] = frozenset()
    by_path: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)

    def of(self, path: str) -> tuple[Change, ...]:
        """Return the changes of one document, the latest first."""
        return self.by_path.get(path, ())


NO_HISTORY = History(note="no history was asked for")
