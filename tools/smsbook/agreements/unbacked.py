"""Promises of SLAs that no agreement backs at their begin or at their end; what is mended together is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from smsbook.agreements.lasting import Lapse, unaccepted
from smsbook.agreements.terms import Terms
from smsbook.library.library import Library
from smsbook.source.finding import Spot


@dataclass(frozen=True)
class Unbacked:
    """A clause on the validity of `sla`, and the agreement that begins too late or ends too early for it.

    Where the clause is taken over by several SLAs, `sla` is the one that says it, if it is among them.
    """

    spot: Spot
    sla: Terms
    agreement: Terms
    lapses: tuple[Lapse, ...]

    @property
    def services(self) -> str:
        """The services concerned, in words."""
        return _several(lapse.service for lapse in self.lapses)

    @property
    def parts(self) -> str:
        """The parts that the agreement supports, in words."""
        return _several(lapse.part for lapse in self.lapses)


def at_the_end(library: Library, as_of: date) -> Iterator[Unbacked]:
    """Yield where a supporting agreement ends before an SLA, with none to follow."""
    lapses = (lapse for lapse in unaccepted(library, as_of) if not lapse.begins)
    yield from _together(((lapse, lapse.ends) for lapse in lapses), "validity.until")


def at_the_begin(library: Library, as_of: date) -> Iterator[Unbacked]:
    """Yield where a supporting agreement begins after an SLA, with none before it."""
    lapses = (lapse for lapse in unaccepted(library, as_of) if not lapse.ends)
    yield from _together(((lapse, lapse.begins) for lapse in lapses), "validity.from")


def _together(lapses: Iterable[tuple[Lapse, Terms | None]], clause: str) -> Iterator[Unbacked]:
    found: dict[tuple[Spot, str], list[tuple[Lapse, Terms]]] = {}
    for lapse, agreement in lapses:
        if agreement:
            key = lapse.sla.spot(clause), agreement.document.id
            found.setdefault(key, []).append((lapse, agreement))
    for (spot, _), each in found.items():
        first, agreement = min(each, key=lambda one: one[0].sla.document.path != spot.path)
        yield Unbacked(spot, first.sla, agreement, tuple(lapse for lapse, _ in each))


def _several(ids: Iterable[str]) -> str:
    first, *others = sorted(set(ids))
    return f"`{first}` and {len(others)} more" if others else f"`{first}`"
