"""What an agreement promises, read: targets with their quantities, hours, and maintenance windows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from smsbook.agreements.clocks import Basis
from smsbook.agreements.duration import Duration, duration
from smsbook.agreements.entries import Entry, text
from smsbook.agreements.hours import Hours
from smsbook.agreements.place import Place, Unread, place
from smsbook.agreements.refusal import Refusal
from smsbook.agreements.target import AVAILABILITY, CALENDAR, Target, spots, target
from smsbook.agreements.terms import Terms, terms
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.source.finding import Spot

__all__ = ["Own", "Promises", "Target", "own", "promises", "spots"]

SERVICE_HOURS, SUPPORT_HOURS, WINDOW = "service_hours", "support.hours", "maintenance.window"
NOTICE = "maintenance.notice"


@dataclass(frozen=True)
class Promises:
    """What an agreement promises. Hours that it does not name, or that cannot be read, are None.

    `windows` is when planned work may happen, `notice` how long before it is announced. `refusals` are the
    values that cannot be read for certain, each with its place; those of `sms.yml` are in `place.Place`.
    """

    terms: Terms
    targets: tuple[Target, ...]
    hours: Hours | None
    support_hours: Hours | None
    windows: Hours | None
    notice: Duration | None
    refusals: tuple[Unread, ...]

    def about(self, id: str, metric: str = "") -> tuple[Target, ...]:
        """Return the targets that hold for a service or component, of one metric or of all."""
        return tuple(
            each for each in self.targets if id in each.about and (not metric or each.metric == metric)
        )


@dataclass(frozen=True)
class Own:
    """What a component of our own states: its availability and the hours in which it is meant to work."""

    target: Target | None = None
    hours: Hours | None = None
    refusals: tuple[Unread, ...] = ()


def promises(library: Library, terms: Terms) -> Promises:
    """Read an agreement. Hours that name no time zone are local to the place in `sms.yml`.

    A target counted in hours that the agreement does not name is refused; one whose hours cannot be read is
    left out, since the hours are refused already.
    """
    found = library.once(_every).get(terms.document.path)
    return found if found and found.terms is terms else _read(library, terms)


def _every(library: Library) -> Mapping[str, Promises]:
    agreements = library.of_kind("sla", "ola", "ua")
    return {document.path: _read(library, terms(library, document)) for document in agreements}


def _read(library: Library, terms: Terms) -> Promises:
    here = place(library)
    refusals: list[Unread] = []
    service = _hours(here, terms.get(SERVICE_HOURS), terms.spot(SERVICE_HOURS), refusals)
    support = _hours(here, terms.get(SUPPORT_HOURS), terms.spot(SUPPORT_HOURS), refusals)
    window = _hours(here, terms.get(WINDOW), terms.spot(WINDOW), refusals, closed=False)
    bases = {
        "calendar": CALENDAR,
        "service-hours": _basis("service-hours", "service_hours", terms.get(SERVICE_HOURS), service),
        "support-hours": _basis("support-hours", "support.hours", terms.get(SUPPORT_HOURS), support),
    }
    read = [target(entry, bases) for entry in terms.targets]
    refusals += (refusal for each in read if isinstance(each, tuple) for refusal in each)
    notice = duration(terms.get(NOTICE))
    return Promises(
        terms,
        tuple(each for each in read if isinstance(each, Target)),
        service,
        support,
        window,
        notice if isinstance(notice, Duration) else None,
        tuple(refusals),
    )


def own(library: Library, component: Document) -> Own:
    """Read what a component states under `availability` and `service_hours`."""
    refusals: list[Unread] = []
    written, value = component.body.get("service_hours"), component.body.get("availability")
    spot = Spot(component.path, ("service_hours",))
    hours = None
    if written is not None and not component.damaged(spot.route):
        hours = _hours(place(library), written, spot, refusals)
    if not isinstance(value, Mapping) or component.damaged((AVAILABILITY,)):
        return Own(None, hours, tuple(refusals))
    bases = {
        "calendar": CALENDAR,
        "service-hours": _basis("service-hours", "service_hours", written, hours),
    }
    read = target(_Stated(component, 0, {**value, "metric": AVAILABILITY}, (component.id,)), bases)
    if isinstance(read, tuple):
        return Own(None, hours, (*refusals, *read))
    whole = text(value, "covers") == "whole"
    return Own(replace(read, whole=whole, name=component.title), hours, tuple(refusals))


class _Stated(Entry):
    """The availability of a component, written like a target but not in a list."""

    @property
    def route(self) -> tuple[str, ...]:
        """Where it stands in its document."""
        return (AVAILABILITY,)


def _hours(
    here: Place, value: object, spot: Spot, refusals: list[Unread], closed: bool = True
) -> Hours | None:
    """Read hours, or add why they cannot be read; hours that nobody named are none."""
    if value is None:
        return None
    found = here.read(value, closed)
    if isinstance(found, Hours):
        return found
    refusals += ((Spot(spot.path, (*spot.route, *each.route)), each) for each in found)
    return None


def _basis(name: str, key: str, written: object, hours: Hours | None) -> Basis | Refusal | None:
    if written is None:
        return Refusal(
            f"`{name}` as the basis, and no such hours in the agreement",
            f"hours under `{key}`",
            f"write the hours under `{key}`, or `basis: calendar`",
        )
    return Basis(name.replace("-", " "), hours) if hours else None
