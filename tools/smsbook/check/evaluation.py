"""Measured values against every target of SLAs, OLAs and UAs: met, missed, or no data to tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from smsbook.agreements.judging import Judged, State, judge
from smsbook.agreements.measured import Measured, measured
from smsbook.agreements.promises import Promises, Target, promises
from smsbook.agreements.refusal import Refusal
from smsbook.agreements.reporting import KINDS
from smsbook.agreements.table import MAX_BYTES
from smsbook.agreements.terms import Terms, terms
from smsbook.agreements.window import Window, counting, period
from smsbook.check.outcomes import Evaluated, Evaluation, Outcome
from smsbook.check.run import load
from smsbook.check.series import Series, key, series, split, within
from smsbook.library.library import Library
from smsbook.source.folder import CouldNotRun, find_root

__all__ = ["Evaluated", "Evaluation", "Outcome", "evaluate", "evaluate_in"]


def evaluate(path: Path, data: Path, when: str) -> Evaluation:
    """Evaluate the SMS at a path by the measured values in a file, for a period such as `2026-10`.

    Raises CouldNotRun where there is no SMS, no such period, or no table in the file.
    """
    asked = period(when)
    if isinstance(asked, Refusal):
        raise CouldNotRun(f"--period: {asked.message}; {asked.mend}")
    root = find_root(path)
    content = _content(data)
    try:
        read = measured(content, as_json=data.suffix.lower() == ".json")
    except ValueError as error:
        raise CouldNotRun(f"{data}: {error}") from error
    library, _ = load(root)
    found = evaluate_in(library, read, asked)
    return replace(found, root=root, source=data.name, digest=sha256(content).hexdigest())


def evaluate_in(library: Library, read: Measured, asked: Window) -> Evaluation:
    """Evaluate a library by measured values, for a period; see `evaluate`."""
    held = dict(_in_force(library, asked))
    promised = {id: promises(library, text) for id, (text, _) in held.items()}
    matched = series(library, promised, read.rows)
    used: set[int] = set()
    agreements = tuple(
        Evaluated(text.document, days, tuple(_outcomes(text, promised[id], asked, matched, read, used)))
        for id, (text, days) in held.items()
    )
    told = used | {fault.row for fault in (*read.faults, *matched.faults)}
    outside = tuple(row.number for row in read.rows if row.number not in told)
    faults = sorted({*read.faults, *matched.faults}, key=lambda each: (each.row, each.column, each.message))
    return Evaluation(library, Path(), asked, "", "", read.total, agreements, tuple(faults), outside)


def _content(data: Path) -> bytes:
    try:
        with data.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise CouldNotRun(f"{data} cannot be read: {error.strerror}") from error


def _in_force(library: Library, asked: Window) -> Iterator[tuple[str, tuple[Terms, Window]]]:
    """Yield the approved agreements that hold on a day of the period, with these days."""
    for kind in KINDS:
        for document in sorted(library.of_kind(kind), key=lambda each: each.id):
            text = terms(library, document)
            days = asked.cut(text.first, text.last)
            if days and document.head.status == "approved":
                yield document.id, (text, days)


def _outcomes(
    text: Terms, promised: Promises, asked: Window, matched: Series, read: Measured, used: set[int]
) -> Iterator[Outcome]:
    """Yield how each target was kept, in the order of the agreement; note which rows were used."""
    by_spot = {(each.spot.path, each.spot.route[:2]): each for each in promised.targets}
    for entry in text.targets:
        target = by_spot.get((entry.document.path, entry.route))
        inherited = entry.document is not text.document
        if target is None:
            why = "the target itself cannot be read; `smsbook check` tells why"
            yield Outcome(entry, None, inherited, State.NO_DATA, why, ())
            continue
        parts = tuple(_parts(text, target, asked, matched, read))
        used |= {row for part in parts for row in part.rows}
        states = {part.state for part in parts} or {State.NO_DATA}
        state = next(each for each in (State.MISSED, State.NO_DATA, State.MET) if each in states)
        why = "" if parts else f"counted over {target.period}, and none ends in {asked.in_words}"
        yield Outcome(entry, target, inherited, state, why, parts)


def _parts(text: Terms, target: Target, asked: Window, matched: Series, read: Measured) -> Iterator[Judged]:
    """Yield the judgements of a target, one for each period it is counted over and each series of rows."""
    agreement = text.document.id
    cut = (each.cut(text.first, text.last) for each in counting(asked, target.period))
    windows = [each for each in cut if each]
    series = {service: key(agreement, target, service) for service in ("", *target.about)}
    split(matched, series.values(), windows)
    there = [
        service for service, each in series.items() if matched.readings.get(each) or matched.lost.get(each)
    ]
    if not there:
        there = [""]
    elif "" not in there:
        there = list(target.about)
    suspect = (agreement, target.id or target.name) in read.suspects
    for window in windows:
        for service in there:
            inside, gap = within(matched, series[service], window, suspect=suspect)
            yield judge(target, window, service, inside, gap)
