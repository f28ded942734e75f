"""Which accepted gaps accept something: each shortfall names the gap that accepts it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.agreements.accepted import accepts
from smsbook.agreements.keeps import Comparing, Ground, Shortfall, compared
from smsbook.agreements.keeps_availability import availability
from smsbook.agreements.keeps_hours import hours
from smsbook.agreements.keeps_maintenance import maintenance
from smsbook.agreements.keeps_targets import times_and_amounts
from smsbook.agreements.lasting import lapses
from smsbook.library.library import Library
from smsbook.source.finding import Spot

_VALIDITY = "validity"
_ALL: tuple[Comparing, ...] = (times_and_amounts, availability, hours, maintenance)


def all_shortfalls(ground: Ground) -> Iterator[Shortfall]:
    """Yield every promise that is not carried, or not for certain: targets, hours and maintenance."""
    for comparing in _ALL:
        yield from comparing(ground)


def all_compared(library: Library, day: date) -> Iterator[Shortfall]:
    """Yield the same of a whole library, as `compared` keeps it."""
    for comparing in _ALL:
        yield from compared(library, day, comparing)


def needed(library: Library, day: date, since: date = date.min) -> frozenset[Spot]:
    """Return the places of the accepted gaps without which something would be found, since a day."""
    found = [each.accepted for each in all_compared(library, day)]
    found += (
        accepts(library, lapse.sla.document, lapse.about, _VALIDITY, "", day)
        for lapse in lapses(library, since)
    )
    return frozenset(gap.spot for gap in found if gap)
