"""Between the end of an agreement and the beginning of the one that follows it, there are days with none.

Why it matters: On these days nobody has promised what everybody relies on. A gap of one day is mostly a
slip of the pen; a longer one is a risk that somebody has to know about.

How to fix it: Let the later agreement begin on the day after the end of the earlier one, or let the earlier
one run longer. Where an SLA rests on the two and its customer's manager accepts the gap, write that into the
SLA under `accepted_gaps`, with `what: validity`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from smsbook.agreements.lasting import breaks, unaccepted, unclear
from smsbook.agreements.supplies import agreed
from smsbook.agreements.terms import Terms, terms
from smsbook.library.library import Library
from smsbook.source.finding import Finding

ID = "renewal-gap"


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each two successive agreements with days between them that are still to come."""
    below: dict[tuple[str, str], list[Terms]] = {}
    pairs: dict[tuple[str, str], tuple[Terms, Terms, str]] = {}
    for lapse in unaccepted(library, as_of):
        if lapse.ends and lapse.begins:
            key = lapse.ends.document.path, lapse.begins.document.path
            pairs.setdefault(key, (lapse.ends, lapse.begins, lapse.part))
            slas = below.setdefault(key, [])
            slas += () if lapse.sla.document in (each.document for each in slas) else (lapse.sla,)
    for key, pair in pairs.items():
        yield _finding(*pair, below[key])
    seen = set()
    for service, ends, begins in _promised(library, as_of):
        if (key := (ends.document.path, begins.document.path)) not in seen:
            seen.add(key)
            yield _finding(ends, begins, service, [])


def _promised(library: Library, as_of: date) -> Iterator[tuple[str, Terms, Terms]]:
    """Yield each service and two SLAs on it, the second of which follows the first after a gap."""
    read = {each.path: terms(library, each) for each in library.of_kind("sla")}
    covering = agreed(library)
    for (service, customer), documents in sorted(covering.items()):
        slas = [read[each.path] for each in documents if not unclear(read[each.path])]
        general = [read[each.path] for each in covering.get((service, ""), ())] if customer else []
        for ends, begins in breaks(slas, as_of, None):
            if ends and begins and not any(_bridges(each, ends, begins) for each in (*slas, *general)):
                yield service, ends, begins


def _bridges(agreement: Terms, ends: Terms, begins: Terms) -> bool:
    """Tell whether an agreement holds on all days between two others."""
    assert ends.last and begins.first
    first, last = ends.last + timedelta(days=1), begins.first - timedelta(days=1)
    return (agreement.first or first) <= first and last <= (agreement.last or last)


def _finding(ends: Terms, begins: Terms, about: str, slas: list[Terms]) -> Finding:
    assert ends.last and begins.first
    over, day = ends.last.isoformat(), begins.first.isoformat()
    missing = (begins.first - ends.last).days - 1
    earlier, later = ends.document.id, begins.document.id
    count = "one day" if missing == 1 else f"{missing} days"
    named = ", ".join(each.document.id for each in slas)
    rests = f", on which {named} rest{'s' if len(slas) == 1 else ''}," if slas else ""
    before = (begins.first - timedelta(days=1)).isoformat()
    follows = (ends.last + timedelta(days=1)).isoformat()
    accept = f"; or accept the gap under `accepted_gaps` in {named}" if slas else ""
    return Finding(
        ID,
        begins.spot("validity.from"),
        f"{earlier} on `{about}`{rests} ends on {over}, and {later}, which follows it, begins on {day}: "
        f"{count} without agreement",
        f"let {later} begin on {follows}, or let {earlier} run until {before}{accept}",
        related=(ends.spot("validity.until"), *(each.spot("validity") for each in slas)),
    )
