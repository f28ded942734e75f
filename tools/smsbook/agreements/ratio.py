"""Ratios, such as the share of time in which a service is available."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from smsbook.agreements.figures import figure, plainly, written
from smsbook.agreements.refusal import Refusal, shown

_SIGNS = {"%", "percent", "per cent"}
_EXPECTED = "a share with its sign, such as 99.9 %"
_MEND = "write the number and `%`, as in `99.9 %`, without words such as «at least»"


@dataclass(frozen=True)
class Ratio:
    """A share of a whole: 0 is nothing, 1 is all."""

    value: Decimal

    @property
    def in_words(self) -> str:
        """The share as a person writes it, as in «99.9 %»."""
        return f"{plainly(self.value.scaleb(2))} %"


def ratio(value: object) -> Ratio | Refusal:
    """Read `99.9 %`, `99,9 %` or `0.999`. A number from 1 on needs its sign: `1` may mean 1 % or all."""
    return _of_text(value) if isinstance(value, str) else _read(value)


@lru_cache(maxsize=1024)
def _of_text(text: str) -> Ratio | Refusal:
    """Read a text once: the same few stand in all agreements."""
    return _read(text)


def _read(value: object) -> Ratio | Refusal:
    text = written(value)
    found = figure(text) if text else None
    if found is None:
        return Refusal(shown(value), _EXPECTED, _MEND)
    if found.rest.lower() in _SIGNS:
        share = found.number.scaleb(-2)
        if share > 1:
            return Refusal(
                f"{shown(value)}, which is more than all", "at most 100 %", "write a share of the whole"
            )
        return Ratio(_tidy(share))
    if found.rest:
        return Refusal(shown(value), _EXPECTED, _MEND)
    if found.number < 1:
        return Ratio(_tidy(found.number))
    bare = plainly(found.number)
    mend = f"write `{bare} %` if you mean percent" if found.number <= 100 else "write it as in `99.9 %`"
    return Refusal(f"{shown(value)} without a sign", _EXPECTED, mend)


def _tidy(number: Decimal) -> Decimal:
    return number.normalize() + 0
