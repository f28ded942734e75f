"""How far each catalogue is documented, in the order in which people read it, and the next best step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from smsbook.coverage.baseline import Planned
from smsbook.coverage.evaluate import evaluate
from smsbook.coverage.state import Coverage, Gap, Identity, Result, State
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.source.finding import Cause, Route
from smsbook.source.folder import CouldNotRun
from smsbook.standard.catalogue import Group, Requirement, editions, load_catalogue

ORDER = (
    State.MISSING,
    State.PARTIAL,
    State.PLANNED,
    State.EXCLUDED,
    State.NOT_EVALUATED,
    State.DOCUMENTED,
)


@dataclass(frozen=True)
class Step:
    """What to do next: a gap to close or an entry of the plan to fulfil, for which requirements."""

    requirements: tuple[Requirement, ...]
    gap: Gap | None = None
    planned: Planned | None = None


@dataclass(frozen=True)
class Section:
    """A group of requirements, what is missing first."""

    group: Group
    results: tuple[Result, ...]


@dataclass(frozen=True)
class Overview:
    """One catalogue, or one group of it. `named` tells whether the SMS is held against it."""

    coverage: Coverage
    named: bool
    step: Step | None
    sections: tuple[Section, ...]

    @property
    def edition(self) -> str:
        """The catalogue's name, such as FitSM-1:v3.0.1."""
        return self.coverage.catalogue.edition

    @property
    def documented(self) -> int:
        """How many requirements are documented."""
        return self.coverage.count(State.DOCUMENTED)

    @property
    def counting(self) -> int:
        """How many requirements there are, without those that are excluded."""
        return len(self.coverage.results) - self.coverage.count(State.EXCLUDED)

    @property
    def percent(self) -> int:
        """The documented ones in percent; 100 only where all are."""
        whole = self.documented == self.counting
        return 100 if whole else min(99, round(100 * self.documented / self.counting))

    def under(self, percent: float) -> bool:
        """Tell whether less than so many percent are documented."""
        return self.documented * 100 < percent * self.counting


def overviews(
    library: Library, coverages: Sequence[Coverage], as_of: date, edition: str = "", group: str = ""
) -> tuple[Overview, ...]:
    """Return the overviews of the evaluated catalogues, or of what `edition` and `group` name.

    An edition that smsbook brings along is evaluated although the SMS is not held against it.
    Raises CouldNotRun where there is no edition to show, or `edition` or `group` names nothing.
    """
    if not coverages and not edition:
        raise CouldNotRun(
            "sms.yml names no edition under `standards`; add one there, or name one with `--edition`: "
            f"{', '.join(editions())}"
        )
    named = {coverage.catalogue.edition for coverage in coverages}
    chosen = _of_edition(library, coverages, as_of, edition) if edition else coverages
    if group:
        chosen = _of_group(chosen, group)
    return tuple(_overview(coverage, coverage.catalogue.edition in named) for coverage in chosen)


def evidence(result: Result) -> tuple[Document, ...]:
    """Return the documents that show a requirement documented, each once."""
    return tuple({item.document.path: item.document for item in result.shown}.values())


def _of_edition(library: Library, coverages: Sequence[Coverage], as_of: date, wanted: str) -> list[Coverage]:
    known = {coverage.catalogue.edition: coverage for coverage in coverages}
    names = list(dict.fromkeys((*known, *editions())))
    found = [name for name in names if _means(wanted, name)]
    if not found:
        raise CouldNotRun(f"there is no edition `{wanted}`; the editions are {', '.join(names)}")
    return [known[name] for name in found if name in known] or [
        evaluate(library, load_catalogue(name), as_of) for name in found
    ]


def _means(wanted: str, edition: str) -> bool:
    """Tell whether a word means an edition: its name, the beginning of it, or one of its two halves."""
    word, name = wanted.casefold(), edition.casefold()
    standard, _, own = name.partition(":")
    return word == standard or own.startswith(word) or (":" in word and name.startswith(word))


def _of_group(coverages: Sequence[Coverage], wanted: str) -> list[Coverage]:
    found = []
    for coverage in coverages:
        results = tuple(
            result for result in coverage.results if result.requirement.group.casefold() == wanted.casefold()
        )
        if results:
            found.append(replace(coverage, results=results))
    if not found:
        groups = dict.fromkeys(
            result.requirement.group for coverage in coverages for result in coverage.results
        )
        raise CouldNotRun(f"there is no group `{wanted}`; the groups are {', '.join(groups)}")
    return found


def _overview(coverage: Coverage, named: bool) -> Overview:
    return Overview(coverage, named, _next_step(coverage), tuple(_sections(coverage)))


def _sections(coverage: Coverage) -> Iterator[Section]:
    by_group: dict[str, list[Result]] = {group.id: [] for group in coverage.catalogue.groups}
    for result in coverage.results:
        by_group.setdefault(result.requirement.group, []).append(result)
    groups = {group.id: group for group in coverage.catalogue.groups}
    for id, results in by_group.items():
        if results:
            ordered = sorted(results, key=lambda result: ORDER.index(result.state))
            yield Section(groups.get(id) or Group(id, "", ""), tuple(ordered))


def _next_step(coverage: Coverage) -> Step | None:
    """Return the gap that most requirements have, or else the entry of the plan with the first date."""
    gaps: dict[Identity, Gap] = {}
    asking: dict[Identity, list[Requirement]] = {}
    for result in coverage.results:
        for gap in _brought_by_content(result.open_gaps):
            gaps.setdefault(gap.identity, gap)
            names = asking.setdefault(gap.identity, [])
            if result.requirement not in names:
                names.append(result.requirement)
    if gaps:
        most = max(asking, key=lambda identity: len(asking[identity]))
        return Step(tuple(asking[most]), gap=gaps[most])
    return _next_planned(coverage)


def _next_planned(coverage: Coverage) -> Step | None:
    planned: dict[tuple[str, Route], Planned] = {}
    promised: dict[tuple[str, Route], list[Requirement]] = {}
    for result in coverage.results:
        if result.planned and not result.excluded and result.found is not State.DOCUMENTED:
            place = (result.planned.document.path, result.planned.route)
            planned.setdefault(place, result.planned)
            promised.setdefault(place, []).append(result.requirement)
    if not planned:
        return None
    first = min(planned, key=lambda place: planned[place].by)
    return Step(tuple(promised[first]), planned=planned[first])


def _brought_by_content(gaps: Iterable[Gap]) -> Iterator[Gap]:
    return (gap for gap in gaps if gap.rule.cause is not Cause.TIME)
