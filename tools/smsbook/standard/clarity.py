"""Tell whether an item of evidence can be looked for: one sort, about kinds and parts that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from smsbook.schema.kinds import Kind
from smsbook.schema.nearest import near
from smsbook.schema.words import listed, one_of
from smsbook.source.finding import Route

SORTS = {
    "exists": ("ids", "where", "suggest", "parts", "parts_as_needed"),
    "every": ("where", "parts", "covered_by"),
    "assigned": ("for", "where"),
    "recorded": ("about", "interval", "parts"),
}
CYCLE = "cycle"
LEFT_OUT = "left-out"
_RECORD = "record"

Kinds = Mapping[str, Kind]


@dataclass(frozen=True)
class Doubt:
    """What cannot be looked for, and where in the item it stands."""

    route: Route
    what: str
    mend: str


def doubts(item: Mapping[str, Any], kinds: Kinds) -> Iterator[Doubt]:
    """Yield what is unclear in an item of evidence that has the shape of `catalogue.schema.json`."""
    sorts = [sort for sort in SORTS if sort in item]
    if len(sorts) != 1:
        said = listed(sorts) if sorts else "none of them"
        yield Doubt((), f"found {said}, expected {one_of(SORTS)}", "say one sort of evidence in each item")
        return
    sort = sorts[0]
    for key in item:
        if key not in (sort, *SORTS[sort], "interpretation"):
            mend = f"beside `{sort}` these are read: {', '.join(SORTS[sort])}"
            yield Doubt((key,), f"found `{key}`, which says nothing beside `{sort}`", mend)
    match sort:
        case "exists":
            yield from _about((item["exists"],), ("exists",), item, kinds)
        case "every":
            yield from _about(item["every"], ("every",), item, kinds)
            yield from _covered(item, kinds)
        case "assigned":
            if "for" in item:
                yield from _about((item["for"],), ("for",), item, kinds)
        case _:
            yield from _recorded(item, kinds)


def _about(names: Any, route: Route, item: Mapping[str, Any], kinds: Kinds) -> Iterator[Doubt]:
    for name in names:
        kind = kinds.get(name)
        if kind is None:
            yield _no_kind(name, route, kinds)
            continue
        yield from _conditions(item.get("where", {}), ("where",), kind)
        for key in ("parts", "parts_as_needed"):
            for part in item.get(key, {}):
                yield from _part(part, (key, part), kind)


def _covered(item: Mapping[str, Any], kinds: Kinds) -> Iterator[Doubt]:
    by = item.get("covered_by")
    if by is None:
        return
    kind = kinds.get(by["kind"])
    if kind is None:
        yield _no_kind(by["kind"], ("covered_by", "kind"), kinds)
        return
    yield from _part(by["via"], ("covered_by", "via"), kind)
    yield from _conditions(by.get("where", {}), ("covered_by", "where"), kind)


def _recorded(item: Mapping[str, Any], kinds: Kinds) -> Iterator[Doubt]:
    record = kinds[_RECORD]
    known = (record.at("type") or {}).get("enum", [])
    for index, name in enumerate(item["recorded"]):
        if name not in known:
            mend = _meant(name, known) or f"write {one_of(known)}"
            yield Doubt(("recorded", index), f"found `{name}`, which is no type of record", mend)
    for part in item.get("parts", {}):
        yield from _part(part, ("parts", part), record)
    about, interval = item.get("about"), item.get("interval", "")
    kind = kinds.get(about["kind"]) if about else None
    if about and kind is None:
        yield _no_kind(about["kind"], ("about", "kind"), kinds)
    elif about and kind:
        yield from _conditions(about.get("where", {}), ("about", "where"), kind)
    if interval not in ("", CYCLE):
        if kind:
            yield from _part(interval, ("interval",), kind)
        elif about is None:
            mend = f"write {CYCLE}, or say under `about` in which documents the interval stands"
            yield Doubt(("interval",), f"found `{interval}`, which leads nowhere without `about`", mend)


def _conditions(where: Mapping[str, Any], route: Route, kind: Kind) -> Iterator[Doubt]:
    for field, allowed in where.items():
        schema = kind.at(field)
        if schema is None:
            yield from _part(field, (*route, field), kind)
            continue
        words = schema.get("items", schema).get("enum")
        for index, word in enumerate(allowed):
            if words and word not in (*words, LEFT_OUT):
                mend = _meant(word, words) or f"write {one_of([*words, LEFT_OUT])}"
                yield Doubt((*route, field, index), f"found `{word}`, which `{field}` never is", mend)


def _part(part: str, route: Route, kind: Kind) -> Iterator[Doubt]:
    if kind.at(part) is None:
        first = part.replace("[]", "").partition(".")[0]
        mend = _meant(first, kind.schema["properties"]) or f"`smsbook explain {kind.name}` lists its parts"
        yield Doubt(route, f"found `{part}`, which documents of kind `{kind.name}` do not have", mend)


def _no_kind(name: str, route: Route, kinds: Kinds) -> Doubt:
    mend = _meant(name, kinds) or "`smsbook explain` lists the kinds"
    return Doubt(route, f"found `{name}`, which is no kind of document", mend)


def _meant(word: str, known: Any) -> str:
    close = near(word, known, 1)
    return f"did you mean `{close[0]}`?" if close and close[0] != word else ""
