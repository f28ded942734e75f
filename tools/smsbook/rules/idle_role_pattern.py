"""A setting names roles or kinds of documents that do not exist.

Why it matters: A rule about roles that nobody bears is never broken. It looks as if something were watched,
and nothing is.

How to fix it: Correct the id in `sms.yml`. A `*` stands for any characters, as in `*.owner`. The kind of a
document is what it says under `kind`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from smsbook.library.approving import APPROVING, DOCUMENT_OWNER, NOBODY, OTHERS, PROCESS_OWNER
from smsbook.library.library import Library
from smsbook.library.settings import RULES, fits
from smsbook.schema.nearest import nearest
from smsbook.schema.words import place
from smsbook.source.finding import Finding, Route, Spot
from smsbook.source.folder import SETTINGS

ID = "idle-role-pattern"
_LISTS = ("only", "except", "one", "other")
_WORDS = (DOCUMENT_OWNER, PROCESS_OWNER, NOBODY)


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each role pattern of the settings that fits no role, and each unknown kind."""
    known = {name.name for name in library.names.values() if name.kind == "role"}
    for route, pattern in (*_patterns(library.settings.get(RULES), (RULES,)), *_approving(library)):
        if not any(fits(role, (pattern,)) for role in known):
            now = library.canonical(pattern)
            meant = now if now != pattern else nearest(pattern, known)
            yield Finding(
                ID,
                Spot(SETTINGS, route),
                f"found `{pattern}` in {place(route)}, expected a role; none bears such an id",
                f"did you mean `{meant}`?" if meant else "write the id of a role; `*` stands for any letters",
            )

    yield from _unknown_kinds(library)


def _approving(library: Library) -> Iterator[tuple[Route, str]]:
    """Yield (route, pattern) of the roles that may approve documents."""
    for key, roles in _table(library).items():
        for index, role in enumerate(roles if isinstance(roles, list) else ()):
            if isinstance(role, str) and role not in _WORDS:
                yield (APPROVING, key, index), role


def _unknown_kinds(library: Library) -> Iterator[Finding]:
    for key in _table(library):
        if key != OTHERS and key not in library.kinds:
            meant = nearest(key, library.kinds)
            yield Finding(
                ID,
                Spot(SETTINGS, (APPROVING, key), key=True),
                f"found `{key}` in `{APPROVING}`, expected a kind of document; no kind has this name",
                f"did you mean `{meant}`?" if meant else "write a kind, as a document says it under `kind`",
            )


def _table(library: Library) -> Mapping[str, Any]:
    table = library.settings.get(APPROVING)
    return table if isinstance(table, dict) else {}


def _patterns(value: Any, route: Route) -> Iterator[tuple[Route, str]]:
    """Yield (route, pattern) of every list of roles below a setting."""
    match value:
        case dict():
            for key, item in value.items():
                yield from _patterns(item, (*route, key))
        case list():
            for index, item in enumerate(value):
                if not isinstance(item, str):
                    yield from _patterns(item, (*route, index))
                elif route[-1] in _LISTS:
                    yield (*route, index), item
        case _:
            return
