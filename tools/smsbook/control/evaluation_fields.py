"""The results of an evaluation, and the rows to mend, as the fields of a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smsbook.agreements.window import Window
from smsbook.check.evaluation import Evaluated, Evaluation
from smsbook.check.results import results_of
from smsbook.reports.visible import one_line

Fields = dict[str, str | int]


def result_fields(evaluated: Evaluated, period: Window) -> Iterator[Fields]:
    """Yield the fields of each result of an agreement; empty ones are left out."""
    for each in results_of(evaluated, period):
        said = {
            "agreement": each.agreement,
            "target": each.target,
            "service": each.service,
            "from": each.days.first.isoformat() if each.days else "",
            "until": each.days.last.isoformat() if each.days else "",
            "promised": each.promised,
            "share": each.share,
            "measured": each.measured,
            "state": each.state.replace(" ", "-"),
            "how": each.how,
            "note": each.note,
        }
        yield {key: one_line(value) for key, value in said.items() if value}


def unusable_fields(evaluation: Evaluation, kinds: Sequence[str]) -> Iterator[Fields]:
    """Yield what is wrong with rows about agreements of these kinds, and about none that is known."""
    for fault in evaluation.faults:
        document = evaluation.library.document(fault.agreement) if fault.agreement else None
        if document is None or document.kind in kinds or document.kind not in {"sla", "ola", "ua"}:
            problem = f"{fault.agreement} {fault.target}: {fault.message}".strip(" :")
            said: Fields = {"column": fault.column, "problem": problem, "mend": fault.mend}
            yield {"row": fault.row} | {key: one_line(str(value)) for key, value in said.items() if value}
