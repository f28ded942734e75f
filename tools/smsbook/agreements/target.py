"""A target, read: what is promised for what, counted over which hours, and where it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from smsbook.agreements.amount import amount
from smsbook.agreements.clocks import Basis
from smsbook.agreements.duration import Duration, duration
from smsbook.agreements.entries import Entry
from smsbook.agreements.place import Unread
from smsbook.agreements.promise import AMOUNTS, TIMES, Promise
from smsbook.agreements.quantity import Quantity, quantity
from smsbook.agreements.ratio import Ratio, ratio
from smsbook.agreements.refusal import Refusal
from smsbook.library.document import Document
from smsbook.source.finding import Spot

AVAILABILITY = "availability"
CALENDAR = Basis()
_ALWAYS = Ratio(Decimal(1))
_READERS: Mapping[str, Callable[[object], Quantity | Refusal]] = {
    AVAILABILITY: ratio,
    **dict.fromkeys(TIMES, duration),
    **dict.fromkeys(AMOUNTS, amount),
}


@dataclass(frozen=True)
class Target:
    """One promised value, read. `document` and `spot` are where it stands, which may be a default agreement.

    `about` are the ids it holds for: services of an SLA, components of an OLA or UA. `share` is in how many
    cases, `period` over which time it is counted, in words. `whole` where it holds whatever the reason, what
    the component rests on included.
    """

    document: Document = field(repr=False, compare=False)
    spot: Spot
    metric: str
    quantity: Quantity
    about: tuple[str, ...]
    basis: Basis = CALENDAR
    id: str = ""
    name: str = ""
    priority: str = ""
    share: Ratio = _ALWAYS
    period: str = ""
    whole: bool = False

    @property
    def promise(self) -> Promise | None:
        """The promise for `chain.along`, with this target as its source; None where it is a share."""
        if isinstance(self.quantity, Ratio):
            return None
        return Promise(
            self.metric, self.quantity, self.priority, self.basis, self.share, self.period, self.whole, self
        )

    @property
    def counted(self) -> str:
        """Over what it is counted, in words, as `Stated.basis` and the basis of `chain.reached` have it."""
        hours = CALENDAR.in_words if self.basis.always else self.basis.in_words
        return f"{self.period} of {hours}" if self.period else hours


def target(entry: Entry, bases: Mapping[str, Basis | Refusal | None]) -> Target | tuple[Unread, ...]:
    """Read a target; or return what cannot be read in it, nothing where that is said elsewhere.

    `bases` are the hours it may be counted in: a refusal where they are not named, None where they are not
    readable.
    """
    basis = bases[entry.text("basis") or "calendar"]
    value = _READERS.get(entry.text("metric"), quantity)(entry.fields.get("value"))
    share = ratio(entry.fields["share"]) if "share" in entry.fields else _ALWAYS
    read = {"value": value, "share": share, "basis": basis}
    refused = [(entry.spot(key), each) for key, each in read.items() if isinstance(each, Refusal)]
    if (
        basis is None
        or isinstance(basis, Refusal)
        or isinstance(value, Refusal)
        or isinstance(share, Refusal)
    ):
        return tuple(refused)
    period = duration(entry.text("period")) if entry.text("period") else None
    return Target(
        entry.document,
        entry.spot(),
        entry.text("metric"),
        value,
        entry.about,
        basis,
        id=entry.text("id"),
        name=entry.text("name"),
        priority=entry.text("priority"),
        share=share,
        period=period.in_words if isinstance(period, Duration) else "",
        whole=entry.document.kind in {"ola", "ua"} and entry.text("covers") != "itself",
    )


def spots(source: object) -> tuple[Spot, ...]:
    """Return the places behind the source of an edge (a spot), a promise (a target) or a stated number."""
    match source:
        case Spot():
            return (source,)
        case Target():
            return (source.spot,)
        case tuple():
            return tuple(spot for each in source for spot in spots(each))
    return ()


def targets(source: object) -> tuple[Target, ...]:
    """Return the targets behind the source of a promise or of a stated number."""
    match source:
        case Target():
            return (source,)
        case tuple():
            return tuple(each for each in source if isinstance(each, Target))
    return ()
