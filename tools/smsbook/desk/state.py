"""All files of an SMS as they were read at one moment, and what a check of them finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from smsbook.check.locate import Locator
from smsbook.check.report import Report, in_order
from smsbook.check.run import judge
from smsbook.library.gather import Gathered
from smsbook.library.history import History
from smsbook.library.library import Library, build_library
from smsbook.schema.kinds import Kind
from smsbook.source.finding import Finding
from smsbook.source.folder import SETTINGS, Text, shown
from smsbook.standard.model import shipped_names


@dataclass(frozen=True)
class Reading:
    """One file as it was read: its text, and what it holds."""

    text: Text
    gathered: Gathered

    @property
    def sound(self) -> bool:
        """Whether the file could be read to its end."""
        return all(document.readable for document in self.gathered.documents) and (
            bool(self.gathered.documents) or bool(self.gathered.settings)
        )


@dataclass(frozen=True)
class State:
    """All files of an SMS as they were at one moment. It never changes, so that another thread may use it."""

    root: Path
    kinds: Mapping[str, Kind]
    readings: Mapping[str, Reading]
    history: History

    def library(self) -> Library:
        """Return the library of these files."""
        gathered = [self.readings[path].gathered for path in sorted(self.readings)]
        settings = self.readings.get(SETTINGS)
        return build_library(
            self.kinds,
            (document for item in gathered for document in item.documents),
            settings.gathered.settings if settings else {},
            shipped_names(),
            {path: text for item in gathered for path, text in item.texts.items()},
            shown(self.root),
            self.history,
        )

    def shape(self) -> list[Finding]:
        """Return the findings about single files."""
        return [finding for reading in self.readings.values() for finding in reading.gathered.findings]


@dataclass(frozen=True)
class Judged:
    """What a check found: the state it looked at, its report, and the findings without their places."""

    state: State
    report: Report
    findings: tuple[Finding, ...]

    def covers(self, state: State, day: date) -> bool:
        """Tell whether a check of a state on a day would find the same."""
        same = state.readings == self.state.readings and told(state.history) == told(self.state.history)
        return same and day == self.report.as_of


def judged(state: State, library: Library, as_of: date) -> Judged:
    """Check a state by every rule; takes as long as `smsbook check`, without the reading."""
    findings, coverage = judge(library, state.shape(), as_of)
    report = Report(library, as_of, in_order(Locator(library).locate(findings)), coverage)
    return Judged(state, report, tuple(findings))


def told(history: History) -> tuple[object, ...]:
    """Return by what one history can be told from another."""
    return history.commit, history.tags, history.modified, history.note, history.shortened
