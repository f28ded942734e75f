"""The charts of an evaluation, and how they look where no page of the handbook gives them colours."""

from __future__ import annotations

import html
from collections.abc import Iterator

from smsbook.agreements.judging import State
from smsbook.check.evaluation import Evaluation
from smsbook.check.results import label, results
from smsbook.reports.drawing import Drawing
from smsbook.reports.evaluation_list.charts import Tally, closest, tallies
from smsbook.reports.evaluation_list.nearest import nearest
from smsbook.reports.visible import one_line

STYLE = """
:root { color-scheme: light dark; --text: #16242b; --quiet: #566872; --page: #fff; --track: #e3e9ec;
--good: #1b7a53; --near: #946200; --bad: #b3372f; --line: #d7e0e4; }
@media (prefers-color-scheme: dark) { :root { --text: #e4edf1; --quiet: #a3b5bf; --page: #14212a;
--track: #2c3d48; --good: #63c79a; --near: #e0b04c; --bad: #f08a80; --line: #2f4250; } }
svg { font-family: system-ui, sans-serif; }
svg text { fill: var(--text); font-size: 13px; }
.sms-chart-name { font-weight: 600; }
.sms-chart-words { fill: var(--quiet); font-size: 12px; text-anchor: end; }
.sms-chart-small { fill: var(--quiet); font-size: 11.5px; }
.sms-chart-head { font-size: 15px; font-weight: 700; }
.sms-chart-mark { fill: var(--page); font-weight: 700; text-anchor: middle; }
.sms-chart-met { fill: var(--good); }
.sms-chart-near { fill: var(--near); }
.sms-chart-missed { fill: var(--bad); }
.sms-chart-no-data { fill: none; stroke: var(--quiet); stroke-dasharray: 3 2; }
.sms-chart-track { fill: var(--track); }
.sms-chart-limit { fill: var(--text); }
.sms-chart-page { fill: var(--page); }
"""


def charts(evaluation: Evaluation) -> Iterator[Drawing]:
    """Yield the charts of an evaluation: targets by agreement, then those closest to their limit."""
    rows = [
        Tally(each.document.id, tuple((state, each.count(state)) for state in State))
        for each in evaluation.agreements
    ]
    if rows:
        yield tallies("by-agreement", "Targets by agreement", rows)
    names = target_names(evaluation)
    near = nearest(results(evaluation), lambda each: names[each.agreement, each.target])
    if near:
        yield closest("closest", "Closest to their limit", near)


def target_names(evaluation: Evaluation) -> dict[tuple[str, str], str]:
    """Return what targets are called, by agreement and label."""
    return {
        (each.document.id, label(outcome)): outcome.entry.text("name")
        for each in evaluation.agreements
        for outcome in each.outcomes
    }


def escaped(text: str) -> str:
    """Return text that steers nothing and is no mark of HTML or XML."""
    return html.escape(one_line(text))
