"""Units as agreements write them: `Gbit/s`, `TB`, `GB per day`, `core hours a month`.

The library for units does the arithmetic, and is imported only where two units differ, for importing it takes
as long as a third of a check. It does not read what people write: to it, `Gb/s` are gilberts and `Mbps` is
a megabaud. What is understood stands here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pint import UnitRegistry

    Registry = UnitRegistry[Fraction]

_DECIMAL = {"k": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta", "E": "exa"}
_BINARY = {"Ki": "kibi", "Mi": "mebi", "Gi": "gibi", "Ti": "tebi", "Pi": "pebi", "Ei": "exbi"}
_PREFIXES = {"bit": _DECIMAL | _BINARY, "B": _DECIMAL | _BINARY, "W": _DECIMAL}
_BASES = {"bit": "bit", "B": "byte", "W": "watt"}
_TIMES = {
    "s": ("sec", "second"),
    "min": ("minute",),
    "h": ("hr", "hour"),
    "day": ("d",),
    "week": (),
    "month": (),
    "year": ("yr",),
}
_TIME = {name: time for time, names in _TIMES.items() for name in (time, *names)}
_LONG = {time: max((time, *names), key=len) for time, names in _TIMES.items()}
_KINDS = {"bit": "an amount of data", "B": "an amount of data", "W": "power"}
_PER = re.compile(r"(?:[ ]?/[ ]?|[ ](?:per|an|a|each|every)[ ])(?=[a-zA-Z]+$)")
_THING = re.compile(r"[a-zA-Z°µ][a-zA-Z°µ-]*(?: [a-zA-Z-]+)*")
_BITS_PER_SECOND = re.compile(r"(k|M|G|T|P|E)([bB])ps")


@dataclass(frozen=True)
class Unit:
    """What is counted, and per which time, if any: `Gbit` per `s`. `base` is empty where it is a word."""

    thing: str
    per: str = ""
    base: str = ""

    @property
    def name(self) -> str:
        """The unit as it is shown, as in «Gbit/s»."""
        return f"{self.thing}/{self.per}" if self.per else self.thing

    @property
    def kind(self) -> tuple[str, str]:
        """What two units must share to be compared."""
        time = {"": "", "month": "months", "year": "months"}.get(self.per, "time")
        return _KINDS.get(self.base) or self.thing.lower().removesuffix("s"), time


def unit(text: str) -> Unit | None:
    """Return the unit that a text means, or None where it is unclear or no unit."""
    if match := _BITS_PER_SECOND.fullmatch(text):
        return _of(match[1] + {"b": "bit", "B": "B"}[match[2]], "s")
    thing, *per = _PER.split(text, maxsplit=1)
    if per and per[0] not in _TIME:
        return None
    return _of(thing, _TIME[per[0]] if per else "")


def meant(text: str) -> str:
    """Return how a unit that was not understood may have been meant, or nothing."""
    thing, *per = _PER.split(text, maxsplit=1)
    if per and per[0].lower() not in _TIME:
        return ""
    rate = f"/{_TIME[per[0].lower()]}" if per else ""
    prefix = thing[:-1].upper().replace("K", "k")
    if thing[-1:] == "b" and (prefix in _DECIMAL or not prefix):
        return f"`{prefix}bit{rate}` or `{prefix}B{rate}`"
    if text.lower().endswith("bps"):
        return f"`{prefix[:-2]}bit/s` or `{prefix[:-2]}B/s`"
    if thing == "KB":
        return f"`kB{rate}` (1000 bytes) or `KiB{rate}` (1024 bytes)"
    return next((f"`{name}{rate}`" for name in _known() if name.lower() == thing.lower()), "")


def factor(measure: Unit) -> Fraction:
    """Return how many of the simplest unit of its kind one of this unit is, exactly."""
    return _factor(measure.thing if measure.base else "", measure.per)


@cache
def _factor(thing: str, per: str) -> Fraction:
    name = _known()[thing][1] if thing else ""
    parts = "*".join(filter(None, (name, f"1/{_LONG[per]}" if per else "")))
    if not parts:
        return Fraction(1)
    registry = _registry()
    return Fraction(registry.Quantity(Fraction(1), parts).to_base_units().magnitude)


def _of(thing: str, per: str) -> Unit | None:
    if thing in _known():
        symbol, _, base = _known()[thing]
        return Unit(symbol, per, base)
    if not _THING.fullmatch(thing) or meant(thing):
        return None
    return Unit(thing, per)


@cache
def _known() -> dict[str, tuple[str, str, str]]:
    """Return every way to write a unit that is known: the way it is shown, the library's name, its base."""
    known = {}
    for symbol, base in _BASES.items():
        for short, long in {"": "", **_PREFIXES[symbol]}.items():
            entry = (short + symbol, long + base, symbol)
            names = (short + symbol, long + base, f"{long}{base}s")
            known.update(dict.fromkeys(names, entry))
    return known


@cache
def _registry() -> Registry:
    from pint import UnitRegistry

    registry: Registry = UnitRegistry(None, non_int_type=Fraction)
    for power, (short, long) in enumerate(_DECIMAL.items(), 1):
        registry.define(f"{long}- = {1000**power} = {short}-")
    for power, (short, long) in enumerate(_BINARY.items(), 1):
        registry.define(f"{long}- = {1024**power} = {short}-")
    for definition in (
        "bit = [data]",
        "byte = 8 * bit = B",
        "watt = [power] = W",
        "second = [time] = s",
        "minute = 60 * second",
        "hour = 60 * minute",
        "day = 24 * hour",
        "week = 7 * day",
        "month = [months]",
        "year = 12 * month",
    ):
        registry.define(definition)
    return registry
