"""Hours of SLAs held against those of what their services rest on."""

from __future__ import annotations

from collections.abc import Iterator

from smsbook.agreements.clauses import Clause, behind, clause, required
from smsbook.agreements.contained import Contained, NotContained, contained
from smsbook.agreements.hours import Hours
from smsbook.agreements.keeps import Ground, Shortfall, Way, common
from smsbook.agreements.promises import SERVICE_HOURS, SUPPORT_HOURS, Promises, own
from smsbook.source.finding import Spot


def hours(ground: Ground) -> Iterator[Shortfall]:
    """Yield service and support hours that a required part does not cover, or that cannot be compared."""
    for promises, way in required(ground):
        for other, days in behind(ground, promises, way):
            for key in (SERVICE_HOURS, SUPPORT_HOURS):
                held = clause(ground, promises, key, other, way, days)
                yield from _covered(held, _read(promises, key), _read(other, key))
        yield from _own(ground, promises, way)


def _covered(held: Clause, wanted: Hours | None, given: Hours | None) -> Iterator[Shortfall]:
    if wanted is None or given is None:
        return
    found = contained(wanted, given, *held.days)
    if isinstance(found, Contained):
        return
    short = isinstance(found, NotContained)
    why = f"missing: {found.in_words}" if isinstance(found, NotContained) else found.why
    how = f"promised: {wanted.in_words}; received: {given.in_words}; {why}"
    yield held.shortfall("hours", how, wanted.in_words, given.in_words, short=short)


def _own(ground: Ground, promises: Promises, way: Way) -> Iterator[Shortfall]:
    """Hold the hours of a component of our own against the service hours."""
    document, days = ground.library.document(way[-1]), common(promises.terms, promises.terms, ground.day)
    if document and days and document.kind == "component" and "service_hours" in document.body:
        spot = Spot(document.path, ("service_hours",))
        held = Clause(ground, promises, SERVICE_HOURS, document, spot, way, days)
        yield from _covered(held, promises.hours, own(ground.library, document).hours)


def _read(promises: Promises, key: str) -> Hours | None:
    return promises.hours if key == SERVICE_HOURS else promises.support_hours
