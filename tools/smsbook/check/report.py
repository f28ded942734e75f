"""The report of one run: everything that was found, in one order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from smsbook.check.fingerprint import fingerprints
from smsbook.coverage.state import Coverage
from smsbook.library.library import Library
from smsbook.source.finding import Cause, Finding, Severity

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True)
class Since:
    """The earlier state that a run is held against: the commit at which the branch left `name`.

    `before` is that state, None where the SMS was not there yet. `aside` are the findings that the changes
    since are no cause of.
    """

    name: str
    commit: str
    before: Report | None
    aside: frozenset[Finding]

    @property
    def words(self) -> str:
        """The state as people name it."""
        short = self.commit[:10]
        return short if self.commit.startswith(self.name) else f"{self.name} ({short})"


@dataclass(frozen=True)
class Report:
    """What one check found.

    `strict_time` says whether findings that time brought count as they weigh, or only as warnings;
    `threshold` is the least severity that makes the check fail; with `since`, only what the changes since
    then are the cause of counts.
    """

    library: Library
    as_of: date
    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...]
    strict_time: bool = False
    threshold: Severity = Severity.ERROR
    since: Since | None = None

    @cached_property
    def fingerprints(self) -> tuple[str, ...]:
        """What each finding is recognized by, in the order of the findings."""
        return fingerprints(self.findings, self.library, self.as_of)

    @cached_property
    def counted(self) -> tuple[Finding, ...]:
        """The findings that count."""
        return tuple(finding for finding in self.findings if self.counts(finding))

    def counts(self, finding: Finding) -> bool:
        """Tell whether a finding counts: always, unless the run is held against an earlier state."""
        return self.since is None or finding not in self.since.aside

    def blocks(self, finding: Finding) -> bool:
        """Tell whether a finding makes the check fail."""
        return self.counts(finding) and _RANK[self.weight(finding)] <= _RANK[self.threshold]

    def weight(self, finding: Finding) -> Severity:
        """Return how much a finding weighs in this run."""
        lenient = finding.cause is Cause.TIME and not self.strict_time
        return Severity.WARNING if lenient and finding.severity is Severity.ERROR else finding.severity

    def count(self, severity: Severity) -> int:
        """Return how many of the findings that count weigh that much."""
        return sum(self.weight(finding) is severity for finding in self.counted)

    def fails(self) -> bool:
        """Tell whether a finding that counts weighs as much as the threshold, or more."""
        return any(self.blocks(finding) for finding in self.findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by file, place and rule."""
    return tuple(sorted(findings, key=lambda item: (item.spot.path, item.position, item.rule, item.message)))
