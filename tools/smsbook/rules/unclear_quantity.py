"""A value in an agreement cannot be read for certain, such as a target, a time, or hours.

Why it matters: A promise that can be read in two ways is not kept in one of them, and nothing can be compared
with it: whether suppliers carry it stays unknown.

How to fix it: Write the value as the message shows it: a share with its sign (`99.9 %`), a duration with its
unit (`4 h` or `PT4H`), an amount with its unit (`20 Gbit/s`), hours as days and times (`Mo-Fr 08:00-18:00`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from smsbook.agreements.place import Unread, place
from smsbook.agreements.promises import SERVICE_HOURS, own, promises
from smsbook.agreements.refusal import Refusal
from smsbook.agreements.terms import terms
from smsbook.library.hollow import hollow
from smsbook.library.library import Library
from smsbook.source.finding import Finding, Spot

ID = "unclear-quantity"


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each value that is refused, once for all agreements that take it over.

    What has a wrong shape is a finding already. Several targets counted in hours that are missed are one.
    """
    damaged = {document.path: document for document in library.documents if document.faults}
    told: set[Spot] = set()
    for refusal, spots in _joined(_refusals(library)):
        first, *others = spots
        if not told.intersection(spots) and not (
            first.path in damaged and damaged[first.path].damaged(first.route)
        ):
            yield Finding(ID, first, refusal.message, refusal.mend, related=tuple(others))
        told.update(spots)


def _joined(unread: Iterable[Unread]) -> Iterator[tuple[Refusal, list[Spot]]]:
    """Yield each refusal with all places that it is the same one for."""
    found: dict[int, tuple[Refusal, list[Spot]]] = {}
    for spot, refusal in unread:
        found.setdefault(id(refusal), (refusal, []))[1].append(spot)
    yield from found.values()


def _refusals(library: Library) -> Iterator[Unread]:
    yield from place(library).refusals
    for document in library.of_kind("sla", "ola", "ua"):
        text = terms(library, document)
        asked = document.kind == "sla" and hollow(
            text.get(SERVICE_HOURS)
        )  # a requirement asks for these hours
        for spot, refusal in promises(library, text).refusals:
            if not (asked and spot == text.spot(SERVICE_HOURS)):
                yield spot, refusal
    for document in library.of_kind("component"):
        yield from own(library, document).refusals
