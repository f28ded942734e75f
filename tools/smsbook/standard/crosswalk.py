"""The crosswalk between two editions of FitSM-1: which requirement became which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from smsbook.standard.data import read


@dataclass(frozen=True)
class Row:
    """What became of requirements of the earlier edition; each is named with its edition.

    `unverified` says that subjects were compared because the text of one side was not at hand.
    """

    earlier: tuple[str, ...]
    later: tuple[str, ...]
    relation: str
    note: str
    unverified: bool

    def beside(self, reference: str) -> tuple[str, ...]:
        """Return the requirements on the other side than the one named, which may be none."""
        return self.later if reference in self.earlier else self.earlier

    def together_with(self, reference: str) -> tuple[str, ...]:
        """Return the other requirements on the side of the one named."""
        side = self.earlier if reference in self.earlier else self.later
        return tuple(other for other in side if other != reference)


@dataclass(frozen=True)
class Crosswalk:
    """The rows between two editions, and what the words for a relation mean."""

    earlier: str
    later: str
    relations: Mapping[str, str]
    rows: tuple[Row, ...]

    def other(self, edition: str) -> str:
        """Return the edition on the other side, or nothing if the edition named is on neither."""
        sides = {self.earlier: self.later, self.later: self.earlier}
        return sides.get(edition, "")


@cache
def crosswalk() -> Crosswalk:
    """Return the crosswalk from the 2016 edition of FitSM-1 to v3.0.1."""
    data = read("fitsm-1-crosswalk.yml")
    earlier, later = data["earlier"], data["later"]
    rows = tuple(
        Row(
            earlier=tuple(f"{earlier} {id}" for id in entry["earlier"]),
            later=tuple(f"{later} {id}" for id in entry["later"]),
            relation=entry["relation"],
            note=entry.get("note", ""),
            unverified=entry.get("unverified") == "true",
        )
        for entry in data["rows"]
    )
    return Crosswalk(earlier, later, data["relations"], rows)


def counterparts(reference: str) -> tuple[Row, ...]:
    """Return the rows about a requirement such as `FitSM-1:2016 PR4.2`; none where it is not known."""
    return _by_reference().get(reference, ())


@cache
def reused_ids() -> tuple[str, ...]:
    """Return the ids that both editions use although no row leads from the one to the other."""
    walk = crosswalk()
    earlier = {_id(reference) for row in walk.rows for reference in row.earlier}
    later = {_id(reference) for row in walk.rows for reference in row.later}
    kept = {id for row in walk.rows for id in {*map(_id, row.earlier)} & {*map(_id, row.later)}}
    return tuple(sorted((earlier & later) - kept, key=_order))


def _id(reference: str) -> str:
    return reference.rpartition(" ")[2]


def _order(id: str) -> tuple[str, int, int]:
    group, _, number = id.partition(".")
    return group[:2], int(group[2:]), int(number)


@cache
def _by_reference() -> Mapping[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in crosswalk().rows:
        for reference in (*row.earlier, *row.later):
            found[reference].append(row)
    return {reference: tuple(rows) for reference, rows in found.items()}
