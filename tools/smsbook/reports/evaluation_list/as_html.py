"""Measured values against targets as a page of its own, to be opened, printed or sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from smsbook.agreements.judging import State
from smsbook.check.evaluation import Evaluation
from smsbook.check.results import Result, results_of
from smsbook.reports.drawing import svg
from smsbook.reports.evaluation_list.drawn import STYLE, charts, escaped, target_names
from smsbook.reports.evaluation_list.words import headline, in_cases, outside, place, tally

_PAGE = """
body { background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto;
max-width: 60rem; padding: 0 1rem; }
h1, h2 { line-height: 1.25; } h2 { margin-top: 2.2rem; } .quiet { color: var(--quiet); }
.charts { display: flex; flex-wrap: wrap; gap: 2rem 3rem; }
figure { flex: 1 1 20rem; margin: 0; max-width: 28rem; }
figcaption { font-weight: 700; margin-bottom: .6rem; }
svg { height: auto; width: 100%; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; width: 100%; }
th, td { border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th, td { padding: .4rem .8rem .4rem 0; }
.missed { color: var(--bad); font-weight: 700; }
.no-data { color: var(--quiet); font-style: italic; }
@media print { section { break-inside: avoid; } }
"""
_SAFE = "default-src 'none'; style-src 'unsafe-inline'"
_KEY = (
    "Closest to their limit: how much was used of what the promise allows, of failures, of time or of "
    "capacity owed. Past the line, a target is missed."
)
_Names = Mapping[tuple[str, str], str]
_COLUMNS = ("Target", "Promised", "Measured", "State")


def render(evaluation: Evaluation) -> str:
    """Return an evaluation as HTML."""
    return "\n".join(_lines(evaluation)) + "\n"


def _lines(evaluation: Evaluation) -> Iterator[str]:
    title = f"Targets and measured values, {escaped(evaluation.period.in_words)}"
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_SAFE}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title><style>{STYLE}{_PAGE}</style></head><body>"
    yield f"<h1>{title}</h1><p>{escaped(headline(evaluation))}</p>"
    yield '<div class="charts">'
    for each in charts(evaluation):
        yield f"<figure><figcaption>{escaped(each.title)}</figcaption>{svg(each, escaped)}</figure>"
    yield f'</div><p class="quiet">{_KEY}</p>'
    names = target_names(evaluation)
    yield from _exceptions(evaluation, names)
    yield from _faults(evaluation)
    for evaluated in evaluation.agreements:
        heading = f"{evaluated.document.id} «{evaluated.document.title}»"
        rows = [_row(each, names) for each in results_of(evaluated, evaluation.period)]
        yield f'<section><h2>{escaped(heading)}</h2><p class="quiet">{escaped(tally(evaluated))}</p>'
        yield from _table(_COLUMNS, rows)
        yield "</section>"
    yield f'<p class="quiet">{escaped(_source(evaluation))}</p></body></html>'


def _exceptions(evaluation: Evaluation, names: _Names) -> Iterator[str]:
    found = [
        each
        for evaluated in evaluation.agreements
        for each in results_of(evaluated, evaluation.period)
        if each.state is not State.MET
    ]
    found.sort(key=lambda each: each.state is not State.MISSED)
    yield "<section><h2>Exceptions</h2>"
    if found:
        rows = [f"<td>{escaped(each.agreement)}</td>{_row(each, names)}" for each in found]
        yield from _table(("Agreement", *_COLUMNS), rows)
    else:
        yield "<p>None.</p>"
    yield "</section>"


def _faults(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.faults:
        yield "<section><h2>Bad data: rows to mend</h2>"
        cells = ((place(evaluation, each), each.message, each.mend) for each in evaluation.faults)
        rows = ["".join(f"<td>{escaped(cell)}</td>" for cell in row) for row in cells]
        yield from _table(("Row", "What is wrong", "How to mend it"), rows)
        yield "</section>"


def _row(each: Result, names: _Names) -> str:
    name = names.get((each.agreement, each.target), "")
    days = each.days.in_words if each.days else ""
    also = _quiet([part for part in (each.target if name != each.target else "", each.service, days) if part])
    measured = escaped(each.measured) + _quiet([part for part in (each.how, each.note) if part])
    state = f'<td class="{each.state.replace(" ", "-")}">{escaped(each.state)}</td>'
    promised = escaped(in_cases(each.promised, each.share))
    return f"<td>{escaped(name or each.target)}{also}</td><td>{promised}</td><td>{measured}</td>{state}"


def _quiet(parts: Sequence[str]) -> str:
    return f'<div class="quiet">{escaped("; ".join(parts))}</div>' if parts else ""


def _table(columns: Iterable[str], rows: Iterable[str]) -> Iterator[str]:
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    yield f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>'
    yield from (f"<tr>{row}</tr>" for row in rows)
    yield "</tbody></table></div>"


def _source(evaluation: Evaluation) -> str:
    others = f"; {outside(evaluation)}" if evaluation.outside else ""
    return f"Measured values: {evaluation.source}, {evaluation.total} rows{others}"
