"""Gaps that somebody accepted: a promise in an SLA that what supports it does not carry, for a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from smsbook.agreements.entries import text
from smsbook.agreements.terms import terms
from smsbook.library.document import Document
from smsbook.library.document import day as ending
from smsbook.library.library import Library
from smsbook.source.finding import Spot


@dataclass(frozen=True)
class Gap:
    """An accepted gap in the SLA `document`: about a component, service or agreement, and in `what`.

    `what` is a metric, or `hours`, `maintenance` or `validity`. Without a priority, it is meant for each.
    What is `unclear` has a wrong shape, or is about something that does not exist.
    """

    document: Document = field(repr=False, compare=False)
    spot: Spot
    about: str
    what: str
    priority: str
    reason: str
    approved_by: str
    until: date | None
    unclear: bool = False

    @property
    def in_words(self) -> str:
        """What it is about, as in «gap in response time for P1 about `CMP-a`»."""
        priority = f" for {self.priority}" if self.priority else ""
        return f"gap in {self.what.replace('-', ' ')}{priority} about `{self.about}`"

    def lapsed(self, day: date) -> bool:
        """Tell whether its last day lies before a day."""
        return self.until is not None and self.until < day

    def fits(self, what: str, priority: str) -> bool:
        """Tell whether it is about this metric or clause, and this priority."""
        return self.what in {what, ""} and (not self.priority or self.priority == priority)


def gaps(library: Library, sla: Document | None = None) -> tuple[Gap, ...]:
    """Return the accepted gaps of an SLA and of those it builds upon; without one, of all SLAs in use."""
    return tuple(gap for gap in _all(library, sla) if not gap.document.damaged(gap.spot.route))


def accepts(
    library: Library, sla: Document, about: str | Collection[str], what: str, priority: str, day: date
) -> Gap | None:
    """Return the gap that accepts what is wrong, or None; `about` are the ids of whatever is concerned.

    One that still holds on the day comes first. A lapsed one accepts too: that it lapsed is a finding of its
    own, brought by time, and time alone must bring no other. An unclear one comes last: it may be meant for
    what is wrong, and is a finding itself.
    """
    ids = (about,) if isinstance(about, str) else about
    found = [
        gap for gap in _all(library, sla) if (gap.unclear or gap.about in ids) and gap.fits(what, priority)
    ]
    return min(found, key=lambda gap: (gap.unclear, gap.lapsed(day)), default=None)


def _all(library: Library, sla: Document | None) -> Iterator[Gap]:
    sources = library.of_kind("sla") if sla is None else (sla, *terms(library, sla).inherited_from)
    for document in sources:
        yield from _written(library, document)


def _written(library: Library, document: Document) -> Iterator[Gap]:
    listed = document.body.get("accepted_gaps")
    if ("accepted_gaps",) in document.faults:
        yield Gap(document, Spot(document.path, ("accepted_gaps",)), "", "", "", "", "", None, unclear=True)
    for index, fields in enumerate(listed if isinstance(listed, list) else ()):
        route = ("accepted_gaps", index)
        if isinstance(fields, Mapping):
            about = library.canonical(text(fields, "about"))
            yield Gap(
                document,
                Spot(document.path, route),
                about,
                "" if document.damaged((*route, "what")) else text(fields, "what"),
                text(fields, "priority"),
                text(fields, "reason"),
                text(fields, "approved_by"),
                ending(fields.get("until")),
                unclear=document.damaged(route) or library.document(about) is None,
            )
