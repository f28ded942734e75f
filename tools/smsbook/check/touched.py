"""One thing that is touched when something else falls away, and what is touched through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from smsbook.check.touching import STANDING, Step
from smsbook.coverage.state import Coverage
from smsbook.library.holdings import current
from smsbook.library.library import Library
from smsbook.source.finding import Spot

GROUPS = {  # the kinds that are listed, and under which word
    "service": "services",
    "component": "components",
    "sla": "agreements",
    "ola": "agreements",
    "ua": "agreements",
    "customer": "customers",
    "supplier": "suppliers",
    "report": "reports",
    "role": "roles",
    "requirement": "requirements",
}
_OWNED = ("service", "component", "sla", "ola", "ua", "report")


@dataclass(frozen=True)
class Touched:
    """One thing that is touched, the way to it, and how hard: the weakest step of the way."""

    id: str
    kind: str
    title: str
    way: tuple[Step, ...]

    @property
    def group(self) -> str:
        """Under which word it is listed."""
        return GROUPS[self.kind]

    @property
    def need(self) -> str:
        """How hard it is touched: one of `touching.STANDING`."""
        return max((step.need for step in self.way), key=STANDING.index)


def owner(library: Library, each: Touched) -> Touched | None:
    """Return the role that owns something touched, and so has to see to it."""
    document = library.document(each.id) if each.kind in _OWNED else None
    role = library.canonical(document.head.owner) if document else ""
    name = library.names.get(role)
    if document is None or name is None or name.kind != "role":
        return None
    step = Step(each.id, role, "owns", Spot(document.path, ("owner",)), further=False)
    return Touched(role, "role", name.title, (*each.way, step))


def requirements(
    library: Library,
    id: str,
    as_of: date,
    ways: Mapping[str, tuple[Step, ...]],
    coverage: Iterable[Coverage],
) -> Iterator[Touched]:
    """Yield the requirements of which it is evidence, or an agreement with it that falls away too."""
    gone = {id: ()} | {
        each: way for each, way in ways.items() if len(way) == 1 and way[0].words == "is agreed with"
    }
    held = [item for item in current(library, as_of) if library.canonical(item.person) == id]
    for result in (result for each in coverage for result in each.results):
        for shown in result.shown:
            by = shown.document.id
            mine = any(item.document is shown.document and shown.route[:2] == item.route for item in held)
            if by in gone or mine:
                spot = Spot(shown.document.path, shown.route)
                step = Step(by if by in gone else id, result.requirement.reference, "is shown by", spot)
                way = (*gone.get(by, ()), step)
                yield Touched(result.requirement.reference, "requirement", result.requirement.title, way)
                break
