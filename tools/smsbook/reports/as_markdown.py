"""The report as Markdown, for a comment on a pull request and for the summary of a job.

The comment begins with a line that nobody sees, by which a job finds its earlier comment again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from smsbook.check.report import Report
from smsbook.compare.comparison import Comparison
from smsbook.compare.run import compare
from smsbook.compare.words import headline, requirement
from smsbook.coverage.state import Coverage, State
from smsbook.reports.diff_list.as_markdown import arrowed, bounded, sections
from smsbook.reports.lines import count
from smsbook.reports.text import aside, verdict
from smsbook.reports.visible import in_markdown, one_line
from smsbook.source.finding import Finding, Severity

MARKER = "<!-- smsbook-check -->"
_BLOCKING, _OTHER, _COVERAGE, _WHOLE = 26_000, 8_000, 6_000, 60_000  # characters; forges take 65 536
_LONGEST = 600  # characters of one sentence, before it is escaped
_CODE = "`"
_FOLDED = 20  # lines of changes that are shown without being asked for


def render(report: Report) -> str:
    """Return what blocks, what warns, how the coverage changed and what changed, bounded in length."""
    lines = [MARKER, f"## {_title(report)}", "", in_markdown(verdict(report))]
    lines += [f"<br>{in_markdown(aside(report))}"] if report.since else []
    lines += _listed(report)
    before = report.since.before if report.since else None
    comparison = compare(before, report) if before else None
    lines += [
        "",
        "### Coverage",
        "",
        *bounded(list(_coverage(report, comparison)), _COVERAGE, "smsbook coverage"),
    ]
    if comparison:
        room = _WHOLE - sum(len(line) + 1 for line in lines)
        lines += _changes(comparison, room)
    return "\n".join(lines) + "\n"


def _title(report: Report) -> str:
    blocking = sum(report.blocks(finding) for finding in report.findings)
    if not blocking:
        return "The SMS is in order" if not report.counted else "Nothing blocks"
    return f"{count(blocking, 'finding')} block{'s' if blocking == 1 else ''}"


def _listed(report: Report) -> Iterator[str]:
    blocking = [finding for finding in report.counted if report.blocks(finding)]
    others = [finding for finding in report.counted if not report.blocks(finding)]
    said = [finding for finding in others if report.weight(finding) is Severity.INFO]
    warning = [finding for finding in others if report.weight(finding) is not Severity.INFO]
    for title, findings, most in (
        ("What blocks", blocking, _BLOCKING),
        ("What warns", warning, _OTHER),
        ("What is advised", said, _OTHER),
    ):
        if findings:
            yield from ("", f"### {title}", "")
            yield from bounded([_finding(report, finding) for finding in findings], most, "smsbook check")


def _finding(report: Report, finding: Finding) -> str:
    place = f"{report.library.shown(finding.spot.path)}:{finding.position.line or 1}"
    words = f"{_sentence(finding.message)} → {_sentence(finding.mend)}"
    return f"- **{in_markdown(place)}** {words} (`{finding.rule}`)"


def _sentence(text: str) -> str:
    """Return a sentence bounded in length; what stands between backticks in it is shown as code."""
    line = one_line(text)
    pieces = (line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…").split(_CODE)
    if len(pieces) % 2 == 0:
        return in_markdown(_CODE.join(pieces))
    return "".join(
        f"{_CODE}{piece}{_CODE}" if at % 2 and piece.strip() else _within(piece)
        for at, piece in enumerate(pieces)
    )


def _within(piece: str) -> str:
    """Return a piece from within a line; blanks around it stay, and it begins no list."""
    return in_markdown(f",{piece},")[1:-1]


def _coverage(report: Report, comparison: Comparison | None) -> Iterator[str]:
    earlier = report.since.before.coverage if report.since and report.since.before else ()
    old = {coverage.catalogue.edition: coverage for coverage in earlier}
    if not report.coverage:
        yield "The settings name no standard."
        return
    then = in_markdown(report.since.words) if report.since else ""
    yield f"| documented |{f' {then} |' if old else ''} now |"
    yield f"|---|{'---|' if old else ''}---|"
    for coverage in report.coverage:
        edition = coverage.catalogue.edition
        was = f" {_share(old[edition]) if edition in old else 'not there'} |" if old else ""
        yield f"| {in_markdown(edition)} |{was} {_share(coverage)}{_difference(old.get(edition), coverage)} |"
    changes = comparison.requirements if comparison else ()
    if changes:
        yield ""
        yield from (
            f"- {arrowed(requirement(change))} {in_markdown(change.title)}".rstrip() for change in changes
        )


def _share(coverage: Coverage) -> str:
    return f"{coverage.count(State.DOCUMENTED)} of {len(coverage.results)}"


def _difference(before: Coverage | None, after: Coverage) -> str:
    change = after.count(State.DOCUMENTED) - before.count(State.DOCUMENTED) if before else 0
    return f" (**{change:+d}**)".replace("-", "−") if change else ""


def _changes(comparison: Comparison, room: int) -> Iterator[str]:
    """Yield what the change says; requirements and findings are told above already."""
    shown = replace(comparison, requirements=(), findings=())
    lines = bounded(list(sections(shown, "####")), room - 200, "smsbook diff")
    folded = len(lines) > _FOLDED
    yield from ("", "### What changed", "")
    if folded:
        yield f"<details><summary>{in_markdown(headline(shown))}</summary>"
    else:
        yield in_markdown(headline(shown))
    yield from lines
    if folded:
        yield from ("", "</details>")
