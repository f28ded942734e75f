"""In words, the agreements that an SLA rests on: for what, how long, and where they leave it alone."""

from __future__ import annotations

from collections.abc import Iterator

from smsbook.agreements.accepted import accepts
from smsbook.agreements.lasting import Lapse, lapses
from smsbook.agreements.supplies import supplying
from smsbook.agreements.terms import Terms, terms
from smsbook.check.chain import Chain
from smsbook.check.held_words import Where, listed, until
from smsbook.library.document import Document


def support_words(chain: Chain, where: Where) -> Iterator[str]:
    """Yield the agreements behind what an SLA cannot do without, and the days on which one is missing."""
    found: dict[str, tuple[Document, list[str]]] = {}
    for part in sorted(chain.needed):
        for agreement in supplying(chain.library, part):
            found.setdefault(agreement.id, (agreement, []))[1].append(part)
    for id in sorted(found):
        agreement, parts = found[id]
        text = terms(chain.library, agreement)
        yield f"  {id} for {listed(parts)}: {holds(text)} ({where(text.spot('validity'))})"
    if chain.unsupplied:
        yield f"  nobody promises us anything for {listed(chain.unsupplied)}"
    for lapse in lapses(chain.library, chain.as_of):
        if lapse.sla.document.path == chain.sla.path:
            yield from _lapse(chain, lapse, where)


def holds(text: Terms) -> str:
    """Say from when until when an agreement holds, as in «from 2026-01-01 until it is ended»."""
    since = f"from {text.first} " if text.first else ""
    return f"{since}{f'until {text.last}' if text.last else 'until it is ended'}"


def _lapse(chain: Chain, lapse: Lapse, where: Where) -> Iterator[str]:
    after = f" after {lapse.ends.last}, when {lapse.ends.document.id} ends" if lapse.ends else ""
    before = f" before {lapse.begins.first}, when {lapse.begins.document.id} begins" if lapse.begins else ""
    both = f"{after} and{before}" if after and before else after + before
    yield f"  not kept, {lapse.part}, which {lapse.service} needs: no agreement holds{both}"
    gap = accepts(chain.library, chain.sla, lapse.about, "validity", "", chain.as_of)
    if gap:
        yield f"    accepted {until(gap)} by {gap.approved_by} ({where(gap.spot)})"
