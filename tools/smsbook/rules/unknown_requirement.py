"""A plan names a requirement that no catalogue has.

Why it matters: What the service management plan covers does not close the gate until its date. A name that
fits no requirement covers nothing, and nobody notices.

How to fix it: Write the requirement, or its group, with its edition, such as FitSM-1:v3.0.1 PR4.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.library import Library
from smsbook.schema.nearest import near
from smsbook.schema.words import place
from smsbook.source.finding import Finding, Spot
from smsbook.standard.catalogue import Catalogue, catalogues, editions, load_catalogue

ID = "unknown-requirement"
_ROUTES = ("documenting[].requirements", "exclusions[].requirements")


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each name in a plan that is no requirement and no group of one."""
    named = [
        (plan.path, (*route, index), name)
        for plan in library.of_kind("plan")
        for dotted in _ROUTES
        for route, value in plan.each(dotted)
        if isinstance(value, list) and not plan.damaged(route)
        for index, name in enumerate(value)
    ]
    if not named:
        return
    known = set(_names(library))
    editions_known = {name.partition(" ")[0] for name in known}
    damaged = any(document.faults for document in library.of_kind("catalogue"))
    for path, route, name in named:
        if damaged and name.partition(" ")[0] not in editions_known:
            continue  # the catalogue that has it may be the one that cannot be read
        if name not in known:
            close = near(name, known, 1)
            mend = (
                f"did you mean `{close[0]}`?"
                if close
                else "write it with its edition, such as FitSM-1:v3.0.1 PR4.2"
            )
            what = f"found `{name}` in {place(route)}, which is no requirement that any catalogue has"
            yield Finding(ID, Spot(path, route), what, mend)


def _names(library: Library) -> Iterator[str]:
    shipped = tuple(load_catalogue(edition) for edition in editions())
    for catalogue in (*shipped, *catalogues(library)):
        yield from _of(catalogue)


def _of(catalogue: Catalogue) -> Iterator[str]:
    yield from (f"{catalogue.edition} {group.id}" for group in catalogue.groups)
    yield from (requirement.reference for requirement in catalogue.requirements)
