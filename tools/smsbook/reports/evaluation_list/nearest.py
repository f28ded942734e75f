"""Which results came closest to what their agreement allows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from smsbook.agreements.closeness import used
from smsbook.agreements.judging import State
from smsbook.check.results import Result
from smsbook.reports.evaluation_list.charts import Close
from smsbook.reports.evaluation_list.words import in_cases

SHOWN = 8
_IN_NUMBER = re.compile(r"(?<=[0-9]) (?=[0-9%])")


def nearest(results: Iterable[Result], name: Callable[[Result], str]) -> list[Close]:
    """Return the results nearest to their limit or past it, the worst first; `name` says what each is called.

    Left out are those with nothing to measure by, and those that used nothing of what is allowed.
    """
    found = []
    for each in results:
        part = used(each.promised, each.share, each.measured) if each.state is not State.NO_DATA else None
        if part and (part > 1) is (each.state is State.MISSED):
            promised = in_cases(each.promised, each.share)
            words = _together(f"{each.agreement}: {each.measured}; promised {promised}")
            found.append(Close(name(each), words, float(part), each.state is State.MISSED))
    return sorted(found, key=lambda each: (-each.used, each.name))[:SHOWN]


def _together(text: str) -> str:
    """Keep the digits of a number, and its sign, on one line."""
    return _IN_NUMBER.sub("\N{NO-BREAK SPACE}", text)
