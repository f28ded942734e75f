"""Turn the gaps of all catalogues into findings: one for each thing to do, however many ask for it.

What the service management plan covers is no finding until its date has passed; then the plan is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from smsbook.coverage import flaws
from smsbook.coverage.baseline import Planned
from smsbook.coverage.state import Coverage, Gap, Identity, Result, State
from smsbook.source.finding import Finding, Route, Spot
from smsbook.standard.catalogue import Requirement

_MANY = 4  # requirements named in one message


def findings(coverages: Iterable[Coverage]) -> Iterator[Finding]:
    """Yield one finding for each gap; requirements that miss the same thing share it."""
    together: dict[Identity, list[Gap]] = {}
    asking: dict[Identity, list[Requirement]] = {}
    behind: dict[tuple[str, Route], list[tuple[Planned, Result]]] = {}
    for coverage in coverages:
        for result in coverage.results:
            planned = result.planned
            if planned and not result.excluded and result.found is not State.DOCUMENTED:
                place = (planned.document.path, planned.route)
                behind.setdefault(place, []).append((planned, result))
            for gap in result.open_gaps:
                together.setdefault(gap.identity, []).append(gap)
                names = asking.setdefault(gap.identity, [])
                if result.requirement not in names:
                    names.append(result.requirement)
    for shared, gaps in together.items():
        yield _finding(gaps, asking[shared])
    for entries in behind.values():
        planned, first = entries[0]
        if planned.lapsed(first.as_of):
            yield _lapsed(planned, [result for _, result in entries])


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
        due=gap.due,
        role=gap.role,
        task=gap.task,
    )


def _lapsed(planned: Planned, results: list[Result]) -> Finding:
    references = tuple(result.requirement.reference for result in results)
    count = len(references)
    named = ", ".join(references[:_MANY]) + (f" and {count - _MANY} more" if count > _MANY else "")
    gap = next((gap for result in results for gap in result.gaps), None)
    first = f"; next: {gap.what}, {gap.mend}" if gap else ""
    return Finding(
        rule=flaws.LAPSED_PLAN.id,
        spot=Spot(planned.document.path, (*planned.route, "by")),
        message=(
            f"the plan was to have {named} documented by {planned.by.isoformat()}, and "
            f"{'it is' if count == 1 else 'they are'} not{first}"
        ),
        mend="document what is missing (`smsbook coverage` lists it), or agree on another date",
        severity=flaws.LAPSED_PLAN.severity,
        cause=flaws.LAPSED_PLAN.cause,
        requirements=references,
        due=planned.by,
        role=planned.responsible,
        task=f"documentation of {named}",
    )
