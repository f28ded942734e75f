"""What all formats of the coverage show, and the words they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from smsbook.check.locate import Locator
from smsbook.check.report import Report
from smsbook.coverage.overview import Overview, Step, evidence
from smsbook.coverage.state import Counted, Gap, Result, State
from smsbook.reports.lines import count
from smsbook.schema.words import shortened

_GAPS, _DOCUMENTS, _RECORDS, _REQUIREMENTS = 2, 3, 3, 8  # how many of each are named


@dataclass(frozen=True)
class Listing:
    """The overviews of a run, and the least share, in percent, that was asked for."""

    report: Report
    overviews: tuple[Overview, ...]
    fail_under: float | None = None

    @cached_property
    def locator(self) -> Locator:
        """What knows where everything stands in the files."""
        return Locator(self.report.library)

    @property
    def verdict(self) -> str:
        """Say which catalogues fall short of what was asked for; empty where none does."""
        wanted = self.fail_under
        short = [one for one in self.overviews if wanted is not None and one.under(wanted)]
        words = [f"{one.edition}: {one.documented} of {one.counting} documented" for one in short]
        return f"less than the {wanted:g} % asked for: {'; '.join(words)}" if short else ""


@dataclass(frozen=True)
class Detail:
    """One sentence about a requirement; where something is missing, also how to mend it and where."""

    words: str
    mend: str = ""
    place: str = ""


def headline(overview: Overview) -> str:
    """Say how many requirements are documented, and how many are in which other state."""
    coverage = overview.coverage
    kept = "applicable " if coverage.count(State.EXCLUDED) else ""
    parts = [
        f"{overview.documented} of {overview.counting} {kept}requirements documented ({overview.percent} %)",
        *(f"{number} {state}" for state in State if (number := _beside(overview, state))),
    ]
    left_out = "" if overview.named else "; not among the standards of sms.yml"
    return ", ".join(parts) + left_out


def next_step(step: Step, listing: Listing) -> Detail:
    """Say what to do next, for which requirements."""
    ids = named([requirement.id for requirement in step.requirements], _REQUIREMENTS)
    if step.gap:
        one = len(step.requirements) == 1
        words = f"{step.gap.text}; {ids} {'asks' if one else 'ask'} for it"
        return Detail(words, step.gap.mend, _place(step.gap, listing))
    if step.planned is None:
        return Detail("")
    return Detail(
        f"document {ids}, as planned by {step.planned.by.isoformat()} ({_role(step.planned.responsible)})",
        f"begin with: {shortened(step.planned.steps[0])}" if step.planned.steps else "",
    )


def details(result: Result, listing: Listing) -> Iterator[Detail]:
    """Yield what there is to know about a requirement, besides its state."""
    planned, excluded = result.planned, result.excluded
    match result.state:
        case State.EXCLUDED if excluded:
            name = listing.report.library.names.get(excluded.approved_by)
            who = name.title if name else excluded.approved_by
            yield Detail(f"{excluded.reason} (approved by {who} on {excluded.date.isoformat()})")
            return
        case State.PLANNED if planned:
            yield Detail(f"planned by {planned.by.isoformat()} ({_role(planned.responsible)})")
        case State.MISSING | State.PARTIAL:
            if planned:
                role = _role(planned.responsible)
                yield Detail(f"was to be documented by {planned.by.isoformat()} ({role})")
            yield from _gaps(result, listing)
        case State.DOCUMENTED:
            documents = named([document.id for document in evidence(result)], _DOCUMENTS)
            if documents:
                yield Detail(documents)
    yield from _records(result.counted)


def named(words: Sequence[str], most: int) -> str:
    """Name the first of several, and how many more there are."""
    more = len(words) - most
    return ", ".join(words[:most]) + (f" and {more} more" if more > 0 else "")


def title(result: Result) -> str:
    """Return the title of a requirement, marked where nobody held our words beside the text."""
    return f"{result.requirement.title}{' (unverified)' if result.requirement.unverified else ''}"


def _beside(overview: Overview, state: State) -> int:
    return 0 if state is State.DOCUMENTED else overview.coverage.count(state)


def _role(role: str) -> str:
    return role or "nobody is named"


def _gaps(result: Result, listing: Listing) -> Iterator[Detail]:
    missing = [Detail(gap.text, gap.mend, _place(gap, listing)) for gap in result.gaps]
    missing += [Detail(note) for note in result.notes]
    yield from missing[:_GAPS]
    if len(missing) > _GAPS:
        yield Detail(f"and {len(missing) - _GAPS} more")


def _place(gap: Gap, listing: Listing) -> str:
    """Return file and line of a gap, or nothing where the file is what is missing."""
    library = listing.report.library
    if gap.spot.path not in library.texts:
        return ""
    position = listing.locator.spot(gap.spot).position
    return f"{library.shown(gap.spot.path)}:{position.line if position else 1}"


def _records(counted: Sequence[Counted]) -> Iterator[Detail]:
    """Yield which records count and when the next are due, the first due first; one record is told once."""
    about: dict[tuple[tuple[str, ...], str, date, date | None], list[str]] = {}
    for item in counted:
        key = (item.types, item.record.id, item.when, item.due)
        about.setdefault(key, []).extend([item.about.id] if item.about else [])
    ordered = sorted(about, key=lambda key: (key[3] is None, key[3] or key[2], key[1]))
    for types, id, when, due in ordered[:_RECORDS]:
        yield Detail(_record(types, named(about[types, id, when, due], _DOCUMENTS), id, when, due))
    if len(ordered) > _RECORDS:
        yield Detail(f"and {count(len(ordered) - _RECORDS, 'record')} more")


def record(counted: Counted) -> str:
    """Say which record of which day counts, and when the next is due."""
    about = counted.about.id if counted.about else ""
    return _record(counted.types, about, counted.record.id, counted.when, counted.due)


def _record(types: tuple[str, ...], about: str, id: str, when: date, due: date | None) -> str:
    of = f"{' or '.join(types)}{f' about {about}' if about else ''}"
    return f"{of}: {id} of {when.isoformat()}{f'; next due on {due.isoformat()}' if due else ''}"
