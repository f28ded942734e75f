"""An agreement is about nothing that is in use, or with nobody.

Why it matters: Somebody pays for it, reports on it and reviews it, and no service needs it. Or a service
does need it, and does not say so: then nobody checks whether the promise holds. A promise to no customer is
kept to none.

How to fix it: Name the component in the service that rests on it. If nothing needs the agreement any more,
end it and set `status: retired`. Name the customers of an SLA, or set `default: true`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.agreements.supplies import graph
from smsbook.agreements.support import Support
from smsbook.agreements.unclear import unknown
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.source.finding import Finding, Severity, Spot

ID = "unused-agreement"
SEVERITY = Severity.WARNING
_SUBJECT = {"sla": "services", "ola": "supports", "ua": "supports"}


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each agreement whose services are all retired, or whose parts no service needs."""
    yield from _with_nobody(library)
    if any(_unclear(library, document) for document in library.of_kind("service", "component")):
        return  # what is damaged or misspelt may rest on it
    about = _about(library)
    needed = _needed(graph(library)) if about else set()
    for document in library.of_kind(*_SUBJECT):
        ids = about.get(document.path, set())
        if ids and not ids & needed and not document.damaged((_SUBJECT[document.kind],)):
            yield _finding(document, sorted(ids))


def _with_nobody(library: Library) -> Iterator[Finding]:
    """Yield a finding for each SLA that holds for no customer, and that no other one builds upon."""
    for sla in library.of_kind("sla"):
        named = sla.get("customers") or sla.damaged(("customers",)) or sla.damaged(("default",))
        if not named and sla.get("default") is not True and not _built_upon(library, sla):
            yield Finding(
                ID,
                Spot(sla.path, ("id",)),
                f"{sla.id} names no customer and is not the default agreement, so it holds for nobody",
                "name those it is agreed with under `customers`, or set `default: true`",
                SEVERITY,
            )


def _built_upon(library: Library, sla: Document) -> bool:
    return any(link.route == ("based_on",) for link in library.links_to(sla.id))


def _unclear(library: Library, document: Document) -> bool:
    return document.damaged(("components",)) or unknown(library, document, "components")


def _about(library: Library) -> dict[str, set[str]]:
    """Return what each agreement in use is about, by either side's word; nothing where a name is unknown."""
    about: dict[str, set[str]] = {}
    unknown = set()
    for document in library.of_kind(*_SUBJECT):
        for link in library.links_from(document):
            if link.route[0] == _SUBJECT[document.kind] and not link.holds:
                unknown.add(document.path)
            elif link.route[0] == _SUBJECT[document.kind]:
                about.setdefault(document.path, set()).add(library.canonical(link.to))
    for component in library.of_kind("component"):
        for link in library.links_from(component):
            agreement = library.document(link.to) if link.route[0] == "agreements" else None
            if agreement:
                about.setdefault(agreement.path, set()).add(component.id)
    return {path: ids for path, ids in about.items() if path not in unknown}


def _needed(support: Support) -> set[str]:
    """Return the services in use and all that they rest on, best effort included."""
    needed = {id for id, node in support.nodes.items() if node.kind == "service"}
    ahead = list(needed)
    while ahead:
        node = support.nodes[ahead.pop()]
        below = {*node.counted, *(edge.below for edge in node.best_effort)} - needed
        needed |= below
        ahead += below
    return needed


def _finding(document: Document, about: list[str]) -> Finding:
    named = ", ".join(f"`{id}`" for id in about[:3]) + (
        f" and {len(about) - 3} more" if len(about) > 3 else ""
    )
    sla, key = document.kind == "sla", _SUBJECT[document.kind]
    why = (
        f"which {'is' if len(about) == 1 else 'are'} retired" if sla else "and no service in use rests on it"
    )
    return Finding(
        ID,
        Spot(document.path, (key,) if key in document.body else ()),
        f"{document.id} is about {named}, {why}",
        "name a service that is in use, or set `status: retired`"
        if sla
        else "name the component in the service that rests on it, or set `status: retired`",
        SEVERITY,
    )
