"""What the changes of documents bring about: who holds which role, what is documented, what is wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from smsbook.compare.comparison import FindingChange, RequirementChange, RoleChange
from smsbook.coverage.state import Coverage, State
from smsbook.library.holdings import current
from smsbook.library.library import Library
from smsbook.source.finding import Finding

_Passing = tuple[str, bool, bool, tuple[str, ...], tuple[str, ...]]
_Held = dict[tuple[str, str, bool], tuple[str, ...]]


def role_changes(before: Library, after: Library, as_of: date) -> tuple[RoleChange, ...]:
    """Return the roles that others hold on the day, or for which others stand in.

    Where a role passes in the same way for several documents, that is one change.
    """
    old, new = _held(before, as_of), _held(after, as_of)
    found: dict[_Passing, list[str]] = defaultdict(list)
    for key in sorted({*old, *new}):
        role, about, deputy = key
        held = old.get((role, about, False)) and new.get((role, about, False))
        if old.get(key) != new.get(key) and (held or not deputy):
            passing = (role, deputy, not about, old.get(key, ()), new.get(key, ()))
            found[passing] += [_title(about, after, before)] if about else []
    return tuple(
        RoleChange(role, _title(role, after, before), tuple(sorted(about)), one, other, deputy)
        for (role, deputy, _, one, other), about in found.items()
    )


def _held(library: Library, as_of: date) -> _Held:
    """Return who holds each role, in general or for a document, and who stands in (marked True)."""
    found: dict[tuple[str, str, bool], set[str]] = defaultdict(set)
    for holding in current(library, as_of):
        for about in holding.about or ("",):
            found[holding.role, about, False].add(_title(holding.person, library))
            if holding.deputy:
                found[holding.role, about, True].add(_title(holding.deputy, library))
    return {key: tuple(sorted(people)) for key, people in found.items()}


def _title(word: str, *libraries: Library) -> str:
    names = (library.names.get(word) for library in libraries)
    return next((name.title for name in names if name is not None and name.title), word)


def requirement_changes(
    before: Iterable[Coverage], after: Iterable[Coverage]
) -> tuple[RequirementChange, ...]:
    """Return the requirements in another state, in the order of their catalogues."""
    old = {coverage.catalogue.edition: coverage for coverage in before}
    new = {coverage.catalogue.edition: coverage for coverage in after}
    found: list[RequirementChange] = []
    for edition in dict.fromkeys((*old, *new)):
        one, other = old.get(edition), new.get(edition)
        if one and other:
            found += _requirements(edition, one, other)
        else:
            found.append(RequirementChange(edition, "", "", _share(one), _share(other)))
    return tuple(found)


def _requirements(edition: str, before: Coverage, after: Coverage) -> Iterator[RequirementChange]:
    old = {result.requirement.id: result for result in before.results}
    new = {result.requirement.id: result for result in after.results}
    for id in dict.fromkeys((*old, *new)):
        states = tuple(str(side[id].state) if id in side else "" for side in (old, new))
        if states[0] != states[1]:
            yield RequirementChange(edition, id, (new.get(id) or old[id]).requirement.title, *states)


def _share(coverage: Coverage | None) -> str:
    if coverage is None:
        return ""
    return f"{coverage.count(State.DOCUMENTED)} of {len(coverage.results)} requirements documented"


def finding_changes(
    before: Iterable[Finding], after: Iterable[Finding], libraries: tuple[Library, Library]
) -> tuple[FindingChange, ...]:
    """Return how many findings of each rule appeared and are gone, document by document."""
    old, new = (_counted(found, library) for found, library in zip((before, after), libraries, strict=True))
    rules = sorted({rule for rule, _ in (*old, *new)})
    appeared, gone = new - old, old - new
    changes = (
        FindingChange(
            rule,
            sum(number for (name, _), number in appeared.items() if name == rule),
            sum(number for (name, _), number in gone.items() if name == rule),
        )
        for rule in rules
    )
    return tuple(change for change in changes if change.appeared or change.gone)


def _counted(findings: Iterable[Finding], library: Library) -> Counter[tuple[str, str]]:
    ids = {document.path: document.id for document in library.documents}
    return Counter((finding.rule, ids.get(finding.spot.path, finding.spot.path)) for finding in findings)
