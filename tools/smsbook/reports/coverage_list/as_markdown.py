"""The coverage as Markdown, fit for a comment on a pull request. Content in it means nothing to Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from smsbook.coverage.overview import Overview
from smsbook.reports.coverage_list.listing import Detail, Listing, details, headline, next_step, title
from smsbook.reports.visible import in_markdown


def render(listing: Listing) -> str:
    """Return the listing as Markdown."""
    parts = ["\n".join(_overview(overview, listing)) for overview in listing.overviews]
    if listing.verdict:
        parts.append(f"**{in_markdown(listing.verdict)}**")
    return "\n\n".join(parts) + "\n"


def _overview(overview: Overview, listing: Listing) -> Iterator[str]:
    yield f"## {in_markdown(overview.edition)} on {listing.report.as_of.isoformat()}"
    yield ""
    yield f"{in_markdown(headline(overview))}"
    if overview.step:
        yield ""
        yield f"**Next:** {_detail(next_step(overview.step, listing))}"
    for section in overview.sections:
        yield ""
        yield f"### {in_markdown(f'{section.group.id} {section.group.title}'.rstrip())}"
        yield ""
        for result in section.results:
            yield f"- **{result.state}** {in_markdown(f'{result.requirement.id} {title(result)}')}"
            for detail in details(result, listing):
                yield f"  - {_detail(detail)}"


def _detail(detail: Detail) -> str:
    place = f" ({in_markdown(detail.place)})" if detail.place else ""
    return in_markdown(detail.words) + place + (f" → {in_markdown(detail.mend)}" if detail.mend else "")
