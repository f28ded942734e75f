"""Where the provider is: the time zone and public holidays that hold where an agreement names none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from smsbook.agreements import zones
from smsbook.agreements.hours import Holidays, Hours, hours
from smsbook.agreements.refusal import Refusal
from smsbook.library.library import Library
from smsbook.source.finding import Spot
from smsbook.source.folder import SETTINGS

Unread = tuple[Spot, Refusal]


@dataclass(frozen=True)
class Place:
    """The time zone and the public holidays that `sms.yml` names; `refusals` of what cannot be read."""

    zone: str = ""
    holidays: Holidays | None = None
    refusals: tuple[Unread, ...] = ()

    def read(self, value: object, closed: bool = True) -> Hours | tuple[Refusal, ...]:
        """Read hours in the local time of the place; where `closed`, they do not hold on public holidays.

        Hours that name a time zone or holidays themselves keep them, and 24/7 holds on every day.
        """
        found = hours(value, self.zone)
        if not isinstance(found, Hours) or found.always or found.holidays or not closed:
            return found
        return replace(found, holidays=self.holidays)


def place(library: Library) -> Place:
    """Return what `time_zone` and `holidays` in `sms.yml` say."""
    return library.once(_read)


def _read(library: Library) -> Place:
    zone, holidays = library.settings.get("time_zone"), library.settings.get("holidays")
    refusals: list[Unread] = []
    if zone is not None and (why := zones.unknown(zone)):
        refusals.append((Spot(SETTINGS, ("time_zone",)), why))
    found = hours({"times": "24/7", "holidays": holidays}) if isinstance(holidays, Mapping) else None
    if isinstance(found, tuple):
        refusals += ((Spot(SETTINGS, each.route), each) for each in found)
    return Place(
        zone if isinstance(zone, str) and not zones.unknown(zone) else "",
        found.holidays if isinstance(found, Hours) else None,
        tuple(refusals),
    )
