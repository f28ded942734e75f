"""Time zones from the data that comes with smsbook, so that each machine knows the same changes of clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

from smsbook.agreements.refusal import Refusal, shown

Offsets = tuple[tuple[int, int, int], ...]
_STEP = 1440  # minutes: no zone changes its clock twice within a day


def zone(name: str) -> ZoneInfo | None:
    """Return the time zone of this name, such as Europe/London, or None."""
    return _load(name) if name in _names() else None


def unknown(name: object) -> Refusal | None:
    """Return why a name is no time zone, or None where it is one."""
    if isinstance(name, str) and name in _names():
        return None
    close = _close(name) if isinstance(name, str) else ""
    mend = f"did you mean `{close}`?" if close else "look it up in the list of time zones (IANA)"
    return Refusal(shown(name), "a time zone by continent and city, such as Europe/London", mend)


@lru_cache(maxsize=256)
def offsets(name: str, begin: int, end: int) -> Offsets:
    """Return stretches of the same clock: from, until (minutes since 1970 UTC), and minutes ahead of UTC."""
    place = zone(name)
    if place is None:
        raise KeyError(name)
    stretches = []
    start = at = begin
    ahead = _ahead(place, begin)
    while at < end:
        following = min(at + _STEP, end)
        if (changed := _ahead(place, following)) != ahead:
            turn = _turn(place, at, following)
            stretches.append((start, turn, ahead))
            start, ahead = turn, changed
        at = following
    return (*stretches, (start, end, ahead)) if start < end else tuple(stretches)


def _turn(place: ZoneInfo, before: int, after: int) -> int:
    """Return the first minute with the clock of `after`."""
    ahead = _ahead(place, after)
    while after - before > 1:
        middle = (before + after) // 2
        if _ahead(place, middle) == ahead:
            after = middle
        else:
            before = middle
    return after


def _ahead(place: ZoneInfo, minute: int) -> int:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    ahead = moment.astimezone(place).utcoffset() or timedelta(0)
    return int(ahead.total_seconds() // 60)


@cache
def _names() -> frozenset[str]:
    listed = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8")
    return frozenset(listed.split())


@cache
def _load(name: str) -> ZoneInfo:
    place = resources.files("tzdata").joinpath("zoneinfo")
    for part in name.split("/"):
        place = place.joinpath(part)
    with place.open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


def _close(name: str) -> str:
    last = name.replace(" ", "_").rpartition("/")[2].lower()
    return next((known for known in sorted(_names()) if known.rpartition("/")[2].lower() == last), "")
