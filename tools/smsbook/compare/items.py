"""Which item of a list became which: recognised by id, by what names it, or by what most of it says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from smsbook.compare.texts import alike
from smsbook.schema.kinds import Schema

_ENOUGH = 0.5  # share of words in common that makes one item the successor of another
_LOOKED_AT = 60  # items that are left over on each side; with more, nobody looks for successors
_LONGEST = 5_000  # characters of an item that are looked at


@dataclass
class Paired:
    """The items of two lists by their positions: those that stay, and those that came or went."""

    pairs: list[tuple[int, int]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)

    @property
    def reordered(self) -> bool:
        """Whether items that stay stand in another order."""
        after = [second for _, second in sorted(self.pairs)]
        return after != sorted(after)


def paired(before: Sequence[Any], after: Sequence[Any], schema: Schema) -> Paired:
    """Pair the items of two lists; `schema` is that of an item."""
    found = Paired(gone=list(range(len(before))), new=list(range(len(after))))
    _match(found, [written(value) for value in before], [written(value) for value in after], repeated=True)
    for keys in _names(schema, (*before, *after)):
        _match(found, _named(before, keys), _named(after, keys))
    if not schema.get("x-ref"):
        _succeed(found, before, after)
    found.pairs.sort(key=lambda pair: pair[1])
    return found


def written(value: Any) -> str:
    """Return a value as one text that differs for different values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _names(schema: Schema, items: Iterable[Any]) -> Iterator[tuple[str, ...]]:
    """Yield the fields that may name an item: its id, then more and fewer of its first fields."""
    known = schema.get("properties", {})
    keys = tuple(known) or tuple(
        dict.fromkeys(key for item in items if isinstance(item, dict) for key in item)
    )
    if "id" in keys:
        yield ("id",)
    first = tuple(key for key in keys if key != "id")[:4]
    for many in range(len(first), 0, -1):
        yield first[:many]


def _named(items: Sequence[Any], keys: tuple[str, ...]) -> list[str | None]:
    """Return for each item what its naming fields say; None where it lacks the first of them."""
    return [
        written([item.get(key) for key in keys])
        if isinstance(item, Mapping) and item.get(keys[0]) is not None
        else None
        for item in items
    ]


def _match(
    found: Paired, before: Sequence[str | None], after: Sequence[str | None], *, repeated: bool = False
) -> None:
    """Pair what is left over and bears the same name; a name given twice pairs nothing, unless `repeated`."""
    one, other = _places(found.gone, before), _places(found.new, after)
    pairs = [
        pair
        for name, places in one.items()
        if repeated or len(places) == len(other.get(name, ())) == 1
        for pair in zip(places, other.get(name, ()), strict=False)
    ]
    _pair(found, pairs)


def _places(left: Iterable[int], names: Sequence[str | None]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at in left:
        name = names[at]
        if name is not None:
            places.setdefault(name, []).append(at)
    return places


def _pair(found: Paired, pairs: Iterable[tuple[int, int]]) -> None:
    found.pairs += pairs
    gone, new = {first for first, _ in found.pairs}, {second for _, second in found.pairs}
    found.gone = [at for at in found.gone if at not in gone]
    found.new = [at for at in found.new if at not in new]


def _succeed(found: Paired, before: Sequence[Any], after: Sequence[Any]) -> None:
    """Pair items of which most stayed, the most alike first."""
    if not found.gone or not found.new or max(len(found.gone), len(found.new)) > _LOOKED_AT:
        return
    first = {at: _said(before[at]) for at in found.gone}
    second = {at: _said(after[at]) for at in found.new}
    ranked = sorted(
        (-alike(words, others), abs(one - other), one, other)
        for one, words in first.items()
        for other, others in second.items()
        if type(before[one]) is type(after[other])
    )
    gone: set[int] = set()
    new: set[int] = set()
    chosen = []
    for score, _, one, other in ranked:
        if -score >= _ENOUGH and one not in gone and other not in new:
            gone.add(one)
            new.add(other)
            chosen.append((one, other))
    _pair(found, chosen)


def _said(value: Any) -> Counter[str]:
    """Return the words of an item, each with how often it stands there."""
    return Counter(" ".join(_words(value))[:_LONGEST].casefold().split())


def _words(value: Any) -> Iterator[str]:
    match value:
        case Mapping():
            for inner in value.values():
                yield from _words(inner)
        case list():
            for inner in value:
                yield from _words(inner)
        case None:
            return
        case _:
            yield str(value)
