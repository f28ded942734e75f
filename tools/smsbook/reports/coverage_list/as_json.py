"""The coverage for programs. `version` is raised whenever a field changes its meaning or goes away."""

from __future__ import annotations

from typing import Any

from smsbook.check.locate import Locator
from smsbook.coverage.baseline import Excluded, Planned
from smsbook.coverage.overview import Overview, Step
from smsbook.coverage.state import Counted, Gap, Result, State
from smsbook.reports.as_json import place
from smsbook.reports.coverage_list.listing import Listing
from smsbook.reports.hosts import json_text
from smsbook.source.finding import Spot

VERSION = 1


def render(listing: Listing) -> str:
    """Return the listing as JSON, in the same order each time."""
    report = listing.report
    writer = _Writer(Locator(report.library))
    content = {
        "format": "smsbook-coverage",
        "version": VERSION,
        "as_of": report.as_of.isoformat(),
        "folder": report.library.folder,
        "fail_under": listing.fail_under,
        "catalogues": [writer.overview(overview, listing.fail_under) for overview in listing.overviews],
    }
    return json_text(content)


class _Writer:
    """Turns what is listed into plain data, with places."""

    def __init__(self, locator: Locator) -> None:
        self._locator = locator

    def overview(self, overview: Overview, fail_under: float | None) -> dict[str, Any]:
        return {
            "edition": overview.edition,
            "title": overview.coverage.catalogue.title,
            "named": overview.named,
            "states": {state: overview.coverage.count(state) for state in State},
            "documented": overview.documented,
            "counting": overview.counting,
            "percent": overview.percent,
            "under": fail_under is not None and overview.under(fail_under),
            "next": self._step(overview.step) if overview.step else None,
            "groups": [
                {
                    "id": section.group.id,
                    "title": section.group.title,
                    "requirements": [self._result(result) for result in section.results],
                }
                for section in overview.sections
            ],
        }

    def _place(self, spot: Spot) -> dict[str, Any]:
        return place(self._locator.spot(spot), self._locator.library)

    def _step(self, step: Step) -> dict[str, Any]:
        return {
            "requirements": [requirement.id for requirement in step.requirements],
            "gap": self._gap(step.gap) if step.gap else None,
            "planned": self._planned(step.planned) if step.planned else None,
        }

    def _result(self, result: Result) -> dict[str, Any]:
        return {
            "id": result.requirement.id,
            "title": result.requirement.title,
            "state": result.state,
            "unverified": result.requirement.unverified,
            "evidence": [
                {"document": item.document.id, **self._place(Spot(item.document.path, item.route))}
                for item in result.shown
            ],
            "gaps": [self._gap(gap) for gap in result.gaps],
            "notes": list(result.notes),
            "records": [self._counted(counted) for counted in result.counted],
            "planned": self._planned(result.planned) if result.planned else None,
            "excluded": self._excluded(result.excluded) if result.excluded else None,
        }

    def _gap(self, gap: Gap) -> dict[str, Any]:
        return {
            "rule": gap.rule.id,
            "cause": gap.rule.cause,
            "what": gap.text,
            "mend": gap.mend,
            **self._place(gap.spot),
        }

    def _counted(self, counted: Counted) -> dict[str, Any]:
        return {
            "types": list(counted.types),
            "about": counted.about.id if counted.about else None,
            "document": counted.record.id,
            "date": counted.when.isoformat(),
            "interval": counted.interval or None,
            "due": counted.due.isoformat() if counted.due else None,
            **self._place(Spot(counted.record.path)),
        }

    def _planned(self, planned: Planned) -> dict[str, Any]:
        return {
            "by": planned.by.isoformat(),
            "responsible": planned.responsible,
            "steps": list(planned.steps),
            **self._place(Spot(planned.document.path, planned.route)),
        }

    def _excluded(self, excluded: Excluded) -> dict[str, Any]:
        return {
            "reason": excluded.reason,
            "approved_by": excluded.approved_by,
            "date": excluded.date.isoformat(),
            **self._place(Spot(excluded.document.path, excluded.route)),
        }
