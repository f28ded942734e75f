"""Findings as an editor shows them: a piece of a line, how much it weighs, and what belongs to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

from lsprotocol import types

from smsbook.check.locate import Locator
from smsbook.check.report import Report
from smsbook.desk.positions import Lines, Span
from smsbook.desk.state import Judged, Reading
from smsbook.library.library import Library
from smsbook.reports.visible import visible
from smsbook.source.finding import Finding, Position, Severity, Spot

SOURCE = "smsbook"
_WEIGHTS = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
Uri = Callable[[str], str]
Diagnostics = Mapping[str, list[types.Diagnostic]]


class Writer:
    """Turns places of files into those of an editor; each file is split into lines once."""

    def __init__(self, text: Callable[[str], str | None], uri: Uri, encoding: str) -> None:
        self._text = text
        self._uri = uri
        self._encoding = encoding
        self._lines: dict[str, Lines] = {}

    def lines(self, path: str) -> Lines:
        """Return the lines of a file; those of an empty one where its text is not known."""
        if path not in self._lines:
            self._lines[path] = Lines(self._text(path) or "", self._encoding)
        return self._lines[path]

    def range(self, path: str, span: Span) -> types.Range:
        """Return a piece of a file as the protocol writes it."""
        lines = self.lines(path)
        return types.Range(types.Position(*lines.write(span.start)), types.Position(*lines.write(span.end)))

    def location(self, path: str, span: Span) -> types.Location:
        """Return a piece of a file with the address of the file."""
        return types.Location(self._uri(path), self.range(path, span))

    def at(self, spot: Spot) -> Span:
        """Return the key or value that begins at the position of a spot."""
        return self.lines(spot.path).token(spot.position or Position(1, 1))


def of_report(report: Report, uri: Uri, encoding: str) -> Diagnostics:
    """Return the findings of a report, file by file."""
    writer = Writer(report.library.texts.get, uri, encoding)
    found = defaultdict(list)
    for finding in report.findings:
        found[finding.spot.path].append(_diagnostic(finding, report.weight(finding), writer))
    return found


def of_file(reading: Reading, judged: Judged | None, uri: Uri, encoding: str) -> list[types.Diagnostic]:
    """Return at once what can be said of one file while it is edited.

    What is wrong with it alone is new; what the last check said about it by the other rules is kept, at the
    place to which its field has moved, until the next check. A file that breaks has only its own findings.
    """
    path, texts = reading.text.path, dict(reading.gathered.texts)
    findings = list(reading.gathered.findings)
    if judged is not None and reading.sound:
        alone = {(item.rule, item.spot.route) for item in judged.state.shape() if item.spot.path == path}
        last = (item for item in judged.findings if item.spot.path == path)
        findings += [item for item in last if (item.rule, item.spot.route) not in alone]
        texts = {**judged.report.library.texts, **texts}
    locator = Locator(_alone(reading, texts))
    writer = Writer(texts.get, uri, encoding)
    located = sorted(locator.locate(findings), key=lambda item: (item.position, item.rule, item.message))
    weigh = judged.report.weight if judged else lambda item: item.severity
    return [_diagnostic(item, weigh(item), writer) for item in located]


def _alone(reading: Reading, texts: Mapping[str, str]) -> Library:
    return Library({}, tuple(reading.gathered.documents), {}, {}, (), (), texts=texts)


def _diagnostic(finding: Finding, weight: Severity, writer: Writer) -> types.Diagnostic:
    spot = finding.spot
    related = [
        types.DiagnosticRelatedInformation(
            writer.location(other.path, writer.at(other)), "this belongs to it"
        )
        for other in finding.related
    ]
    return types.Diagnostic(
        range=writer.range(spot.path, writer.at(replace(spot, position=finding.position))),
        message=visible(finding.message) + f"\n→ {visible(finding.mend)}",
        severity=_WEIGHTS[weight],
        code=finding.rule,
        source=SOURCE,
        related_information=related or None,
    )
