"""A requirement is excluded without a reason.

Why it matters: An excluded requirement is not looked for any more. An auditor asks first why it does not
apply, and who decided so; without an answer it is only missing.

How to fix it: Say in a sentence or two why the requirement does not apply to you, or take the entry out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.hollow import hollow
from smsbook.library.library import Library
from smsbook.schema.words import found, place
from smsbook.source.finding import Finding, Spot

ID = "unfounded-exclusion"


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each exclusion whose reason says nothing; it excludes nothing."""
    for plan in library.of_kind("plan"):
        for route, reason in plan.each("exclusions[].reason"):
            if "exclusions" in plan.body and hollow(reason) and not plan.damaged(route):
                what = f"{found(reason)} says nothing in {place(route)}, so nothing is excluded"
                yield Finding(
                    ID, Spot(plan.path, route), what, "say why the requirement does not apply to you"
                )
