"""The report of one run: everything that was found, in one order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from smsbook.coverage.state import Coverage
from smsbook.library.library import Library
from smsbook.source.finding import Cause, Finding, Severity

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True)
class Report:
    """What one check found.

    `strict_time` says whether findings that time brought count as they weigh, or only as warnings.
    """

    library: Library
    as_of: date
    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...]
    strict_time: bool = False

    def weight(self, finding: Finding) -> Severity:
        """Return how much a finding weighs in this run."""
        lenient = finding.cause is Cause.TIME and not self.strict_time
        return Severity.WARNING if lenient and finding.severity is Severity.ERROR else finding.severity

    def count(self, severity: Severity) -> int:
        """Return how many findings weigh that much."""
        return sum(self.weight(finding) is severity for finding in self.findings)

    def fails(self, threshold: Severity = Severity.ERROR) -> bool:
        """Tell whether a finding weighs as much as the threshold, or more."""
        return any(_RANK[self.weight(finding)] <= _RANK[threshold] for finding in self.findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by file, place and rule."""
    return tuple(sorted(findings, key=lambda item: (item.spot.path, item.position, item.rule, item.message)))
