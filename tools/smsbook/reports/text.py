"""The report for people: findings grouped by file, then a summary."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from smsbook.check.report import Report
from smsbook.coverage.state import Coverage, State
from smsbook.reports.lines import Line, count, guarded, plain
from smsbook.source.finding import Cause, Finding, Severity


def render(report: Report) -> str:
    """Return the report as plain text."""
    return plain(lines(report))


def lines(report: Report) -> Iterator[Line]:
    """Yield the report line by line, in pieces with a style each; no character in them steers a terminal."""
    yield from guarded(_lines(report))


def _lines(report: Report) -> Iterator[Line]:
    for path, findings in groupby(report.counted, key=lambda finding: finding.spot.path):
        yield [("file", report.library.shown(path))]
        for finding in findings:
            yield from _finding(report, finding)
        yield []
    yield from _summary(report)


def summary(report: Report) -> Iterator[Line]:
    """Yield the last lines of the report, which say how many findings there are."""
    yield from guarded(_summary(report))


def verdict(report: Report) -> str:
    """Say in a few words how many documents were checked, and what was found."""
    counts = {severity: report.count(severity) for severity in Severity}
    words = [count(counts[severity], severity) for severity in Severity if counts[severity]]
    documents = count(len(report.library.documents), "document")
    return f"{documents} checked: {', '.join(words) if words else 'no findings'}"


def aside(report: Report) -> str:
    """Say what a run is held against, and how many findings do not count for that; empty where nothing is."""
    if report.since is None:
        return ""
    held = f"held against {report.since.words}"
    if report.since.before is None:
        return f"{held}, where there was no SMS yet"
    number = len(report.findings) - len(report.counted)
    there = (
        f"that {'was' if number == 1 else 'were'} there already {'does' if number == 1 else 'do'} not count"
    )
    return f"{held}: {count(number, 'finding')} {there}" if number else held


def _finding(report: Report, finding: Finding) -> Iterator[Line]:
    weight = report.weight(finding)
    place = f"{finding.position.line}:{finding.position.column}"
    yield [
        ("", "  "),
        ("place", f"{place:<8}"),
        (weight, f"{weight}  "),
        ("", finding.message),
        ("rule", f"  [{finding.rule}]"),
    ]
    for spot in finding.related:
        at = spot.position
        yield [("", " " * 10), ("rule", f"see {report.library.shown(spot.path)}:{at.line if at else 1}")]
    yield [("", " " * 10), ("mend", f"-> {finding.mend}")]


def _summary(report: Report) -> Iterator[Line]:
    for coverage in report.coverage:
        yield [("", _coverage(coverage))]
    yield [("error" if report.fails() else "good", verdict(report))]
    if aside(report):
        yield [("rule", aside(report))]
    late = sum(finding.cause is Cause.TIME for finding in report.counted)
    if late and not report.strict_time:
        yield [("rule", f"{count(late, 'finding')} brought by time alone; --strict-time makes them errors")]


def _coverage(coverage: Coverage) -> str:
    total = len(coverage.results)
    parts = [f"{coverage.count(State.DOCUMENTED)} of {total} requirements documented"]
    parts += [
        f"{number} {state}"
        for state in State
        if state is not State.DOCUMENTED and (number := coverage.count(state))
    ]
    return f"{coverage.catalogue.edition}: {', '.join(parts)}"
