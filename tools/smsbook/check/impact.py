"""What is touched if something falls away, and by which way: services, agreements, customers, and so on."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from smsbook.agreements.supplies import graph
from smsbook.check.locate import Locator
from smsbook.check.run import check
from smsbook.check.touched import GROUPS, Touched, owner, requirements
from smsbook.check.touching import STANDING, Step, resting, steps
from smsbook.coverage.state import Coverage
from smsbook.library.library import Library
from smsbook.schema.nearest import near
from smsbook.source.folder import CouldNotRun

FALLING = ("component", "service", "sla", "ola", "ua", "supplier", "customer", "person", "role")


@dataclass(frozen=True)
class Impact:
    """What falls away, and all that it touches, in groups and each by its hardest and shortest way."""

    library: Library
    as_of: date
    id: str
    kind: str
    title: str
    touched: tuple[Touched, ...]

    def group(self, name: str) -> tuple[Touched, ...]:
        """Return what is touched in a group, the hardest first."""
        found = (each for each in self.touched if each.group == name)
        return tuple(sorted(found, key=lambda each: (STANDING.index(each.need), each.id)))


def impact(path: Path, id: str, as_of: date) -> Impact:
    """Return what is touched in the SMS at a path if something falls away on a day.

    Raises CouldNotRun where there is no SMS, nothing with that id, or nothing of a kind that can fall away.
    """
    report = check(path, as_of)
    return impact_in(report.library, id, as_of, report.coverage)


def impact_in(library: Library, id: str, as_of: date, coverage: Iterable[Coverage] = ()) -> Impact:
    """Return what is touched in a library; see `impact`. Requirements are those of the coverage."""
    id, kind, title = _known(library, id)
    ways = _ways(library, id, as_of)
    touched = [_touched(library, each, way) for each, way in ways.items() if each != id]
    listed = {each.id: each for each in touched if each and each.kind in GROUPS}
    for each in tuple(listed.values()):
        _add(listed, owner(library, each))
    for each in requirements(library, id, as_of, ways, coverage):
        _add(listed, each)
    listed.pop(id, None)
    locator = Locator(library)
    placed = (replace(each, way=tuple(_placed(locator, each.way))) for each in listed.values())
    return Impact(library, as_of, id, kind, title, tuple(placed))


def _known(library: Library, word: str) -> tuple[str, str, str]:
    name = library.names.get(word)
    if name is None:
        known = [each.name for each in library.names.values() if each.kind in FALLING]
        close = near(word, known)
        hint = f"; did you mean {' or '.join(close)}?" if close else ""
        raise CouldNotRun(f"there is nothing with the id `{word}`{hint}")
    if name.kind not in FALLING:
        expected = "a component, service, agreement, supplier, customer, person or role"
        raise CouldNotRun(f"found `{word}`, which is of the kind {name.kind}; expected {expected}")
    return name.name, name.kind, name.title


def _ways(library: Library, id: str, as_of: date) -> dict[str, tuple[Step, ...]]:
    """Return the hardest and shortest way to each thing; what is only named on it goes no further."""
    above = resting(graph(library))
    found: dict[str, tuple[Step, ...]] = {id: ()}
    gone: set[str] = set()
    ahead: list[tuple[int, int, int, str, tuple[Step, ...]]] = [(0, 0, 0, id, ())]
    number = 0
    while ahead:
        need, length, _, here, way = heapq.heappop(ahead)
        if here not in found:
            found[here] = way
        if here in gone or (way and not way[-1].further):
            continue
        gone.add(here)
        name = library.names.get(here)
        ways = {here: way}
        for step in steps(library, above, here, name.kind if name else "", here == id, as_of):
            number += 1
            ways[step.touched] = (*ways[step.touching], step)
            harder = max(need, STANDING.index(step.need))
            heapq.heappush(ahead, (harder, length + 1, number, step.touched, ways[step.touched]))
    return found


def _touched(library: Library, id: str, way: tuple[Step, ...]) -> Touched | None:
    name = library.names.get(id)
    return Touched(name.name, name.kind, name.title, way) if name else None


def _add(listed: dict[str, Touched], each: Touched | None) -> None:
    """Add something unless it is listed as being touched at least as hard."""
    if each and (each.id not in listed or STANDING.index(each.need) < STANDING.index(listed[each.id].need)):
        listed[each.id] = each


def _placed(locator: Locator, way: Iterable[Step]) -> Iterator[Step]:
    for step in way:
        yield replace(step, spot=locator.spot(step.spot)) if step.spot else step
