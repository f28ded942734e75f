"""How an SLA is kept: each promise held against what is received for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from smsbook.agreements.accepted import Gap, accepts
from smsbook.agreements.availability import Availability
from smsbook.agreements.contained import NotComparable
from smsbook.agreements.keeping import Keeping, Kept
from smsbook.agreements.promises import NOTICE, SERVICE_HOURS, SUPPORT_HOURS, WINDOW, Target
from smsbook.agreements.target import AVAILABILITY
from smsbook.check.chain import Chain
from smsbook.check.held import WORKED_OUT, Held, clause_held, target_held
from smsbook.library.document import Document
from smsbook.pages.book import Book

CLAUSES = {
    SERVICE_HOURS: "Service hours",
    SUPPORT_HOURS: "Support hours",
    WINDOW: "Maintenance window",
    NOTICE: "Notice of maintenance",
}
# The words for an outcome, the worst first.
_OUTCOMES = ("not kept", "not certain", "not comparable", "accepted", "kept", "not asked")


@dataclass(frozen=True)
class Received:
    """A promise held against one thing received: from whom, by which parts, with what outcome, and how."""

    by: str
    parts: tuple[str, ...]
    outcome: str
    how: str
    gap: Gap | None


@dataclass(frozen=True)
class Promise:
    """One promise of an SLA, and all that it was held against; `origin` where it is taken over."""

    name: str
    value: str
    priority: str
    about: tuple[str, ...]
    held: tuple[Received, ...]
    origin: Document | None

    @property
    def outcome(self) -> str:
        """The worst outcome of all, or that nothing below promises anything to hold it against."""
        return min((each.outcome for each in self.held), key=_OUTCOMES.index, default="not asked")

    @property
    def held_by(self) -> str:
        """By whom the worst outcome comes, as in «by UA-wan and 2 more»."""
        names = [each.by for each in self.held if each.outcome == self.outcome]
        if names == [WORKED_OUT]:
            return f"{self.held[0].how.partition(';')[0]}"
        more = f" and {len(names) - 2} more" if len(names) > 2 else ""
        return f"by {', '.join(names[:2])}{more}" if names else ""


def promises_kept(book: Book, sla: Document) -> list[Promise]:
    """Return the promises of an SLA in use, hours and maintenance first, each with how it is kept."""
    chain = book.chains.of(sla)
    return [*_clauses(chain), *_targets(chain)] if chain else []


def promised_availability(book: Book, sla: Document) -> dict[str, str]:
    """Return the availability that an SLA promises for each service, in words."""
    chain = book.chains.of(sla)
    targets = chain.promises.targets if chain else ()
    return {
        id: each.quantity.in_words for each in targets if each.metric == AVAILABILITY for id in each.about
    }


def worked_out(book: Book, sla: Document) -> list[Availability]:
    """Return the availabilities worked out for the services for which the SLA promises one."""
    chain = book.chains.of(sla)
    wanted = promised_availability(book, sla)
    return [found for id, found in chain.availabilities.items() if id in wanted] if chain else []


def missing_agreements(book: Book, sla: Document) -> Iterator[tuple[str, str, Gap | None]]:
    """Yield the parts without an agreement for some of the time: part, in words when, and the gap."""
    for lapse in book.chains.lapses.get(sla.path, ()):
        after = f"after {lapse.ends.last}, when {lapse.ends.document.id} ends" if lapse.ends else ""
        before = (
            f"before {lapse.begins.first}, when {lapse.begins.document.id} begins" if lapse.begins else ""
        )
        gap = accepts(book.library, sla, lapse.about, "validity", "", book.as_of)
        yield lapse.part, " and ".join(filter(None, (after, before))), gap


def unsupplied(book: Book, sla: Document) -> tuple[str, ...]:
    """Return the components that an SLA cannot do without and no agreement supports: those of our own."""
    chain = book.chains.of(sla)
    return chain.unsupplied if chain else ()


def _clauses(chain: Chain) -> Iterator[Promise]:
    text, read = chain.promises.terms, chain.promises
    values: Mapping[str, object] = {
        SERVICE_HOURS: read.hours,
        SUPPORT_HOURS: read.support_hours,
        WINDOW: read.windows,
        NOTICE: read.notice,
    }
    for key, name in CLAUSES.items():
        value = values[key]
        if value is not None:
            words = str(getattr(value, "in_words", ""))
            held = tuple(_held(clause_held(chain, key)))
            yield Promise(name, words, "", text.covers, held, _origin(chain, text.spot(key).path))


def _targets(chain: Chain) -> Iterator[Promise]:
    for target in chain.promises.targets:
        held = tuple(_held(target_held(chain, target)))
        name = target.name or target.metric.replace("-", " ").capitalize()
        origin = _origin(chain, target.spot.path)
        yield Promise(name, _value(target), target.priority, target.about, held, origin)


def _value(target: Target) -> str:
    share = f" in {target.share.in_words} of cases" if target.share.value != 1 else ""
    return f"{target.quantity.in_words}{share}"


def _held(found: Iterable[Held]) -> Iterator[Received]:
    """Yield each thing received once, with the parts by way of which it comes in."""
    merged: dict[tuple[object, ...], list[Held]] = {}
    for held in found:
        merged.setdefault((held.by, held.spots, held.keeping, held.gap), []).append(held)
    for several in merged.values():
        first = several[0]
        parts = tuple(dict.fromkeys(each.way[-1] for each in several))
        outcome, how = _outcome(first.keeping, first.by == WORKED_OUT)
        yield Received(first.by, parts, "accepted" if first.gap else outcome, how, first.gap)


def _outcome(keeping: Keeping, worked_out: bool) -> tuple[str, str]:
    match keeping:
        case Kept(how):
            return "kept", how
        case NotComparable(why):
            return "not certain" if worked_out else "not comparable", why
    return "not kept", keeping.how


def _origin(chain: Chain, path: str) -> Document | None:
    return next((each for each in chain.promises.terms.inherited_from if each.path == path), None)
