"""Evaluate a catalogue against a library, on one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from smsbook.coverage import flaws
from smsbook.coverage.facts import Facts
from smsbook.coverage.parts import fails_condition, meets, unfilled
from smsbook.coverage.records import evaluate_recorded
from smsbook.coverage.state import Coverage, Gap, Result, Shown
from smsbook.library.approving import approving_command, needs_approval
from smsbook.library.document import Document
from smsbook.library.holdings import Holding
from smsbook.library.hollow import hollow
from smsbook.library.library import Library
from smsbook.schema.words import found, in_sentence, place
from smsbook.source.finding import Position, Route, Spot
from smsbook.standard.catalogue import (
    Assigned,
    Catalogue,
    Every,
    Evidence,
    Exists,
    Recorded,
    Requirement,
    Unclear,
    Where,
)


def evaluate(library: Library, catalogue: Catalogue, as_of: date) -> Coverage:
    """Return the state of every requirement of a catalogue."""
    return evaluate_all(library, (catalogue,), as_of)[0]


def evaluate_all(library: Library, catalogues: Iterable[Catalogue], as_of: date) -> tuple[Coverage, ...]:
    """Return the state of every requirement of several catalogues."""
    facts = Facts(library, as_of)
    return tuple(
        Coverage(catalogue, tuple(_evaluate(facts, requirement) for requirement in catalogue.requirements))
        for catalogue in catalogues
    )


def _evaluate(facts: Facts, requirement: Requirement) -> Result:
    baseline = facts.baseline
    planned, excluded = baseline.planned(requirement), baseline.excluded(requirement)
    result = Result(requirement, facts.as_of, planned=planned, excluded=excluded)
    for evidence in requirement.evidence:
        _evaluate_item(facts, evidence, result)
    for document in _distinct(result.shown):
        _weigh(facts, document, result)
    if result.gaps and baseline.unknowable:
        result.unknowable = True
        result.notes.append("whether it is planned or excluded cannot be told: the plan is damaged")
    return result


def _evaluate_item(facts: Facts, evidence: Evidence, result: Result) -> None:
    match evidence:
        case Exists():
            _exists(facts, evidence, result)
        case Every():
            _every(facts, evidence, result)
        case Assigned():
            _assigned(facts, evidence, result)
        case Recorded():
            evaluate_recorded(facts, evidence, result)
        case Unclear():
            result.notes.append("the catalogue does not say clearly what to look for")


def _distinct(shown: list[Shown]) -> Iterator[Document]:
    yield from {item.document.path: item.document for item in shown}.values()


def _weigh(facts: Facts, document: Document, result: Result) -> None:
    """Only an approved document, still within its review interval, is full evidence."""
    if document.faults:
        result.notes.append(f"{facts.library.shown(document.path)} has findings of its own")
    elif document.head.status != "approved":
        what = f"«{document.title}» ({document.id}) is {_status(document)}, so it is no full evidence yet"
        spot = Spot(document.path, ("status",))
        mend = "set `status: approved` once it holds"
        if needs_approval(facts.library, document):
            mend = f"have it approved: `{approving_command(facts.library, document, facts.current)}`"
        result.gaps.append(Gap(flaws.UNAPPROVED_EVIDENCE, spot, what, mend))
    due = document.head.review.next
    if document.head.status == "approved" and due is not None and due < facts.as_of:
        result.notes.append(f"the review of {document.id} was due on {due.isoformat()}")


def _status(document: Document) -> str:
    return {"draft": "a draft", "in-review": "in review"}.get(document.head.status, document.head.status)


# --- exists ---------------------------------------------------------------------------------------------


def _exists(facts: Facts, evidence: Exists, result: Result) -> None:
    if evidence.ids:
        for id in evidence.ids:
            document = facts.library.document(id)
            if document is not None and document.kind == evidence.kind and document.in_use:
                _show(document, evidence.parts, evidence.parts_as_needed, result)
            else:
                result.gaps.append(_missing(facts, evidence.kind, id))
        return
    documents = list(facts.library.of_kind(evidence.kind))
    matching = [document for document in documents if meets(document, evidence.where)]
    if matching:
        attempts = []
        for document in matching:
            attempt = Result(result.requirement, facts.as_of)
            _show(document, evidence.parts, evidence.parts_as_needed, attempt)
            lacks = len(attempt.gaps), len(attempt.damaged), document.head.status != "approved"
            attempts.append((lacks, document.path, attempt))
        best = min(attempts, key=lambda item: item[:2])[2]
        result.shown += best.shown
        result.gaps += best.gaps
        result.damaged += best.damaged
        return
    perhaps = [document for document in documents if meets(document, evidence.where) is None]
    awaited = facts.library.document(evidence.suggest) is not None
    if any(not awaited or document.readable or document.id == evidence.suggest for document in perhaps):
        result.shown += [Shown(document) for document in perhaps]
        return
    result.gaps.append(
        _nearly(facts, evidence, documents)
        or _missing(facts, evidence.kind, evidence.suggest, evidence.where)
    )


def _nearly(facts: Facts, evidence: Exists, documents: list[Document]) -> Gap | None:
    """Where one document fails only one condition, say which, instead of asking for a new document."""
    several = bool(evidence.suggest) and len(evidence.where) > 1
    for document in sorted(documents, key=lambda item: item.id != evidence.suggest):
        failing = [
            field for field in evidence.where if fails_condition(document, field, evidence.where[field])
        ]
        if len(failing) == 1 and (document.id == evidence.suggest or several):
            field = failing[0]
            route, value = next(document.each(field))
            wanted = " or ".join(f"`{item}`" if item else "nothing" for item in evidence.where[field])
            said = found(", ".join(value)) if isinstance(value, list) else found(value)
            return Gap(
                flaws.MISSING_PART,
                Spot(document.path, route, key=True),
                f"found {said} in {place(route)} of {facts.library.shown(document.path)}, expected {wanted}",
                f"write {wanted} there",
            )
    return None


def _missing(facts: Facts, kind: str, id: str, where: Where | None = None) -> Gap:
    described = facts.library.kinds[kind]
    name = id or (described.name if described.singleton else f"{described.prefix}example")
    path = described.path(name)
    shown = facts.library.shown(path)
    if id and not described.singleton:
        what = f"there is no {in_sentence(described.title)} `{id}`"
    else:
        conditions = [
            f"`{field}` {' or '.join(f'is {word}' if word else 'is left out' for word in allowed)}"
            for field, allowed in (where or {}).items()
        ]
        which = " and ".join(conditions)
        what = f"there is no document of kind `{kind}`{f' where {which}' if which else ''}"
    if id and described.singleton:
        what = f"there is no document `{id}`"
    mend = f"create {shown}, for example with `smsbook new {kind} {name}`"
    return Gap(flaws.MISSING_DOCUMENT, Spot(path, position=Position(1, 1)), what, mend)


def _show(document: Document, parts: Mapping[str, str], as_needed: Mapping[str, str], result: Result) -> None:
    """Show a document as evidence, part by part; parts that are missing or hollow are gaps."""
    if not document.readable:
        result.shown.append(Shown(document))
        result.damaged.append(Spot(document.path))
        return
    before = len(result.shown)
    for part, words in parts.items():
        _show_part(document, part, words, result)
    reasons = dict(document.head.not_applicable)
    for part, words in as_needed.items():
        if hollow(reasons.get(part)):
            _show_part(document, part, words, result, optional=True)
        else:
            result.shown.append(Shown(document, ("not_applicable",)))
    if len(result.shown) == before and not parts:
        result.shown.append(Shown(document))


def _show_part(document: Document, part: str, words: str, result: Result, *, optional: bool = False) -> None:
    gaps = unfilled(document, part)
    if document.faults:
        places = (route for route, _ in document.each(part))
        result.damaged += [Spot(document.path, route) for route in places if document.damaged(route)]
    for route, value in gaps:
        result.gaps.append(_unfilled(document, route, value, words, optional))
    if not gaps:
        result.shown.append(Shown(document, _up_to_list(part)))


@cache
def _up_to_list(part: str) -> Route:
    """Return the route of a part, down to the first list in it."""
    return tuple(part.partition("[]")[0].split("."))


def _unfilled(document: Document, route: Route, value: object, words: str, optional: bool) -> Gap:
    spot = Spot(document.path, route, key=True)
    said = f"{found(value)} says nothing" if isinstance(value, str) else "nothing is written"
    what = f"{said} under {place(route)} of `{document.id}`"
    mend = f"write it under {place(route)} in this file"
    if optional:
        part = ".".join(map(str, route))
        mend += f"; or list `{part}` under `not_applicable` with the reason why it is not needed"
    return Gap(flaws.MISSING_PART, spot, what, mend, words)


# --- every ----------------------------------------------------------------------------------------------


def _every(facts: Facts, evidence: Every, result: Result) -> None:
    for document in facts.library.of_kind(*evidence.kinds):
        if not meets(document, evidence.where):
            continue
        if evidence.parts or not evidence.covered_by:
            _show(document, evidence.parts, {}, result)
        if evidence.covered_by:
            _covered(facts, evidence, document, result)


def _covered(facts: Facts, evidence: Every, document: Document, result: Result) -> None:
    if facts.library.document(document.id) is not document:
        result.notes.append(f"{facts.library.shown(document.path)} bears the id of another document")
        return
    named, certain = facts.covered(evidence.covered_by, evidence.via, evidence.covering)
    if document.id in named:
        result.shown.append(Shown(named[document.id], _up_to_list(evidence.via)))
        return
    if not certain:
        result.notes.append(
            f"whether {document.id} is covered cannot be told: a {evidence.covered_by} is damaged"
        )
        return
    described = facts.library.kinds[evidence.covered_by]
    which = ", ".join(
        f"{field}: {' or '.join(map(str, values))}" for field, values in evidence.covering.items()
    )
    title = in_sentence(described.title)
    what = f"no {title}{f' ({which})' if which else ''} names `{document.id}` («{document.title}»)"
    id = described.prefix + (document.id.partition("-")[2] or document.id.lower())
    mend = (
        f"name it under `{evidence.via.replace('[]', '')}` in one that exists, or create one in "
        f"{facts.library.shown(described.folder)}/, for example with "
        f"`smsbook new {described.name} {id}`"
    )
    result.gaps.append(Gap(flaws.UNCOVERED_DOCUMENT, Spot(document.path, ("id",)), what, mend))


# --- assigned -------------------------------------------------------------------------------------------


def _assigned(facts: Facts, evidence: Assigned, result: Result) -> None:
    if not evidence.kind:
        _held(facts, evidence, None, result)
        return
    for document in facts.library.of_kind(evidence.kind):
        if meets(document, evidence.where) is not False:
            _held(facts, evidence, document, result)


def _held(facts: Facts, evidence: Assigned, about: Document | None, result: Result) -> None:
    current = list(_serving(facts.holdings, evidence, about))
    ended = [] if current else list(_serving(facts.ended, evidence, about))
    result.shown += [Shown(holding.document, holding.route) for holding in current or ended]
    if ended:
        last = max(ended, key=lambda holding: holding.until or facts.as_of)
        target = f" for `{about.id}`" if about else ""
        result.notes.append(f"nobody has held {last.role}{target} since {last.person}, whose term is over")
    elif not current:
        _vacant(facts, evidence, about, result)


def _serving(
    holdings: Mapping[str, list[Holding]], evidence: Assigned, about: Document | None
) -> Iterator[Holding]:
    for role in evidence.roles:
        for holding in holdings.get(role, ()):
            if about is None or holding.serves(about.id):
                yield holding


def _vacant(facts: Facts, evidence: Assigned, about: Document | None, result: Result) -> None:
    role = evidence.roles[0]
    name = facts.library.names.get(role)
    document = next(facts.library.of_kind("assignments"), None)
    if document is None:
        result.gaps.append(_missing(facts, "assignments", "assignments"))
        return
    if document.damaged(("assignments",)):
        result.shown.append(Shown(document))
        return
    entries = document.body.get("assignments") or []
    route: Route = ("assignments",)
    for index, entry in enumerate(entries):
        concerns = about is None or about.id in (entry.get("for") or [about.id])
        if facts.library.canonical(entry["role"]) in evidence.roles and concerns:
            route = ("assignments", index)
    target = f" for `{about.id}` («{about.title}»)" if about else ""
    what = f"nobody holds the role `{role}`{f' ({name.title})' if name else ''}{target}"
    entry_text = f"`role: {role}`{f', `for: [{about.id}]`' if about else ''} and `person:`"
    mend = f"give it to somebody in {facts.library.shown(document.path)}: an entry with {entry_text}"
    result.gaps.append(Gap(flaws.VACANT_ROLE, Spot(document.path, route), what, mend))
