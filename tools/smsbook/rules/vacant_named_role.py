"""Documents give work to a role that nobody holds.

Why it matters: Readers find out who answers for something by following the role to a person. Where the role
leads to nobody, the work is left undone, and it shows only when something goes wrong.

How to fix it: Give the role to somebody in the role assignments, or name another role. Roles of process
staff and of single cases, such as the owner of an incident, need no holder by name, for the work itself
says who has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.holdings import holdings
from smsbook.library.library import Library, Link, Name
from smsbook.library.settings import fits, patterns, rule_settings
from smsbook.source.finding import Finding, Spot
from smsbook.standard.asked import asking
from smsbook.standard.model import roles

ID = "vacant-named-role"

_BY_CASE = ("staff", "case-owner")
_HISTORY = ("record", "assignments", "role")
_SHOWN = 3


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each role without any holder, at the first place that gives it work.

    Records and approvals tell what was; roles may have changed since.
    """
    assignments = next(library.of_kind("assignments"), None)
    if assignments is None or assignments.damaged(("assignments",)):
        return
    held = {holding.role for holding in holdings(library)}
    spared = patterns(rule_settings(library, ID).get("except"))
    by_case = {role.id for role in roles() if role.kind in _BY_CASE}
    for name in _roles(library):
        if name.name in held or name.name in by_case or fits(name.name, spared):
            continue
        places = [link for link in library.links_to(name.name) if _gives_work(link)]
        if places and not any(asking(library, name.name)):  # else the requirement's own finding tells it
            yield _finding(library, name, places)


def _roles(library: Library) -> list[Name]:
    distinct = {name.name: name for name in library.names.values() if name.kind == "role"}
    return sorted(distinct.values(), key=lambda name: name.name)


def _gives_work(link: Link) -> bool:
    return (
        link.holds
        and link.source.in_use
        and link.source.kind not in _HISTORY
        and link.route[0] not in ("approval", "related")
    )


def _finding(library: Library, name: Name, places: list[Link]) -> Finding:
    first = places[0]
    others = {link.source.path: link for link in reversed(places) if link.source is not first.source}
    also = f" and in {len(others)} other document{'' if len(others) == 1 else 's'}" if others else ""
    assignments = next(library.of_kind("assignments"))
    return Finding(
        ID,
        Spot(first.source.path, first.route),
        f"the role `{name.name}` ({name.title}) is named here{also}, but nobody holds it",
        f"give it to somebody in {library.shown(assignments.path)}: an entry with `role: {name.name}` and "
        "`person:`; or name another role",
        related=tuple(Spot(path, others[path].route) for path in sorted(others)[:_SHOWN]),
    )
