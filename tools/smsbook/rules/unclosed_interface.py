"""One process says that something passes to or from another, and the other does not say so.

Why it matters: What a process hands over without the other expecting it gets lost, and what a process
waits for without the other knowing never comes. FitSM-1 asks each process definition for its interfaces.

How to fix it: Add the counterpart to the other definition, in the same words, or remove the entry if
nothing passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.schema.nearest import near
from smsbook.source.finding import Finding, Route, Spot

ID = "unclosed-interface"

_COUNTERPART = {"gives": "takes", "takes": "gives"}
Flow = tuple[str, str, str]  # from, to, what


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each flow that only one of its two processes lists.

    Where both list it, but in other words or the same direction, one finding names both places.
    """
    processes = {document.id: document for document in library.of_kind("process")}
    flows = {id: _flows(document) for id, document in processes.items()}
    told: set[tuple[str, Flow]] = set()
    for id, document in processes.items():
        for flow, route in flows[id].items():
            other = processes.get(flow[1] if flow[0] == id else flow[0])
            if other is None or other is document or other.damaged(("interfaces",)) or not flows[other.id]:
                continue  # the other definition, or all its interfaces, are missing: a finding of its own
            if flow in flows[other.id] or (id, flow) in told:
                continue
            alike = _alike(flow, flows[other.id].keys() - flows[id].keys())
            if alike:
                told.add((other.id, alike))
            related = flows[other.id][alike] if alike else ("interfaces",)
            yield _finding(library, document, other, route, alike, related)


def _alike(flow: Flow, open_flows: Iterable[Flow]) -> Flow | None:
    """Return the flow between the same two processes, not closed either, that is probably the same one."""
    between = {
        what: (source, to, what) for source, to, what in sorted(open_flows) if {source, to} == {*flow[:2]}
    }
    close = near(flow[2], between, 1)
    return between[close[0]] if close else None


def _flows(document: Document) -> dict[Flow, Route]:
    flows: dict[Flow, Route] = {}
    entries = document.body.get("interfaces")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        route = ("interfaces", index)
        if not isinstance(entry, dict) or document.damaged(route):
            continue
        what = _plain(entry["what"])
        pair = (
            (document.id, entry["process"])
            if entry["direction"] == "gives"
            else (entry["process"], document.id)
        )
        flows.setdefault((*pair, what), route)
    return flows


def _finding(
    library: Library, document: Document, other: Document, route: Route, alike: Flow | None, related: Route
) -> Finding:
    entry = document.body["interfaces"][route[1]]
    way = "gives it to" if entry["direction"] == "gives" else "takes it from"
    counterpart = _COUNTERPART[entry["direction"]]
    path = library.shown(other.path)
    hint = f"; it lists something like it: «{alike[2]}»" if alike else ""
    return Finding(
        ID,
        Spot(document.path, route),
        f"{document.id} {way} {other.id}: «{entry['what']}», but {other.id} does not list it{hint}",
        f"add to `interfaces` in {path}: process {document.id}, direction {counterpart}, "
        "with the same words; or remove the entry here if nothing passes",
        related=(Spot(other.path, related),),
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
