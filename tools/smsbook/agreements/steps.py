"""The steps by which an availability is worked out: each number, and how it is made of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Stated:
    """An availability that an agreement states, as a share. `basis` is in words, `source` is for the caller.

    `whole` where it is promised whatever the reason of an outage: what the part rests on is then within it.
    """

    share: Decimal
    source: object = None
    basis: str = ""
    whole: bool = False


@dataclass(frozen=True)
class GroupStep:
    """What is worked out for a group: so many of its parts are needed."""

    name: str
    needed: int
    parts: tuple[str, ...]
    independent: Decimal
    worst: Decimal
    bound: bool = False
    why: str = ""


@dataclass(frozen=True)
class Step:
    """What is worked out for one id: its own number, times its parts, times those counted `once`.

    The numbers leave out what is counted once further up, and are upper bounds where `bound`. `why` tells why
    it has no number of its own. For the parts in `cases`, each combination of up and down was counted; those
    `estimated` were counted as if each use of them failed by itself.
    """

    id: str
    independent: Decimal
    worst: Decimal
    bound: bool = False
    own: Stated | None = None
    why: str = ""
    once: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    groups: tuple[GroupStep, ...] = ()
    best_effort: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    estimated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Working:
    """All steps towards one id. A step is found by the region it was worked out in, and its id."""

    root: str
    steps: Mapping[tuple[str, str], Step]

    def step(self, region: str, id: str) -> Step:
        """Return the step of an id that is met in a region."""
        return self.steps[self.region(region, id), id]

    def region(self, region: str, id: str) -> str:
        """Return the region in which an id met in a region is worked out: it may be one of its own."""
        return region if (region, id) in self.steps else id
