"""An SLA explained: its effective text, where each number comes from, and what supports it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.agreements.accepted import gaps
from smsbook.agreements.promises import NOTICE, SERVICE_HOURS, SUPPORT_HOURS, WINDOW
from smsbook.agreements.target import AVAILABILITY, spots
from smsbook.agreements.working import lines as working
from smsbook.check.chain import Chain, chain
from smsbook.check.held import clause_held, target_held
from smsbook.check.held_words import Where, above, held_words, listed, promised, until
from smsbook.check.locate import Locator
from smsbook.check.support_words import holds, support_words
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.source.finding import Spot

_CLAUSES = {
    SERVICE_HOURS: "service hours",
    SUPPORT_HOURS: "support hours",
    WINDOW: "maintenance window",
    NOTICE: "notice of maintenance",
}


def explained(library: Library, sla: Document, as_of: date) -> Iterator[str]:
    """Yield the explanation of an SLA line by line; each number comes with file and line."""
    where = _where(library)
    whole = chain(library, sla, as_of)
    yield from _head(whole, where)
    yield from ("", "What supports it", *support_words(whole, where))
    yield from ("", "Hours and maintenance", *_clauses(whole, where))
    yield from ("", "Targets", *_targets(whole, where))
    yield from ("", "Availability", *_availability(whole, where))
    for title, section in (
        ("Taken over", _inherited(whole, where)),
        ("Cannot be read", (f"{where(spot)}: {why.message}" for spot, why in whole.promises.refusals)),
        ("Accepted gaps", _accepted(whole, where)),
    ):
        listed = [f"  {line}" for line in section]
        if listed:
            yield from ("", title, *listed)


def _where(library: Library) -> Where:
    """Return what turns a source into words: file and line of each place behind it."""
    locator = Locator(library)

    def words(source: object) -> str:
        found = dict.fromkeys(map(locator.spot, spots(source)))
        places = (f"{library.shown(spot.path)}:{spot.position.line}" for spot in found if spot.position)
        return " and ".join(dict.fromkeys(places))

    return words


def _head(chain: Chain, where: Where) -> Iterator[str]:
    sla, text = chain.sla, chain.promises.terms
    yield f"{sla.id} «{sla.title}», version {sla.head.version or '?'}, {sla.head.status}"
    place = where(text.spot("validity"))
    force = "in force" if text.in_force(chain.as_of) else "not in force"
    yield f"  {force} on {chain.as_of}: {holds(text)} ({place})"
    default = sla.get("default") is True
    named = [id for id in sla.get("customers") or () if isinstance(id, str)]
    yield f"  for {'every customer without an agreement of its own' if default else listed(named)}"
    yield f"  about {listed(text.covers)} ({where(text.spot('services'))})"
    if text.inherited_from:
        above = listed(document.id for document in text.inherited_from)
        yield f"  where it is silent, {above} holds"


def _clauses(chain: Chain, where: Where) -> Iterator[str]:
    text, read = chain.promises.terms, chain.promises
    values = {
        SERVICE_HOURS: read.hours,
        SUPPORT_HOURS: read.support_hours,
        WINDOW: read.windows,
        NOTICE: read.notice,
    }
    for key, words in _CLAUSES.items():
        value, spot = values[key], text.spot(key)
        if value is None:
            yield f"  {words}: {'none that can be read' if text.get(key) else 'none agreed'}"
            continue
        yield f"  {words}: {value.in_words} ({where(spot)}{_from(chain, spot)})"
        yield from held_words(clause_held(chain, key), where)


def _targets(chain: Chain, where: Where) -> Iterator[str]:
    yield from _left_out(chain)
    for target in chain.promises.targets:
        origin = _from(chain, target.spot)
        yield f"  {promised(target)} ({where(target)}{origin})"
        yield from (above(line, target) for line in held_words(target_held(chain, target), where))


def _left_out(chain: Chain) -> Iterator[str]:
    """Tell of which parts nothing is asked here, so that nobody takes silence for a promise that is kept."""
    if chain.apart:
        yield f"  not asked, since they stand in for each other: {listed(chain.apart)}"
    if chain.best_effort:
        yield f"  not asked, since only at best effort: {listed(chain.best_effort)}"


def _availability(chain: Chain, where: Where) -> Iterator[str]:
    wanted = {id for each in chain.promises.targets if each.metric == AVAILABILITY for id in each.about}
    for id, found in chain.availabilities.items():
        if id in wanted:
            yield from (f"  {line}" for line in working(found.working, where))
            yield from (f"  not known: {part}, {why}" for part, why in found.unknown)
    if not wanted & set(chain.availabilities):
        yield "  no availability is promised"


def _inherited(chain: Chain, where: Where) -> Iterator[str]:
    text = chain.promises.terms
    for key in sorted(text.routes):
        if text.inherited(key):
            yield f"{key.replace('_', ' ')} ({where(text.spot(key))})"


def _accepted(chain: Chain, where: Where) -> Iterator[str]:
    for gap in gaps(chain.library, chain.sla):
        of = f" for {gap.priority}" if gap.priority else ""
        state = ", which has passed" if gap.lapsed(chain.as_of) else ""
        what = f"{gap.what.replace('-', ' ')}{of} of {gap.about}"
        yield f"{what}, {until(gap)}{state}, by {gap.approved_by} ({where(gap.spot)}):"
        yield f"  {' '.join(gap.reason.split())}"


def _from(chain: Chain, spot: Spot) -> str:
    """Tell from which agreement a value is taken over; nothing where it is the SLA's own."""
    sources = {document.path: document.id for document in chain.promises.terms.inherited_from}
    return f", from {sources[spot.path]}" if spot.path in sources else ""
