"""What the items of a list are called in a sentence, as in «availability target» or «role CHM.manager»."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from smsbook.compare.values import inner, said
from smsbook.library.library import Library
from smsbook.schema.kinds import Schema

_NAMED = ("name", "title")
_PROMISE = ("metric", "value")  # an item with both is a promise: what it is about, and what it promises
_WORTH = ("value", "person")  # what is told of an item that came or went
_MOST = 3  # fields that tell one item from another


class Names:
    """The names of the items of one list, before and after; each names one item only."""

    def __init__(
        self,
        plural: str,
        schema: Schema,
        lists: tuple[Sequence[Any], Sequence[Any]],
        libraries: tuple[Library, Library],
    ) -> None:
        self._noun = singular(plural)
        self._schema, self._libraries = schema, libraries
        self._times = tuple(
            Counter(name for item in items for name in self._candidates(item, side))
            for side, items in enumerate(lists)
        )

    def of(self, item: Any, at: Any, side: int, *, stays: bool = False, unnamed: bool = False) -> str:
        """Name an item; `side` is 0 for the earlier list, `stays` says that it is in both.

        With `unnamed`, its id or place is its name.
        """
        place = f"{self._noun} {at + 1}" if side else f"former {self._noun} {at + 1}"
        if not isinstance(item, Mapping):
            return place if self._schema.get("x-markdown") else ""
        names = () if unnamed else self._candidates(item, side)
        unique = next((name for name in names if self._unique(name, stays)), "")
        id = item.get("id")
        return unique or (f"{self._noun} {id}" if isinstance(id, str) and id else place)

    def _unique(self, name: str, stays: bool) -> bool:
        before, after = (times[name] for times in self._times)
        return before <= 1 and after <= 1 and (stays or before + after == 1)

    def worth(self, item: Any, side: int) -> str:
        """Return what is told of an item that came or went: a text itself, the value of a promise."""
        if not isinstance(item, Mapping):
            return said(item, self._schema, self._libraries[side])
        key = next((key for key in _WORTH if item.get(key)), None)
        return said(item[key], inner(self._schema, key), self._libraries[side]) if key else ""

    def main(self, item: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the fields that need no label of their own when they change."""
        promised = all(item.get(key) for key in _PROMISE)
        return ("value",) if promised else tuple(filter(None, (self.key(item),)))

    def key(self, item: Mapping[str, Any]) -> str:
        """Return the field by which an item is named, or nothing."""
        return next(self._keys(item), "")

    def _keys(self, item: Mapping[str, Any]) -> Iterator[str]:
        known = self._schema.get("properties", {})
        order = dict.fromkeys((*_NAMED, *(key for key in (*known, *item) if key != "id")))
        if all(isinstance(item.get(key), str) for key in _PROMISE):
            order = dict.fromkeys((_PROMISE[0], *order))
        return (key for key in order if isinstance(item.get(key), (str, list)) and item[key])

    def _candidates(self, item: Any, side: int) -> tuple[str, ...]:
        """Return names for an item, each longer than the one before."""
        if not isinstance(item, Mapping):
            return ()
        words: list[str] = []
        for key, _ in zip(self._keys(item), range(_MOST), strict=False):
            sub = inner(self._schema, key)
            told = said(item[key], sub, self._libraries[side])
            closed = any(sub.get(word) for word in ("x-ref", "enum", "format")) or isinstance(item[key], list)
            quoted = told if closed else f"«{told}»"
            if words:
                words.append(f"{words[-1]}{', ' if closed else ' '}{quoted}")
            else:
                words.append(f"{told} {self._noun}" if key == _PROMISE[0] else f"{self._noun} {quoted}")
        return tuple(words)


def singular(word: str) -> str:
    """Return one of what a label in the plural names, as in «activity» for «activities»."""
    if word == "people":
        return "person"
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "ches")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
