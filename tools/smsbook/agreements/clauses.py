"""Clauses of SLAs, each held against the same clause of a part that a service cannot do without."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from smsbook.agreements.chain import way_to
from smsbook.agreements.keeps import Ground, Shortfall, Way, common
from smsbook.agreements.promises import Promises
from smsbook.library.document import Document
from smsbook.source.finding import Spot


@dataclass(frozen=True)
class Clause:
    """A clause of an SLA, and the one of a part it is held against: where both stand, and when both hold."""

    ground: Ground
    promises: Promises
    key: str
    by: Document
    spot: Spot
    way: Way
    days: tuple[date, date]

    def shortfall(self, what: str, how: str, least: str, best: str, *, short: bool) -> Shortfall:
        """Return what is wrong with it; where it is not `short`, the two cannot be compared."""
        sla = self.promises.terms.document
        return Shortfall(
            "short" if short else "unknown",
            sla,
            what,
            "",
            self.promises.terms.spot(self.key),
            (self.spot,),
            (self.by,),
            self.way,
            how,
            least,
            best,
            self.ground.accepted(sla, {self.way[0], self.way[-1], self.by.id}, what),
        )


def clause(
    ground: Ground, promises: Promises, key: str, other: Promises, way: Way, days: tuple[date, date]
) -> Clause:
    """Return a clause of an SLA and that of an agreement on the last part of a way."""
    return Clause(ground, promises, key, other.terms.document, other.terms.spot(key), way, days)


def required(ground: Ground) -> Iterator[tuple[Promises, Way]]:
    """Yield each SLA with each part that its services cannot do without, and of which hours may be known."""
    for promises in ground.promised:
        came = _came(ground, promises.terms.covers)
        for part, above in came.items():
            if above and (ground.behind(part) or _has_hours(ground, part)):
                yield promises, way_to(part, came)


def ways(ground: Ground, tops: Iterable[str]) -> Iterator[Way]:
    """Yield a shortest way to each part that services cannot do without.

    What lies below a part is its supplier's matter where an agreement covers the whole of it.
    """
    came = _came(ground, tops)
    yield from (way_to(part, came) for part, above in came.items() if above)


def _came(ground: Ground, tops: Iterable[str]) -> dict[str, str]:
    """Return the parts that services cannot do without, the nearest first, each with what led to it."""
    came = {id: "" for id in tops if id in ground.graph.nodes}
    ahead = list(came)
    for part in ahead:
        if not any(target.whole for each in ground.behind(part) for target in each.about(part)):
            below = dict.fromkeys(id for id in ground.graph.nodes[part].must if id not in came)
            came.update(dict.fromkeys(below, part))
            ahead += below
    return came


def _has_hours(ground: Ground, part: str) -> bool:
    document = ground.library.document(part)
    return document is not None and "service_hours" in document.body


def behind(ground: Ground, promises: Promises, way: Way) -> Iterator[tuple[Promises, tuple[date, date]]]:
    """Yield the agreements that support the last part of a way, each with the days on which both hold."""
    for other in ground.behind(way[-1]):
        if days := common(promises.terms, other.terms, ground.day):
            yield other, days
