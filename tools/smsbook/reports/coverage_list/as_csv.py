"""The coverage as a table for spreadsheets: a row for each requirement."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from smsbook.coverage.overview import Overview, Section, evidence
from smsbook.coverage.state import Result
from smsbook.reports.coverage_list.listing import Listing, record
from smsbook.reports.visible import in_cell

COLUMNS = (
    "edition",
    "group",
    "group_title",
    "id",
    "title",
    "state",
    "unverified",
    "missing",
    "mend",
    "planned_by",
    "responsible",
    "excluded_because",
    "approved_by",
    "evidence",
    "records",
    "next_due",
)


def render(listing: Listing) -> str:
    """Return the listing as CSV with a header."""
    text = StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for overview in listing.overviews:
        for section in overview.sections:
            for result in section.results:
                table.writerow(map(in_cell, _row(overview, section, result)))
    return text.getvalue()


def _row(overview: Overview, section: Section, result: Result) -> Iterator[str]:
    planned, excluded = result.planned, result.excluded
    due = [item.due for item in result.counted if item.due]
    yield from (overview.edition, section.group.id, section.group.title)
    yield from (result.requirement.id, result.requirement.title, result.state)
    yield "yes" if result.requirement.unverified else ""
    yield "; ".join([*(gap.text for gap in result.gaps), *result.notes])
    yield "; ".join(dict.fromkeys(gap.mend for gap in result.gaps))
    yield planned.by.isoformat() if planned else ""
    yield planned.responsible if planned else ""
    yield excluded.reason if excluded else ""
    yield excluded.approved_by if excluded else ""
    yield " ".join(document.id for document in evidence(result))
    yield "; ".join(map(record, result.counted))
    yield min(due).isoformat() if due else ""
