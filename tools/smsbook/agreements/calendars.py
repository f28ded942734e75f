"""Public holidays by country and region, from a library that is imported only where hours name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache

from smsbook.agreements.refusal import Refusal, shown

_COUNTRY = re.compile(r"[A-Z]{2}")
_LISTED = 12  # regions that a message lists


def unknown(country: object, region: object = "") -> Refusal | None:
    """Return why there are no public holidays for a country or its region, or None where there are."""
    regions = _regions(country) if isinstance(country, str) else None
    if regions is None:
        return Refusal(
            shown(country),
            "a country by its two letters (ISO 3166), such as GB",
            "write the two letters; if the calendar of a country is not known, list its days as exceptions",
            ("country",),
        )
    if region == "" or region in regions:
        return None
    listed = ", ".join(regions[:_LISTED]) + ("…" if len(regions) > _LISTED else "")
    expected = f"a region of {country}: {listed}" if regions else f"none, for {country} has one calendar"
    return Refusal(shown(region), expected, "correct or leave out `region`", ("region",))


@lru_cache(maxsize=64)
def public_holidays(country: str, region: str, first: int, last: int) -> Mapping[date, str] | str:
    """Return the public holidays of the years from first to last, by name; or why they are not known."""
    if why := unknown(country, region):
        return why.message
    from holidays import country_holidays

    calendar = country_holidays(
        country, subdiv=region or None, years=range(first, last + 1), language="en_US"
    )
    if first < calendar.start_year or last > calendar.end_year:
        return f"the public holidays of {country} are known from {calendar.start_year} to {calendar.end_year}"
    return dict(sorted(calendar.items()))


@cache
def _regions(country: str) -> tuple[str, ...] | None:
    """Return the regions of a country with calendars of their own, or None where the country is unknown."""
    if not _COUNTRY.fullmatch(country):
        return None
    from holidays import country_holidays

    try:
        return tuple(country_holidays(country).subdivisions)
    except NotImplementedError:
        return None
