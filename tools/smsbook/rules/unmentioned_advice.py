"""A process definition does not mention something that FitSM-2 advises.

Why it matters: FitSM-2 gathers what providers found useful: how to set a process up, what to do, what goes
in and comes out. It demands nothing. But what the definition does not mention may have been forgotten.

How to fix it: Name the item under `fitsm` of the activity, input, output or step of `setup` that answers it.
If you leave it on purpose, put it under `not_followed` with the reason. If neither fits, change nothing:
this is shown only with `smsbook check --advice`, and on the page of the process.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.source.finding import Finding, Severity, Spot
from smsbook.standard.model import ADVICE_KEYS, Advice
from smsbook.standard.reply import reply_of

ID = "unmentioned-advice"
SEVERITY = Severity.INFO

_MOST = 5
_WORDS = {"setup": "step of setting up", "activity": "activity", "input": "input", "output": "output"}
_PLURALS = {"setup": "steps of setting up", "activity": "activities", "input": "inputs", "output": "outputs"}


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each kind of advice of which a process definition leaves something unmentioned."""
    for document in library.of_kind("process"):
        unmentioned = reply_of(library, document).unmentioned if document.readable else ()
        for kind, key in ADVICE_KEYS.items():
            items = [item for item in unmentioned if item.kind == kind]
            if items and not document.damaged((key,)) and not document.damaged(("not_followed",)):
                yield _finding(document, kind, key, items)


def _finding(document: Document, kind: str, key: str, items: Sequence[Advice]) -> Finding:
    listed = "; ".join(f"{item.id} «{item.text.rstrip('.')}»" for item in items[:_MOST])
    more = f"; and {len(items) - _MOST} more" if len(items) > _MOST else ""
    words = f"1 {_WORDS[kind]}" if len(items) == 1 else f"{len(items)} {_PLURALS[kind]}"
    each = "it" if len(items) == 1 else "each"
    return Finding(
        ID,
        Spot(document.path, (key,) if key in document.body else ("id",), key=True),
        f"{words} that FitSM-2 advises for {document.id}, not mentioned here: {listed}{more}",
        f"name {each} under `fitsm` of the item of `{key}` that answers it, "
        "or under `not_followed` with the reason",
        SEVERITY,
    )
