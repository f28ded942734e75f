"""Mutants: every way of taking one piece of its evidence away from a requirement.

They are derived from the catalogues. A mutant is a change of files; what several requirements rest on is one
mutant, derived from all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from smsbook.coverage.parts import meets
from smsbook.library.document import Document, day
from smsbook.library.hollow import hollow
from smsbook.library.library import Library
from smsbook.library.seal import seal
from smsbook.schema.kinds import Kind
from smsbook.source import duration
from smsbook.source.finding import Route
from smsbook.standard.catalogue import (
    Assigned,
    Catalogue,
    Every,
    Evidence,
    Exists,
    Recorded,
    Requirement,
    Where,
)

LONG_AGO = "2015-01-01"
PLACEHOLDER = "TBD"
_NOT_FREE = ("enum", "const", "pattern", "format", "x-ref", "x-defines")


@dataclass(frozen=True, order=True)
class Edit:
    """One change of one file: a value that is replaced, or one that goes; without a route the file goes."""

    path: str
    route: Route = ()
    value: str = ""


@dataclass(frozen=True)
class Mutant:
    """Some edits, what they do in words, to which documents, and the requirements they take evidence from."""

    act: str
    ids: tuple[str, ...]
    edits: frozenset[Edit]
    requirements: frozenset[str]

    @property
    def name(self) -> str:
        """The mutant in words."""
        return f"{self.act}: {' '.join(self.ids)}"

    @property
    def folder(self) -> str:
        """The folder of the first file that changes."""
        return min(edit.path for edit in self.edits).partition("/")[0]

    def files(self, library: Library) -> dict[str, str | None]:
        """Return the new text of each file that changes, or None for one that goes."""
        bodies = {document.path: document.body for document in library.documents}
        changed: dict[str, str | None] = {}
        for path in {edit.path for edit in self.edits}:
            edits = [edit for edit in self.edits if edit.path == path]
            gone = any(not edit.route for edit in edits)
            changed[path] = None if gone else written(sealed(_edited(bodies[path], edits)))
        return changed


@dataclass
class Derived:
    """All mutants, and what could not be taken away because it is not there."""

    mutants: list[Mutant] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def sealed(body: Any) -> Any:
    """Approve a changed document as it is: the gate is to find what is gone, not that something changed."""
    approval = body.get("approval")
    if isinstance(approval, dict) and "seal" in approval:
        return {**body, "approval": {**approval, "seal": seal(body)}}
    return body


def written(body: Any) -> str:
    """Write data as YAML, all texts in quotes; JSON is YAML, and quick to write and to read."""
    return json.dumps(body, ensure_ascii=False) + "\n"


def derive(library: Library, catalogues: Iterable[Catalogue], as_of: date) -> Derived:
    """Derive all mutants from the evidence of all requirements."""
    derived = Derived()
    found: dict[frozenset[Edit], Mutant] = {}
    for catalogue in catalogues:
        for requirement in catalogue.requirements:
            for evidence in requirement.evidence:
                for act, ids, edits in _Deriver(library, as_of, requirement, derived).of(evidence):
                    first = found.get(edits)
                    names = first.requirements if first else frozenset()
                    found[edits] = Mutant(
                        first.act if first else act,
                        first.ids if first else ids,
                        edits,
                        names | {requirement.reference},
                    )
    derived.mutants = list(found.values())
    derived.missing = list(dict.fromkeys(derived.missing))
    return derived


_Change = tuple[str, tuple[str, ...], frozenset[Edit]]


@dataclass(frozen=True)
class _Deriver:
    """Derives the changes that take one item of evidence away from one requirement."""

    library: Library
    as_of: date
    requirement: Requirement
    derived: Derived

    def of(self, evidence: Evidence) -> Iterator[_Change]:
        """Yield (act, ids, edits) of each change."""
        match evidence:
            case Exists():
                yield from self.exists(evidence)
            case Every():
                yield from self.every(evidence)
            case Assigned():
                yield from self.assigned(evidence)
            case Recorded():
                yield from self.recorded(evidence)

    def matching(self, where: Where, *kinds: str) -> list[Document]:
        return [document for document in self.library.of_kind(*kinds) if meets(document, where)]

    def miss(self, what: str) -> None:
        self.derived.missing.append(f"{self.requirement.reference}: {what}")

    # --- exists: delete, empty, no longer meet the condition

    def exists(self, evidence: Exists) -> Iterator[_Change]:
        documents = self.matching(evidence.where, evidence.kind)
        if evidence.ids:
            together = [[document] for document in documents if document.id in evidence.ids]
        else:
            together = [documents] if documents else []
        if not together:
            self.miss(f"no {evidence.kind} {dict(evidence.where)}")
        for group in together:
            yield _change("delete", group, [Edit(document.path) for document in group])
            yield _change(
                "unapprove", group, [Edit(document.path, ("status",), "draft") for document in group]
            )
            for part in evidence.parts:
                yield from self.emptied(group, part)
            for part in evidence.parts_as_needed:
                yield from self.emptied(group, part, excused=True)
            kind = self.library.kinds[evidence.kind]
            for field_, allowed in evidence.where.items():
                if None not in allowed:
                    edits = [edit for document in group for edit in _unmet(document, kind, field_, allowed)]
                    yield _change(f"unsay {field_}: {' or '.join(map(str, allowed))}", group, edits)

    # --- every: empty, no longer name

    def every(self, evidence: Every) -> Iterator[_Change]:
        for document in self.matching(evidence.where, *evidence.kinds):
            for part in evidence.parts:
                yield from self.emptied([document], part)
            if evidence.covered_by:
                yield from self.uncovered(evidence, document)

    def uncovered(self, evidence: Every, document: Document) -> Iterator[_Change]:
        """Yield the changes after which no approved document names this one."""
        words = [str(word) for allowed in evidence.covering.values() for word in allowed]
        by = " ".join([*words, evidence.covered_by])
        naming = [
            (covering, _least(covering, self.library.kinds[covering.kind], route))
            for covering in self.matching(evidence.covering, evidence.covered_by)
            for route in self.mentions(covering, evidence.via, document.id)
        ]
        if not naming:
            self.miss(f"no {by} names {document.id}")
            return
        unnamed = [Edit(covering.path, route) for covering, route in naming]
        yield _change(f"unname in {evidence.via} of {by}", [document], unnamed)
        drafts = {Edit(covering.path, ("status",), "draft") for covering, _ in naming}
        yield _change(f"unapprove each {by} that names", [document], drafts)

    def mentions(self, document: Document, via: str, id: str) -> Iterator[Route]:
        """Yield the routes at which a document names another."""
        for route, value in document.each(via):
            if isinstance(value, list):
                for index, word in enumerate(value):
                    if self.library.canonical(word) == id:
                        yield (*route, index)
            elif value is not None and self.library.canonical(value) == id:
                yield route

    # --- assigned: unassign, end the term

    def assigned(self, evidence: Assigned) -> Iterator[_Change]:
        about = self.matching(evidence.where, evidence.kind) if evidence.kind else [None]
        for document in about:
            edits, ended = [], []
            for source in self.library.of_kind("assignments"):
                for index, entry in enumerate(source.body["assignments"]):
                    served = [self.library.canonical(word) for word in entry.get("for") or ()]
                    if self.library.canonical(entry["role"]) not in evidence.roles:
                        continue
                    route: Route = ("assignments", index)
                    if document is not None and document.id in served and len(served) > 1:
                        edits.append(Edit(source.path, (*route, "for", served.index(document.id))))
                    elif document is None or not served or document.id in served:
                        edits.append(Edit(source.path, route))
                    if document is None or not served or document.id in served:
                        ended += [Edit(source.path, (*route, key), LONG_AGO) for key in ("since", "until")]
            for_ = [document] if document else []
            if not edits:
                self.miss(f"nobody holds {evidence.roles}")
                continue
            yield _change(f"unassign {' and '.join(evidence.roles)}", for_, edits)
            yield _change(f"end the term of {' and '.join(evidence.roles)}", for_, ended)

    # --- recorded: no record, an old one, an empty one, no interval

    def recorded(self, evidence: Recorded) -> Iterator[_Change]:
        about = self.matching(evidence.where, evidence.kind) if evidence.kind else [None]
        for document in about:
            yield from self.recorded_about(evidence, document)

    def recorded_about(self, evidence: Recorded, about: Document | None) -> Iterator[_Change]:
        types = " or ".join(evidence.types)
        for_ = [about] if about else []
        records = [
            record
            for record in self.matching({"type": evidence.types}, "record")
            if about is None or any(self.mentions(record, "about", about.id))
        ]
        interval, unplanned = self.interval(evidence, about)
        since = about.head.approval.date if about else None
        first = duration.after(since, interval) if since and interval else None
        backdated = (
            [Edit(about.path, ("approval", "date"), LONG_AGO)]
            if about and first and first >= self.as_of
            else []
        )
        yield _change(f"no {types}", for_, [*(Edit(record.path) for record in records), *backdated])
        if about:
            edits = [
                Edit(record.path, route)
                for record in records
                for route in self.mentions(record, "about", about.id)
            ]
            yield _change(f"unname in about of {types}", for_, [*edits, *backdated])
        if interval and records:
            yield _change(
                f"age {types}", for_, [Edit(record.path, ("date",), LONG_AGO) for record in records]
            )
        if evidence.interval:
            if unplanned:
                yield _change(f"unplan {types}", for_, unplanned)
            else:
                self.miss(f"no interval of {types} {about.id if about else ''}")
        approved = [record for record in records if record.head.status == "approved"] or records
        if approved:
            latest = max(approved, key=lambda record: (day(record.body["date"]) or date.min, record.id))
            for part in evidence.parts:
                yield from self.emptied([latest], part)

    def interval(self, evidence: Recorded, about: Document | None) -> tuple[str, list[Edit]]:
        """Return how often something is recorded, and the edits after which nothing says it."""
        if evidence.interval != "cycle":
            value = about.get(evidence.interval) if about and evidence.interval else None
            return (
                (value, [Edit(about.path, tuple(evidence.interval.split(".")))])
                if about and value
                else ("", [])
            )
        found = [
            (cycle["interval"], Edit(plan.path, ("cycles", index)))
            for plan in self.matching({"type": ("service-management",)}, "plan")
            for index, cycle in enumerate(plan.body.get("cycles", ()))
            if cycle["type"] in evidence.types
        ]
        return (found[0][0], [edit for _, edit in found]) if found else ("", [])

    # --- parts

    def emptied(self, documents: list[Document], part: str, *, excused: bool = False) -> Iterator[_Change]:
        """Yield the changes that empty a part, and its excuse, in all of the documents."""
        kept = [(document, _filled(document, part)) for document in documents]
        kept = [(document, routes) for document, routes in kept if routes]
        excuses = [edit for document in documents for edit in _excuse(document, part)] if excused else []
        if not kept and not excuses:
            self.miss(f"nothing under {part} of {' '.join(document.id for document in documents)}")
            return
        if excuses:
            yield _change(
                f"remove {part} and its excuse", documents, [*excuses, *(Edit(d.path, r[0]) for d, r in kept)]
            )
            return
        name = part.replace("[]", "[0]")
        yield _change(
            f"remove {name}", documents, [Edit(document.path, routes[0]) for document, routes in kept]
        )
        if "[]" in part:
            top = part.partition("[]")[0]
            edits = [Edit(document.path, tuple(top.split("."))) for document, _ in kept]
            yield _change(f"remove {top}", documents, edits)
        if (suffix := self.free_text(documents[0].kind, part)) is not None:
            edits = [Edit(document.path, (*routes[0], *suffix), PLACEHOLDER) for document, routes in kept]
            yield _change(f"{PLACEHOLDER} in {name}", documents, edits)

    def free_text(self, kind: str, part: str) -> Route | None:
        """Return where below a part free text stands: (), in a list ("*",); None where other values stand."""
        schema = self.library.kinds[kind].at(part) or {}
        suffix: Route = ()
        if schema.get("type") == "array":
            schema, suffix = schema.get("items", {}), ("*",)
        free = "string" in schema.get("type", "") and not any(key in schema for key in _NOT_FREE)
        return suffix if free else None


def _change(act: str, documents: list[Document], edits: Iterable[Edit]) -> _Change:
    return act, tuple(document.id for document in documents), frozenset(edits)


def _filled(document: Document, part: str) -> list[Route]:
    return [route for route, value in document.each(part) if not hollow(value)]


def _excuse(document: Document, part: str) -> Iterator[Edit]:
    for index, (name, _) in enumerate(document.head.not_applicable):
        if name == part:
            yield Edit(document.path, ("not_applicable", index))


def _unmet(document: Document, kind: Kind, name: str, allowed: tuple[str | None, ...]) -> Iterator[Edit]:
    """Yield the edits after which a document no longer meets a condition: another value, or none."""
    schema = kind.at(name) or {}
    other = [word for word in schema.get("enum", ()) if word not in allowed]
    for route, value in document.each(name):
        if isinstance(value, list):
            for index, word in enumerate(value):
                if word in allowed:
                    yield Edit(document.path, _least(document, kind, (*route, index)))
        elif str(value) in allowed:
            yield Edit(document.path, route, other[-1]) if other else Edit(document.path, route)


def _least(document: Document, kind: Kind, route: Route) -> Route:
    """Return the route of the least that can go with a value, so that the shape stays sound."""
    while len(route) > 1:
        holder, schema = _at(document.body, kind.schema, route[:-1])
        step = route[-1]
        alone = isinstance(holder, list) and len(holder) == 1
        if not alone and (isinstance(step, int) or step not in schema.get("required", ())):
            break
        route = route[:-1]
    return route


def _at(body: Any, schema: Any, route: Route) -> tuple[Any, Any]:
    """Return the value at a route, and its schema."""
    for step in route:
        body = body[step]
        named = schema.get("properties", {}).get(step, schema.get("additionalProperties"))
        schema = schema["items"] if isinstance(step, int) else named
    return body, schema


def _edited(body: Any, edits: Iterable[Edit]) -> Any:
    """Return a copy of the data with the edits made."""
    body = deepcopy(body)
    for edit in sorted(edits, reverse=True):
        *above, last = edit.route
        whole = last == "*"
        if whole:
            *above, last = above
        container = body
        for step in above:
            container = container[step]
        if edit.value:
            container[last] = [edit.value] if whole else edit.value
            continue
        del container[last]
    return body
