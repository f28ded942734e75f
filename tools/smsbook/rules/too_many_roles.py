"""One person holds more roles than one person can fill.

Why it matters: A role that is held on paper only is as good as vacant. And when that person leaves, much of
the management system leaves with them.

How to fix it: Give some of the roles to others. How many are allowed stands in `sms.yml` under `rules`,
`too-many-roles`, `most`; left out, 12.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from smsbook.library.holdings import Holding, lasting
from smsbook.library.library import Library
from smsbook.library.settings import rule_settings
from smsbook.source.finding import Finding, Severity, Spot

ID = "too-many-roles"
SEVERITY = Severity.WARNING
_MOST = 12


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each person with too many different roles, at the first one too many."""
    said = rule_settings(library, ID).get("most")
    most = said if isinstance(said, int) and said > 0 else _MOST
    held: dict[str, dict[str, Holding]] = defaultdict(dict)
    for holding in lasting(library):
        held[holding.person].setdefault(holding.role, holding)
    for person, roles in sorted(held.items()):
        if len(roles) > most:
            name = library.names.get(person)
            who = name.title if name else person
            surplus = list(roles.values())[most]
            yield Finding(
                ID,
                Spot(surplus.document.path, surplus.route),
                f"{who} holds {len(roles)} different roles, expected at most {most}",
                "give some of them to others, or allow more in `sms.yml` with "
                f"`rules: {{too-many-roles: {{most: {len(roles)}}}}}`",
                SEVERITY,
            )
