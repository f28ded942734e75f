"""Name the requirements that rest on what is wrong with the shape of a document.

What stands in the wrong shape is no gap: it may be there, only misspelt. The finding about the shape says so,
and names them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from smsbook.coverage.state import Coverage
from smsbook.source.finding import Finding, Route

_MANY = 3  # requirements named in one message


def findings(shape: Iterable[Finding], coverages: Iterable[Coverage]) -> Iterator[Finding]:
    """Yield the findings about single files, with the requirements that rest on the place of each."""
    resting: dict[str, list[tuple[Route, str]]] = defaultdict(list)
    for coverage in coverages:
        for result in coverage.results:
            for spot in result.damaged if not (result.planned or result.excluded) else ():
                resting[spot.path].append((spot.route, result.requirement.reference))
    for finding in shape:
        places = resting.get(finding.spot.path, ())
        names = [name for route, name in places if not route or _meet(route, finding.spot.route)]
        yield _named(finding, tuple(dict.fromkeys(names)))


def _meet(one: Route, other: Route) -> bool:
    """Tell whether two places are the same, or one lies below the other; the whole file is no place."""
    shorter = min(len(one), len(other))
    return shorter > 0 and one[:shorter] == other[:shorter]


def _named(finding: Finding, references: tuple[str, ...]) -> Finding:
    if not references:
        return finding
    more = len(references) - _MANY
    names = ", ".join(references[:_MANY]) + (f" and {more} more" if more > 0 else "")
    rests = "rests" if len(references) == 1 else "rest"
    return replace(finding, message=f"{finding.message}; {names} {rests} on it", requirements=references)
