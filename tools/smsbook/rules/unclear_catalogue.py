"""A catalogue of requirements asks for something that cannot be looked for.

Why it matters: A requirement whose evidence is misspelt would be counted as documented, or as missing, for
the wrong reason. It is counted as neither until it is clear.

How to fix it: Write the kind, part, value or type of record that the message names. `smsbook explain` with
the name of a kind lists its parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.schema.words import place
from smsbook.source.finding import Finding, Spot
from smsbook.standard.catalogue import edition_of, editions, find_shipped
from smsbook.standard.clarity import doubts

ID = "unclear-catalogue"


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each thing in a catalogue that cannot be looked for or has no name of its own."""
    taken = dict.fromkeys(editions(), "smsbook itself")
    for document in library.of_kind("catalogue"):
        if document.faults:
            continue
        edition = edition_of(document)
        if edition in taken:
            what = f"found the edition `{edition}`, which {taken[edition]} has already"
            mend = "give your requirements a name of their own under `standard`"
            yield Finding(ID, Spot(document.path, ("standard",)), what, mend)
        taken.setdefault(edition, library.shown(document.path))
        yield from _ids(document)
        yield from _evidence(library, document)


def _ids(document: Document) -> Iterator[Finding]:
    groups = {group["id"] for group in document.body["groups"]}
    seen: set[str] = set()
    for index, entry in enumerate(document.body["requirements"]):
        id, spot = entry["id"], Spot(document.path, ("requirements", index, "id"))
        group = id.rpartition(".")[0]
        if group not in groups:
            what = f"found `{id}`, and there is no group `{group}`"
            yield Finding(ID, spot, what, f"add the group `{group}` to `groups`, or mend the id")
        if id in seen:
            yield Finding(ID, spot, f"found `{id}` a second time", "give each requirement an id of its own")
        seen.add(id)


def _evidence(library: Library, document: Document) -> Iterator[Finding]:
    for index, entry in enumerate(document.body["requirements"]):
        for number, name in enumerate(entry.get("evidence_of") or ()):
            if find_shipped(name) is None:
                spot = Spot(document.path, ("requirements", index, "evidence_of", number))
                what = f"found `{name}`, which is no requirement that smsbook brings along"
                yield Finding(ID, spot, what, "write it with its edition, such as FitSM-1:v3.0.1 PR4.2")
        for number, item in enumerate(entry.get("evidence") or ()):
            for doubt in doubts(item, library.kinds):
                route = ("requirements", index, "evidence", number, *doubt.route)
                where = f" in {place(doubt.route)}" if doubt.route else ""
                what = f"{doubt.what}{where} of the evidence for {entry['id']}"
                yield Finding(ID, Spot(document.path, route, key=bool(doubt.route)), what, doubt.mend)
