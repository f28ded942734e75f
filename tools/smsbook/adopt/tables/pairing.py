"""Which row of a spreadsheet is about which entry of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from smsbook.adopt.tables.bringing import SEPARATOR
from smsbook.adopt.tables.cells import NOTHING, Refusal, same
from smsbook.adopt.tables.columns import ID, Column
from smsbook.schema.kinds import Schema
from smsbook.source.spreadsheet import Cell

Cells = Mapping[Column, Cell]
Names = Sequence[Sequence[str]]
_HELD = ("role", "person", "since")
_NAMED_BY: Mapping[str, Names] = {"assignments": ((*_HELD, "for"), _HELD)}


def named_by(part: str, items: Schema) -> Names:
    """Return the fields that tell the entries of a list apart; where they do not suffice, the next ones."""
    known = items["properties"]
    return _NAMED_BY.get(part) or [[ID] if ID in known else items.get("required", [*known][:1])]


def paired(
    names: Names, entries: Sequence[Any], rows: Sequence[Cells], separator: str = SEPARATOR
) -> list[int | Refusal]:
    """Return for each row the position of the entry that it is about; positions behind the last are new.

    First come rows that say nothing new, then those named like an entry, then those that leave part of the
    name out. No two rows are about the same entry.
    """
    found: list[int | Refusal | None] = [None] * len(rows)
    free = set(range(len(entries)))

    def take(number: int, fitting: Iterable[int]) -> None:
        places = sorted(free.intersection(fitting))
        if len(places) > 1:
            found[number] = Refusal(
                f"{len(places)} entries fit it, and it is not clear which is meant; tell them apart by "
                f"{_listed(names[0])}, or let the table have all of them, as `smsbook export` writes it"
            )
        elif places:
            found[number] = places[0]
            free.discard(places[0])

    for number, row in enumerate(rows):
        exact = _named(names[0], entries, row, separator, whole=True)
        nothing_new = [at for at in exact if at in free and _says(row, entries[at], separator)]
        take(number, nothing_new[:1])
    for whole, keys in product((True, False), names):
        for number in _left(found):
            if any(column.steps[0] in keys for column in rows[number]):
                take(number, _named(keys, entries, rows[number], separator, whole=whole))
    following = iter(range(len(entries), len(entries) + len(rows)))
    return [next(following) if place is None else place for place in found]


def _left(found: Sequence[int | Refusal | None]) -> list[int]:
    return [number for number, place in enumerate(found) if place is None]


def _named(
    keys: Sequence[str], entries: Sequence[Any], row: Cells, separator: str, *, whole: bool
) -> list[int]:
    """Return the entries with the name that a row gives; if `whole`, without more of a name than that."""
    given = {column: cell for column, cell in row.items() if column.steps[0] in keys}
    names = {column.steps[0] for column in given}
    return [
        at
        for at, entry in enumerate(entries)
        if isinstance(entry, Mapping)
        and _says(given, entry, separator)
        and not (whole and any(entry.get(key) is not None for key in keys if key not in names))
    ]


def _says(row: Cells, entry: Any, separator: str) -> bool:
    """Tell whether an entry says all that a row says."""
    return all(
        column.value(entry) is None
        if cell.text.strip() == NOTHING
        else same(column, column.value(entry), cell, separator)
        for column, cell in row.items()
    )


def _listed(keys: Sequence[str]) -> str:
    *first, last = (f"`{key}`" for key in keys)
    return f"{', '.join(first)} and {last}" if first else last
