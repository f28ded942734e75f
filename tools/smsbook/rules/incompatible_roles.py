"""One person holds two roles that exclude each other.

Why it matters: Some roles look at the work of others, such as the internal auditor. Whoever holds both
sides looks at their own work, and nobody will rely on the result.

How to fix it: Give one of the roles to somebody else. Which roles exclude each other stands in `sms.yml`
under `rules`, `incompatible-roles`, `pairs`, and in the role documents under `incompatible_with`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from smsbook.library.holdings import Holding, lasting
from smsbook.library.library import Library
from smsbook.library.settings import fits, patterns, rule_settings
from smsbook.schema.words import listed
from smsbook.source.finding import Finding, Spot

ID = "incompatible-roles"
_SHOWN = 3


@dataclass(frozen=True)
class _Pair:
    """Roles on two sides that no person should hold together, and why."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    why: str


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each role that a person holds, at the same time, together with excluded ones."""
    pairs = [*_declared(library), *_of_roles(library)]
    if not pairs:
        return
    everyone = sorted(lasting(library), key=lambda item: item.person)
    for _, entries in groupby(everyone, key=lambda item: item.person):
        mine = list(entries)
        told: set[frozenset[str]] = set()
        for pair in pairs:
            for holding in mine:
                if fits(holding.role, pair.one):
                    clashing = _clashing(holding, mine, pair, told)
                    told |= {frozenset((holding.role, item.role)) for item in clashing}
                    if clashing:
                        yield _finding(library, holding, clashing, pair)


def _declared(library: Library) -> Iterator[_Pair]:
    """Yield the pairs of the settings."""
    said = rule_settings(library, ID).get("pairs")
    for entry in said if isinstance(said, list) else ():
        if isinstance(entry, dict):
            why = entry.get("why")
            yield _Pair(
                patterns(entry.get("one")), patterns(entry.get("other")), why if isinstance(why, str) else ""
            )


def _of_roles(library: Library) -> Iterator[_Pair]:
    """Yield what role documents say under `incompatible_with`."""
    for document in library.of_kind("role"):
        others = patterns(document.body.get("incompatible_with"))
        if others:
            why = f"`{document.id}` says so under `incompatible_with`"
            yield _Pair((document.id,), tuple(library.canonical(other) for other in others), why)


def _clashing(holding: Holding, mine: list[Holding], pair: _Pair, told: set[frozenset[str]]) -> list[Holding]:
    found = {
        item.role: item
        for item in reversed(mine)
        if item.role != holding.role
        and fits(item.role, pair.other)
        and item.overlaps(holding)
        and frozenset((holding.role, item.role)) not in told
    }
    return sorted(found.values(), key=lambda item: item.route)


def _finding(library: Library, holding: Holding, clashing: list[Holding], pair: _Pair) -> Finding:
    name = library.names.get(holding.person)
    who = name.title if name else holding.person
    roles = listed([item.role for item in clashing])
    why = f": {pair.why.strip().rstrip('.')}" if pair.why else ""
    return Finding(
        ID,
        Spot(holding.document.path, (*holding.route, "role")),
        f"{who} holds the role `{holding.role}` together with {roles}, expected different people{why}",
        f"give `{holding.role}` to somebody else, or {roles}",
        related=tuple(Spot(item.document.path, item.route) for item in clashing[:_SHOWN]),
    )
