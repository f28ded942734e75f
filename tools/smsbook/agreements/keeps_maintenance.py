"""Planned work of suppliers held against the maintenance windows of SLAs and the notice that they promise."""

from __future__ import annotations

from collections.abc import Iterator

from smsbook.agreements.clauses import Clause, behind, clause, required
from smsbook.agreements.contained import Contained, NotContained, contained
from smsbook.agreements.duration import Duration
from smsbook.agreements.keeps import Ground, Shortfall
from smsbook.agreements.promises import NOTICE, WINDOW, Promises

_DAY = 86_400  # seconds


def maintenance(ground: Ground) -> Iterator[Shortfall]:
    """Yield planned work of suppliers that falls beside the window of an SLA, or is announced too late.

    Work that interrupts nothing is left out, and so is what lies outside the service hours of the SLA.
    """
    for promises, way in required(ground):
        for other, days in behind(ground, promises, way):
            if other.terms.get("maintenance.interrupts") is not False:
                yield from _window(clause(ground, promises, WINDOW, other, way, days), other)
                yield from _notice(clause(ground, promises, NOTICE, other, way, days), other)


def _window(held: Clause, other: Promises) -> Iterator[Shortfall]:
    ours, theirs = held.promises.windows, other.windows
    if ours is None or theirs is None:
        return
    found = contained(theirs, ours, *held.days, within=held.promises.hours)
    if isinstance(found, Contained):
        return
    short = isinstance(found, NotContained)
    why = f"beside it: {_beside(found)}" if isinstance(found, NotContained) else found.why
    how = f"the window promised: {ours.in_words}; that of the work: {theirs.in_words}; {why}"
    least, best = f"a window within {ours.in_words}", f"one that also holds {theirs.in_words}"
    yield held.shortfall("maintenance", how, least, best, short=short)


def _beside(found: NotContained) -> str:
    return "all of it" if found.in_words.startswith("at all times") else found.in_words


def _notice(held: Clause, other: Promises) -> Iterator[Shortfall]:
    ours, theirs = held.promises.notice, other.notice
    enough = ours is None or theirs is None or _reaches(ours, theirs)
    if ours is None or theirs is None or enough:
        return
    why = "" if enough is False else "; months and days cannot be turned into each other"
    how = f"{ours.in_words} of notice promised, {theirs.in_words} received{why}"
    least, best = f"at least {ours.in_words} of notice", f"at most {theirs.in_words}"
    yield held.shortfall("maintenance", how, least, best, short=enough is False)


def _reaches(ours: Duration, theirs: Duration) -> bool | None:
    """Tell whether a notice is at least as long as another; None where months, days and hours disagree."""
    more = [
        theirs.months - ours.months,
        theirs.working_days - ours.working_days,
        (theirs.days - ours.days) * _DAY + int(theirs.seconds - ours.seconds),
    ]
    if min(more) >= 0:
        return True
    return False if max(more) <= 0 else None
