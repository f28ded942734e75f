"""A group of parts that stand in for each other is not what it says: too small, unknown or given twice.

Why it matters: A group promises that the service goes on when a part fails. If more parts are needed than
there are, or a part stands in for nothing, the promise is empty, and the availability comes out wrong.

How to fix it: Write `need: redundant` and the same `group` with each part that belongs to it, and under
`groups` how many of them are needed, once for each group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from smsbook.agreements.supplies import in_use
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.source.finding import Finding, Spot

ID = "unclear-group"


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each part or group that does not fit the others."""
    for document in in_use(library):
        if ("components",) in document.faults:
            continue  # nobody knows which parts there are
        parts = [*_entries(document, "components")]
        members = Counter(part.get("group", "") for _, part in parts if part.get("need") == "redundant")
        outside = members[""] == 1 and len(members) > 1  # what it stands in for, nobody knows
        for index, part in parts:
            yield from _part(document, index, part, Counter() if outside and part.get("group") else members)
        told: set[str] = set()
        for index, group in _entries(document, "groups"):
            yield from _group(document, index, group, members, told)


def _part(
    document: Document, index: int, part: Mapping[str, Any], members: Counter[str]
) -> Iterator[Finding]:
    group, id = part.get("group", ""), part.get("component")
    if part.get("need") != "redundant" and group:
        yield Finding(
            ID,
            Spot(document.path, ("components", index, "group")),
            f"`{id}` is in the group `{group}`, but its need is `{part.get('need', 'required')}`",
            "write `need: redundant`, or take out `group`",
        )
    if part.get("need") == "redundant" and members[group] == 1:
        yield Finding(
            ID,
            Spot(document.path, ("components", index, "need")),
            f"`{id}` is redundant, but no other part stands in for it{f' in `{group}`' if group else ''}",
            "name the other parts with `need: redundant` and the same `group`, or write `need: required`",
        )


def _group(
    document: Document, index: int, group: Mapping[str, Any], members: Counter[str], told: set[str]
) -> Iterator[Finding]:
    name, needed = group.get("group"), group.get("needed")
    if not isinstance(name, str) or not isinstance(needed, int):
        return
    found = members[name]
    spot = Spot(document.path, ("groups", index, "group"))
    if name in told:
        yield Finding(ID, spot, f"the group `{name}` is given twice", "keep one of the entries")
    elif not found:
        known = ", ".join(f"`{each}`" for each in sorted(members) if each) or "none"
        yield Finding(
            ID,
            spot,
            f"no redundant part is in the group `{name}`; the groups of the parts: {known}",
            f"write `need: redundant` and `group: {name}` with its parts, or take the entry out",
        )
    elif needed > found > 1:
        yield Finding(
            ID,
            Spot(document.path, ("groups", index, "needed")),
            f"{needed} parts of the group `{name}` are needed, but it has {found}",
            f"name the other parts, or write at most {found}",
        )
    told.add(name)


def _entries(document: Document, key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    listed = document.body.get(key)
    for index, entry in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(entry, Mapping) and not document.damaged((key, index)):
            yield index, entry
