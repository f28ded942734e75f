"""Evidence by records: something was done, about each document, and not longer ago than planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smsbook.coverage import flaws
from smsbook.coverage.facts import Facts
from smsbook.coverage.parts import meets, unfilled
from smsbook.coverage.state import Counted, Gap, Result, Shown
from smsbook.library.document import Document
from smsbook.schema.words import place
from smsbook.source import duration
from smsbook.source.finding import Route, Spot
from smsbook.standard.catalogue import Recorded

_CYCLE = "cycle"


@dataclass(frozen=True)
class _Planned:
    """How often something is done: the interval, who sees to it, and where both stand."""

    source: Document | None = None
    route: Route = ()
    interval: str = ""
    role: str = ""

    def due(self, since: date | None) -> date | None:
        return duration.after(since, self.interval) if since and self.interval else None

    @property
    def unsaid(self) -> bool:
        """Whether the interval should stand somewhere and does not."""
        return self.source is not None and not self.interval and not self.source.damaged(self.route)


def evaluate_recorded(facts: Facts, evidence: Recorded, result: Result) -> None:
    """Look for the records, one for each document they have to be about."""
    if not evidence.kind:
        _look(facts, evidence, None, result)
        return
    for document in facts.library.of_kind(evidence.kind):
        if meets(document, evidence.where) and document.readable:
            _look(facts, evidence, document, result)


_UNKNOWABLE = "whether there is a record cannot be told: a record is damaged"


def _look(facts: Facts, evidence: Recorded, about: Document | None, result: Result) -> None:
    planned = _interval(facts, evidence, about)
    if planned.source is not None and planned.unsaid:
        result.gaps.append(_unplanned(facts, evidence, planned.source, planned.route))
    entries = facts.records_of(evidence.types, about.id if about else "")
    entries = [entry for entry in entries if entry[1].head.status == "approved"] or entries
    if entries:
        _count(facts, evidence, about, planned, *entries[0], result)
        return
    due = planned.due(about.head.approval.date if about else None)
    if about is not None and due is not None:
        result.shown.append(Shown(about, planned.route))  # what is agreed says when the first one is due
        if due >= facts.as_of:
            return
    if facts.damaged_records:
        result.notes.append(_UNKNOWABLE)
    elif due is not None:
        result.gaps.append(_late(evidence, about, planned, due))
    else:
        result.gaps.append(_missing(facts, evidence, about, planned))


def _count(
    facts: Facts,
    evidence: Recorded,
    about: Document | None,
    planned: _Planned,
    when: date,
    record: Document,
    result: Result,
) -> None:
    due = planned.due(when)
    result.shown.append(Shown(record))
    result.counted.append(Counted(evidence.types, record, when, about, planned.interval, due))
    for part, words in evidence.parts.items():
        for route, _ in unfilled(record, part):
            what = f"nothing is written under {place(route)} of `{record.id}`"
            spot = Spot(record.path, route, key=True)
            result.gaps.append(Gap(flaws.MISSING_PART, spot, what, f"write it under {place(route)}", words))
    if due is not None and due < facts.as_of:
        if facts.damaged_records:
            result.notes.append(_UNKNOWABLE)
        else:
            result.gaps.append(_late(evidence, about, planned, due, record, when))


def _interval(facts: Facts, evidence: Recorded, about: Document | None) -> _Planned:
    if evidence.interval == _CYCLE:
        plan, cycles = facts.cycles
        cycle = next((cycle for cycle in cycles if cycle.type in evidence.types), None)
        if cycle:
            return _Planned(plan, (*cycle.route, "interval"), cycle.interval, cycle.responsible)
        return _Planned(plan, ("cycles",)) if plan else _Planned()
    if about is None or not evidence.interval:
        return _Planned()
    value = about.get(evidence.interval)
    interval = value if isinstance(value, str) else ""
    return _Planned(about, tuple(evidence.interval.split(".")), interval, about.head.owner)


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


def _missing(facts: Facts, evidence: Recorded, about: Document | None, planned: _Planned) -> Gap:
    kind = evidence.types[0]
    kinds = " or ".join(f"`{item}`" for item in evidence.types)
    record = facts.library.kinds["record"]
    id = f"{record.prefix}{facts.as_of.isoformat()}-{kind}"
    what = f"there is no record of type {kinds}{_target(about)}"
    told = f" that says `about: [{about.id}]`" if about else ""
    path = facts.library.shown(record.path(id))
    mend = f"when it was done, write {path}{told}, with `smsbook new record {id}`"
    spot = Spot(planned.source.path, planned.route) if planned.source else Spot(record.path(id))
    return Gap(flaws.MISSING_RECORD, spot, what, mend)


def _late(
    evidence: Recorded,
    about: Document | None,
    planned: _Planned,
    due: date,
    record: Document | None = None,
    when: date | None = None,
) -> Gap:
    kinds = " or ".join(evidence.types)
    what = (
        f"the latest {kinds}{_target(about)} is of {when.isoformat()} ({record.id}); the next was due on "
        f"{due.isoformat()}"
        if record and when
        else f"the first {kinds}{_target(about)} was due on {due.isoformat()}, and there is no record of it"
    )
    holder = planned.source or record or about
    spot = Spot(holder.path if holder else "", planned.route if planned.source else ())
    return Gap(
        flaws.OUTDATED_RECORD,
        spot,
        what,
        "do what is due and write the record, or plan another interval",
        due=due,
        role=planned.role,
        task=f"{kinds}{f' about {about.id}' if about else ''}",
    )


def _target(about: Document | None) -> str:
    return f" about `{about.id}` («{about.title}»)" if about else ""
