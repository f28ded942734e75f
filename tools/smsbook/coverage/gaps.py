"""Turn the gaps of all catalogues into findings: one for each thing to do, however many ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from smsbook.coverage.state import Coverage, Gap
from smsbook.source.finding import Finding, Route
from smsbook.standard.catalogue import Requirement

_Key = tuple[str, str, Route, str]


def findings(coverages: Iterable[Coverage]) -> Iterator[Finding]:
    """Yield one finding for each gap; requirements that miss the same thing share it."""
    together: dict[_Key, list[Gap]] = {}
    asking: dict[_Key, list[Requirement]] = {}
    for coverage in coverages:
        for result in coverage.results:
            for gap in result.gaps:
                key = (gap.rule.id, gap.spot.path, gap.spot.route, gap.what if not gap.spot.key else "")
                together.setdefault(key, []).append(gap)
                names = asking.setdefault(key, [])
                if result.requirement not in names:
                    names.append(result.requirement)
    for shared, gaps in together.items():
        yield _finding(gaps, asking[shared])


def _finding(gaps: list[Gap], requirements: list[Requirement]) -> Finding:
    gap = gaps[0]
    expected = "; ".join(dict.fromkeys(item.expected for item in gaps if item.expected))
    what = replace(gap, expected=expected).text
    named = requirements[0]
    others = ", ".join(requirement.reference for requirement in requirements[1:])
    asked = f"{named.reference} («{named.title}») asks for it{f', as does {others}' if others else ''}"
    return Finding(
        rule=gap.rule.id,
        spot=gap.spot,
        message=f"{what}; {asked}",
        mend=gap.mend,
        severity=gap.rule.severity,
        cause=gap.rule.cause,
        requirements=tuple(requirement.reference for requirement in requirements),
    )
