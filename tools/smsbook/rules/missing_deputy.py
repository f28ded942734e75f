"""One person alone holds a role, and nobody stands in.

Why it matters: When that person is ill or on leave, decisions wait, and nobody knows whether somebody else
may take them.

How to fix it: Name somebody under `deputy` in the entry. If the role needs no deputy, list it in `sms.yml`
under `rules`, `missing-deputy`, `except`, with the reason as a note.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from smsbook.library.holdings import Holding, lasting
from smsbook.library.library import Library
from smsbook.library.settings import fits, patterns, rule_settings
from smsbook.source.finding import Finding, Severity, Spot

ID = "missing-deputy"
SEVERITY = Severity.WARNING


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each entry without a deputy whose role nobody else holds for the same."""
    settings = rule_settings(library, ID)
    only, spared = patterns(settings.get("only")) or ("*",), patterns(settings.get("except"))
    entries = [item for item in lasting(library) if fits(item.role, only) and not fits(item.role, spared)]
    by_role: dict[str, list[Holding]] = defaultdict(list)
    for holding in entries:
        by_role[holding.role].append(holding)
    for holding in entries:
        if holding.deputy not in ("", holding.person) or holding.document.damaged(holding.route):
            continue
        others = [item for item in by_role[holding.role] if item.person != holding.person]
        alone = [about for about in holding.about or ("",) if not any(item.serves(about) for item in others)]
        if alone:
            yield _finding(library, holding, alone)


def _finding(library: Library, holding: Holding, alone: list[str]) -> Finding:
    name, role = library.names.get(holding.person), library.names.get(holding.role)
    who = name.title if name else holding.person
    title = f" ({role.title})" if role else ""
    about = f" for {', '.join(f'`{id}`' for id in alone)}" if any(alone) else ""
    own = bool(holding.deputy)
    said = f"{who} alone holds the role `{holding.role}`{title}{about}"
    return Finding(
        ID,
        Spot(holding.document.path, (*holding.route, "deputy") if own else holding.route),
        f"{said} and is named as deputy too, expected somebody else"
        if own
        else f"{said}, and nobody is named as deputy",
        "name the person who stands in under `deputy`",
        SEVERITY,
    )
