"""Evidence by records: something was done, about each document, and not longer ago than planned."""

from __future__ import annotations

from datetime import date

from smsbook.coverage import flaws
from smsbook.coverage.facts import Facts
from smsbook.coverage.parts import meets, unfilled
from smsbook.coverage.state import Gap, Result, Shown
from smsbook.library.document import Document
from smsbook.schema.words import place
from smsbook.source import duration
from smsbook.source.finding import Route, Spot
from smsbook.standard.catalogue import Recorded

_CYCLE = "cycle"


def evaluate_recorded(facts: Facts, evidence: Recorded, result: Result) -> None:
    """Look for the records, one for each document they have to be about."""
    if not evidence.kind:
        _look(facts, evidence, None, result)
        return
    for document in facts.library.of_kind(evidence.kind):
        if meets(document, evidence.where) and document.readable:
            _look(facts, evidence, document, result)


def _look(facts: Facts, evidence: Recorded, about: Document | None, result: Result) -> None:
    source, route, interval = _interval(facts, evidence, about)
    if source is not None and interval is None and not source.damaged(route):
        result.gaps.append(_unplanned(facts, evidence, source, route))
    entries = facts.records_of(evidence.types, about.id if about else "")
    entries = [entry for entry in entries if entry[1].head.status == "approved"] or entries
    if entries:
        when, record = entries[0]
        result.shown.append(Shown(record))
        _complete(evidence, record, result)
        due = duration.after(when, interval) if interval else None
        if due is not None and due < facts.as_of:
            spot = Spot(source.path, route) if source else Spot(record.path, ("date",))
            result.gaps.append(_outdated(evidence, about, when, due, spot, record))
        return
    due = _first_due(about, interval)
    if due is not None and due >= facts.as_of and about is not None:
        result.shown.append(Shown(about, route))  # agreed so recently that the first one is still to come
        return
    if any(True for _ in facts.unreadable("record")):
        result.notes.append("whether there is a record cannot be told: a record is damaged")
        return
    result.gaps.append(_missing(facts, evidence, about, source, route))


def _interval(
    facts: Facts, evidence: Recorded, about: Document | None
) -> tuple[Document | None, Route, str | None]:
    """Return the document and route where the interval stands, and the interval."""
    if evidence.interval == _CYCLE:
        plan, cycles = facts.cycles
        if plan is None:
            return None, (), None
        found = next((cycle for kind, cycle in cycles if kind in evidence.types), None)
        return (plan, *found) if found else (plan, ("cycles",), None)
    if about is None:
        return None, (), None
    route = tuple(evidence.interval.split("."))
    value = about.get(evidence.interval)
    return about, route, value if isinstance(value, str) else None


def _first_due(about: Document | None, interval: str | None) -> date | None:
    """Return when the first record is due: one interval after the document was approved."""
    approved = about.head.approval.date if about else None
    return duration.after(approved, interval) if approved and interval else None


def _complete(evidence: Recorded, record: Document, result: Result) -> None:
    for part, words in evidence.parts.items():
        for route, _ in unfilled(record, part):
            what = f"nothing is written under {place(route)} of `{record.id}`"
            spot = Spot(record.path, route, key=True)
            result.gaps.append(Gap(flaws.MISSING_PART, spot, what, f"write it under {place(route)}", words))


def _unplanned(facts: Facts, evidence: Recorded, source: Document, route: Route) -> Gap:
    kind = " or ".join(evidence.types)
    what = f"`{source.id}` does not say how often there is a {kind}"
    where = facts.library.shown(source.path)
    mend = (
        f"add an entry with `type: {evidence.types[0]}` and `interval:` to `cycles` in {where}"
        if evidence.interval == _CYCLE
        else f"write the interval under `{evidence.interval}` in {where}, such as P12M"
    )
    return Gap(flaws.MISSING_PART, Spot(source.path, route, key=True), what, mend)


def _missing(
    facts: Facts, evidence: Recorded, about: Document | None, source: Document | None, route: Route
) -> Gap:
    kind = evidence.types[0]
    kinds = " or ".join(f"`{item}`" for item in evidence.types)
    target = f" about `{about.id}` («{about.title}»)" if about else ""
    record = facts.library.kinds["record"]
    id = f"{record.prefix}{facts.as_of.isoformat()}-{kind}"
    what = f"there is no record of type {kinds}{target}"
    told = f" that says `about: [{about.id}]`" if about else ""
    path = facts.library.shown(record.path(id))
    mend = f"when it was done, write {path}{told}, with `smsbook new record {id}`"
    spot = Spot(source.path, route) if source else Spot(record.path(id))
    return Gap(flaws.MISSING_RECORD, spot, what, mend)


def _outdated(
    evidence: Recorded, about: Document | None, when: date, due: date, spot: Spot, record: Document
) -> Gap:
    target = f" about `{about.id}` («{about.title}»)" if about else ""
    what = (
        f"the latest {' or '.join(evidence.types)}{target} is of {when.isoformat()} ({record.id}); "
        f"the next was due on {due.isoformat()}"
    )
    return Gap(
        flaws.OUTDATED_RECORD, spot, what, "do what is due and write the record, or plan another interval"
    )
