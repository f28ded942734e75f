"""A service is live for customers, and the first agreement on it begins only later.

Why it matters: Customers use the service today, and nobody has promised them anything for today. Where no
SLA names the service at all, `uncovered-document` says so; where all have ended, `ended-agreement` does.

How to fix it: Have the SLA begin with the service, or write down under what it is delivered until then. If
customers do not receive the service yet, set `lifecycle: in-transition`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.agreements.lasting import unclear
from smsbook.agreements.terms import Terms, terms
from smsbook.library.library import Library
from smsbook.source.finding import Finding, Spot

ID = "unagreed-service"
_DELIVERED = {"live", "retiring"}


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each service that customers receive whose approved SLAs all begin after the day."""
    if any(not document.readable or document.damaged(("services",)) for document in library.of_kind("sla")):
        return  # a file that cannot be read may hold the agreement
    agreed: dict[str, list[Terms]] = {}
    for document in library.of_kind("sla"):
        text = terms(library, document)
        if document.head.status == "approved":
            for service in text.covers:
                agreed.setdefault(service, []).append(text)
    for document in library.of_kind("service"):
        delivered = document.get("lifecycle") in _DELIVERED and document.get("customer_facing") is not False
        slas = agreed.get(document.id, []) if delivered else []
        first = min(slas, key=lambda each: each.first or date.min, default=None)
        if first is None or first.first is None or first.first <= as_of or any(map(unclear, slas)):
            continue
        begins = first.first.isoformat()
        yield Finding(
            ID,
            Spot(document.path, ("lifecycle",)),
            f"the service `{document.id}` is {document.get('lifecycle')}, and the first agreement on it, "
            f"{first.document.id}, begins on {begins}",
            f"let {first.document.id} begin with the service, or write what holds until {begins}; or set "
            "`lifecycle: in-transition` here until then",
            related=(first.spot("validity.from"),),
        )
