"""The coverage for people at a terminal: what is missing first, group by group."""

from __future__ import annotations

from collections.abc import Iterator

from smsbook.coverage.overview import Overview, Section
from smsbook.reports.coverage_list.listing import Detail, Listing, details, headline, next_step, title
from smsbook.reports.lines import Line, guarded, plain
from smsbook.reports.visible import one_line


def render(listing: Listing) -> str:
    """Return the listing as plain text."""
    return plain(lines(listing))


def lines(listing: Listing) -> Iterator[Line]:
    """Yield the listing line by line; no character in them steers a terminal."""
    yield from guarded(_lines(listing))


def _lines(listing: Listing) -> Iterator[Line]:
    for number, overview in enumerate(listing.overviews):
        if number:
            yield []
        yield from _overview(overview, listing)
    if listing.verdict:
        yield []
        yield [("error", listing.verdict)]


def _overview(overview: Overview, listing: Listing) -> Iterator[Line]:
    day = listing.report.as_of.isoformat()
    yield [("file", f"{overview.edition} on {day}"), ("", f": {headline(overview)}")]
    if overview.step:
        yield from _detail(next_step(overview.step, listing), "next: ", 0)
    width = max(len(result.state) for result in overview.coverage.results)
    for section in overview.sections:
        yield []
        yield from _section(section, listing, width)


def _section(section: Section, listing: Listing, width: int) -> Iterator[Line]:
    yield [("good", one_line(f"{section.group.id} {section.group.title}").rstrip())]
    for result in section.results:
        yield [
            ("", "  "),
            (result.state, f"{result.state:<{width}}"),
            ("", f"  {one_line(f'{result.requirement.id} {title(result)}')}"),
        ]
        for detail in details(result, listing):
            yield from _detail(detail, "", width + 4)


def _detail(detail: Detail, before: str, indent: int) -> Iterator[Line]:
    yield [("", " " * indent), ("", f"{before}{one_line(detail.words)}")] + (
        [("rule", f"  {one_line(detail.place)}")] if detail.place else []
    )
    if detail.mend:
        yield [("", " " * (indent + len(before))), ("mend", f"-> {one_line(detail.mend)}")]
