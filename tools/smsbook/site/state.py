"""Which state of the SMS a page shows: its version, its commit and the day it was committed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smsbook.control.manifest import PREFIX
from smsbook.library.history import History

_SHORT = 8  # letters of a commit's id, as everywhere in the handbook


@dataclass(frozen=True)
class Tagged:
    """A version of the SMS that has a tag; `moment` is when it was committed, in seconds since 1970."""

    version: str
    commit: str
    day: date
    moment: int

    @property
    def words(self) -> str:
        """How the foot of each page names this state."""
        return f"Version {self.version} · commit {self.commit[:_SHORT]} · {_in_words(self.day)}"


def state(history: History) -> str:
    """Return what the foot of each page says about the state it shows; nothing where git knows nothing."""
    if not history.commit:
        return ""
    commit = f"commit {history.commit[:_SHORT]}"
    if history.modified:
        return f"Working copy: {commit}, with changes that are not committed"
    day = f" · {_in_words(history.commit_day)}" if history.commit_day else ""
    version = next((tag.removeprefix(PREFIX) for tag in history.tags if tag.startswith(PREFIX)), "")
    return f"Version {version} · {commit}{day}" if version else f"Between versions · {commit}{day}"


def _in_words(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
