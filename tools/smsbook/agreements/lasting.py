"""Whether the agreements that an SLA rests on hold for as long as it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from smsbook.agreements.accepted import accepts
from smsbook.agreements.failing import failing, failing_below
from smsbook.agreements.supplies import graph, in_use, supplying
from smsbook.agreements.support import Support
from smsbook.agreements.terms import Terms, terms
from smsbook.library.library import Library

Break = tuple[Terms | None, Terms | None]


@dataclass(frozen=True)
class Lapse:
    """Days of an SLA on which `part`, which its `service` needs, is under no agreement.

    `ends` is the OLA or UA that holds before those days, `begins` the one that holds after them; one of the
    two may be None.
    """

    sla: Terms
    service: str
    part: str
    ends: Terms | None
    begins: Terms | None

    @property
    def about(self) -> tuple[str, ...]:
        """The ids of whatever is concerned, by any of which an SLA may accept it."""
        agreements = (each.document.id for each in (self.ends, self.begins) if each)
        return self.part, self.service, *agreements


def unaccepted(library: Library, as_of: date) -> Iterator[Lapse]:
    """Yield the lapses that the SLA concerned does not accept."""
    for lapse in lapses(library, as_of):
        if accepts(library, lapse.sla.document, lapse.about, "validity", "", as_of) is None:
            yield lapse


def lapses(library: Library, as_of: date) -> tuple[Lapse, ...]:
    """Return each lapse of an SLA in use that has not ended; what lies before the day no longer counts.

    Of parts that stand in for each other, so many count as are needed. What no agreement supports at all is
    left out, and so is what best effort brings. A draft supports drafts, and whatever nothing else supports.
    """
    return library.once(_lapses, as_of)


def _lapses(library: Library, as_of: date) -> tuple[Lapse, ...]:
    return tuple(_each(library, as_of))


def _each(library: Library, as_of: date) -> Iterator[Lapse]:
    held = library.once(_held)
    seen: dict[tuple[date, date | None, bool], dict[str, tuple[Break, ...]]] = {}
    for document in library.of_kind("sla") if held else ():
        sla = terms(library, document)
        if unclear(sla) or (sla.last is not None and sla.last < as_of):
            continue
        window = max(sla.first or as_of, as_of), sla.last, document.head.status == "approved"
        if window not in seen:
            seen[window] = dict(_broken(held, *window))
        if seen[window]:
            yield from _of(sla, graph(library), seen[window])


def breaks(agreements: Sequence[Terms], first: date, last: date | None) -> Iterator[Break]:
    """Yield, of the agreements on one part, those that end before `last` and those that begin after `first`.

    One that begins later than another follows it; those that begin on one day hold side by side.
    """
    for each in agreements:
        if not any(_start(other) < _start(each) for other in agreements) and _start(each) > first:
            yield None, each
        if each.last is None or (last is not None and each.last >= last):
            continue
        longer = (o for o in agreements if _start(o) > _start(each) and (o.last or date.max) > each.last)
        follower = min(longer, key=_start, default=None)
        if follower is None or (last is not None and _start(follower) > last):
            if last is not None:
                yield each, None
        elif _start(follower) > max(each.last + timedelta(days=1), first):
            yield each, follower


def unclear(agreement: Terms) -> bool:
    """Tell whether the days of an agreement are not known: of a wrong shape, or the last before the first."""
    sources = (agreement.document, *agreement.inherited_from)
    reversed_ = agreement.last is not None and agreement.last < _start(agreement)
    return reversed_ or any(source.damaged(("validity",)) for source in sources)


def _start(agreement: Terms) -> date:
    return agreement.first or date.min


@dataclass(frozen=True)
class _Held:
    """The agreements on a part: all of them hold from `begun` until `ends`."""

    agreements: tuple[Terms, ...]
    begun: date
    ends: date


def _held(library: Library) -> Mapping[str, _Held]:
    """Return the OLAs and UAs in use by what they support; nothing where a file may hold another one."""
    if any(not each.readable or each.damaged(("supports",)) for each in library.of_kind("ola", "ua")):
        return {}
    read = {each.path: terms(library, each) for each in library.of_kind("ola", "ua")}
    held = {
        part.id: tuple(read[each.path] for each in supplying(library, part.id)) for part in in_use(library)
    }
    return {
        id: _Held(each, max(map(_start, each)), min(one.last or date.max for one in each))
        for id, each in held.items()
        if each and not any(map(unclear, each))
    }


def _broken(
    held: Mapping[str, _Held], first: date, last: date | None, approved: bool
) -> Iterator[tuple[str, tuple[Break, ...]]]:
    """Yield the parts that are under no agreement on some day, with the agreements around it."""
    for part, each in held.items():
        if each.begun > first or each.ends < (last or date.max):
            firm = tuple(one for one in each.agreements if one.document.head.status == "approved")
            counted = firm if approved and firm else each.agreements
            if found := tuple(breaks(counted, first, last)):
                yield part, found


def _of(sla: Terms, support: Support, broken: Mapping[str, tuple[Break, ...]]) -> Iterator[Lapse]:
    weak = failing(support, broken)
    for service in sla.covers:
        for part in failing_below(support, service, weak):
            for ends, begins in broken.get(part, ()):
                yield Lapse(sla, service, part, ends, begins)
