"""The last holder of a role has left it, and nobody holds it now.

Why it matters: The pages still name the role, and whoever asks for it reaches somebody who is no longer in
charge. Time alone brings this finding, so it closes the gate only where `--strict-time` asks for it.

How to fix it: Add an entry for the successor to the role assignments. If the role is no longer needed,
remove the entry that has ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.holdings import Holding, current, ended
from smsbook.library.library import Library
from smsbook.library.settings import fits, patterns, rule_settings
from smsbook.source.finding import Cause, Finding, Severity, Spot
from smsbook.standard.asked import asking

ID = "ended-assignment"
CAUSE = Cause.TIME


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each entry whose last day has passed, while nobody has the role for the same."""
    spared = patterns(rule_settings(library, ID).get("except"))
    over = [holding for holding in ended(library, as_of) if not fits(holding.role, spared)]
    if not over:
        return
    held = current(library, as_of)
    for holding in over:
        vacant = [about for about in _targets(library, holding) if not _held(held, holding.role, about)]
        last = [about for about in vacant if _latest(over, holding.role, about) is holding]
        if last and not holding.document.damaged(holding.route):
            yield _finding(library, holding, last)


def _targets(library: Library, holding: Holding) -> list[str]:
    """Return for what the role was held and is still needed; '' for the role in general."""
    if not holding.about:
        return [""]
    documents = [library.document(about) for about in holding.about]
    return [document.id for document in documents if document is not None and document.in_use]


def _held(held: tuple[Holding, ...], role: str, about: str) -> bool:
    return any(item.role == role and (not about or item.serves(about)) for item in held)


def _latest(over: list[Holding], role: str, about: str) -> Holding:
    """Return the one whose term ended last, of those who held the role for the same."""
    same = [item for item in over if item.role == role and item.serves(about)]
    return max(same, key=lambda item: (item.until or date.min, item.route))


def _finding(library: Library, holding: Holding, vacant: list[str]) -> Finding:
    name, role = library.names.get(holding.person), library.names.get(holding.role)
    who = name.title if name else holding.person
    title = f" ({role.title})" if role else ""
    about = f" for {', '.join(f'`{id}`' for id in vacant)}" if any(vacant) else ""
    target = f" (for {', '.join(vacant)})" if any(vacant) else ""
    until = holding.until or date.max
    written = f"`for: [{', '.join(vacant)}]`, " if any(vacant) else ""
    return Finding(
        ID,
        Spot(holding.document.path, (*holding.route, "until")),
        f"the role `{holding.role}`{title}{about} is vacant: the term of {who} ended on {until.isoformat()}, "
        "and nobody holds it now",
        f"add an entry with `role: {holding.role}`, {written}`person:` and `since:`; or remove this one if "
        "the role is no longer needed",
        Severity.ERROR,
        CAUSE,
        requirements=tuple(asking(library, holding.role)),
        due=holding.until,
        role=holding.document.head.owner,
        task=f"somebody for the role {holding.role}{target}",
    )
