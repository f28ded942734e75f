"""The report as workflow commands: GitHub shows each finding beside the line it is about."""

from __future__ import annotations

from smsbook.check.report import Report
from smsbook.reports.hosts import in_repository
from smsbook.reports.lines import plain
from smsbook.reports.text import summary
from smsbook.reports.visible import one_line
from smsbook.source.finding import Finding, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
# https://docs.github.com/actions/reference/workflow-commands-for-github-actions
_IN_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_MESSAGE, ":": "%3A", ",": "%2C"}


def render(report: Report) -> str:
    """Return one command for each finding, what weighs most first, and then the summary for the log.

    GitHub shows ten errors, ten warnings and ten notices of a step; the log holds all of them.
    """
    ordered = sorted(report.counted, key=lambda finding: list(Severity).index(report.weight(finding)))
    commands = [_command(report, finding) for finding in ordered]
    return "".join(f"{command}\n" for command in commands) + plain(summary(report))


def _command(report: Report, finding: Finding) -> str:
    position = finding.position
    properties = {"file": in_repository(report.library, finding.spot.path)}
    if position.line:
        properties |= {"line": str(position.line), "col": str(position.column)}
    properties["title"] = finding.rule
    named = ",".join(
        f"{name}={_escaped(one_line(value), _IN_PROPERTY)}" for name, value in properties.items()
    )
    message = f"{one_line(finding.message)}\n-> {one_line(finding.mend)}"
    return f"::{_LEVELS[report.weight(finding)]} {named}::{_escaped(message, _IN_MESSAGE)}"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)
