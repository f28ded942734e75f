"""What agreements with customers promise, held against what supports them: read once, for all comparisons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from smsbook.agreements.accepted import Gap, accepts
from smsbook.agreements.contained import MOST_DAYS
from smsbook.agreements.promises import Promises, promises
from smsbook.agreements.supplies import graph, supplying, supporting
from smsbook.agreements.support import Support
from smsbook.agreements.terms import Terms, terms
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.source.finding import Spot

Grade = Literal["short", "doubtful", "unknown"]
Way = tuple[str, ...]
_NAMED = 6  # parts between a service and the last one that a message names


@dataclass(frozen=True)
class Shortfall:
    """A promise of an SLA that what supports it does not carry, or of which nobody can tell for certain.

    `promised` and `received` are the places of both; `by` the documents that fall short, `way` the ids from
    the service down to the part, `how` what was compared. `best` is what can be promised at most, `least`
    what would be needed, in words, where that is known. `accepted` is the gap that accepts it.
    """

    grade: Grade
    sla: Document
    what: str
    priority: str
    promised: Spot
    received: tuple[Spot, ...]
    by: tuple[Document, ...]
    way: Way
    how: str
    least: str = ""
    best: str = ""
    accepted: Gap | None = None

    @property
    def rests(self) -> str:
        """In words, what the service rests on, as in «`SVC-x` rests on `CMP-b` by way of `CMP-a`»."""
        top, *between, part = self.way
        named = [f"`{id}`" for id in between]
        if len(named) > _NAMED:
            named = [named[0], f"{len(named) - 2} more", named[-1]]
        through = f" by way of {' and '.join(named)}" if named else ""
        return f"`{top}` rests on `{part}`{through}"

    @property
    def target(self) -> str:
        """What is promised, in words, as in «response time for P1»."""
        return self.what.replace("-", " ") + (f" for {self.priority}" if self.priority else "")

    @property
    def named(self) -> str:
        """The documents that fall short, as a message names them."""
        return " and ".join(f"`{document.id}`" for document in self.by)


@dataclass(frozen=True)
class Ground:
    """All agreements and the graph, read once. Status and day do not matter: time alone alters nothing."""

    library: Library
    day: date
    graph: Support
    promised: tuple[Promises, ...]
    supporting: tuple[Promises, ...]

    @cached_property
    def by_path(self) -> Mapping[str, Promises]:
        """The supporting agreements by the path of their document."""
        return {each.terms.document.path: each for each in self.supporting}

    def behind(self, part: str) -> tuple[Promises, ...]:
        """Return the OLAs and UAs that support a component or service."""
        found = (self.by_path.get(each.path) for each in supplying(self.library, part))
        return tuple(each for each in found if each)

    def accepted(self, sla: Document, about: Iterable[str], what: str, priority: str = "") -> Gap | None:
        """Return the gap in an SLA that accepts what is wrong, or None."""
        return accepts(self.library, sla, tuple(about), what, priority, self.day)


Comparing = Callable[[Ground], Iterator[Shortfall]]


def ground(library: Library, day: date) -> Ground:
    """Return all SLAs, OLAs and UAs in use, and what rests on what."""
    return Ground(
        library,
        day,
        graph(library),
        tuple(promises(library, terms(library, sla)) for sla in library.of_kind("sla")),
        tuple(supporting(library)),
    )


def compared(library: Library, day: date, by: Comparing) -> tuple[Shortfall, ...]:
    """Return what a comparison finds; it is made once for all rules that ask for it."""
    return library.once(_compared, day, by)


def _compared(library: Library, day: date, by: Comparing) -> tuple[Shortfall, ...]:
    return tuple(by(ground(library, day)))


def days_of(text: Terms, day: date) -> tuple[date, date]:
    """Return the first and last day that comparisons look at: those of the agreement, as far as it says."""
    first = text.first or min(filter(None, (text.last, date(day.year, 1, 1))))
    return first, text.last or first + timedelta(days=MOST_DAYS)


def common(one: Terms, other: Terms, day: date) -> tuple[date, date] | None:
    """Return the first and last day on which both agreements hold, or None where there is no such day."""
    first, last = days_of(one, day)
    begin, end = max(first, other.first or first), min(last, other.last or last)
    return (begin, end) if begin <= end else None


def not_accepted(found: Iterable[Shortfall], *grades: Grade) -> Iterator[Shortfall]:
    """Yield the shortfalls of these grades that nobody accepted, each pair of places once.

    What several agreements take over from one is told about the one that says it, if that falls short too.
    """
    open_ones = [each for each in found if each.grade in grades and each.accepted is None]
    open_ones.sort(key=lambda each: each.sla.path != each.promised.path)
    told: dict[tuple[str, Spot, tuple[Spot, ...]], Shortfall] = {}
    for each in open_ones:
        told.setdefault((each.what, each.promised, each.received), each)
    yield from told.values()
