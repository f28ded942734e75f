"""What is known about the thing under the pointer, in a few lines of Markdown or of plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from smsbook.check.report import Report
from smsbook.coverage.state import Result
from smsbook.desk.complete import kind_title
from smsbook.desk.navigate import Meant
from smsbook.library.document import Document
from smsbook.library.holdings import Holding, current
from smsbook.library.library import Library, Name
from smsbook.reports.visible import in_markdown, one_line
from smsbook.source.finding import Rule
from smsbook.standard.catalogue import Catalogue, Requirement, editions, load_catalogue

Say = Callable[[str], str]
_LONGEST = 1_000  # characters of one line
_MANY = 8  # holders or roles that are named


def markdown(lines: list[str]) -> str:
    """Return lines of which the first is a heading; nothing in them means anything to Markdown."""
    first, *others = (in_markdown(line[:_LONGEST]) for line in lines)
    return "\n\n".join([f"**{first}**", "  \n".join(others)] if others else [f"**{first}**"])


def plain(lines: list[str]) -> str:
    """Return the lines as text, of which no character steers."""
    return "\n".join(one_line(line[:_LONGEST]) for line in lines)


def about_name(library: Library, meant: Meant, as_of: date) -> list[str]:
    """Return what a name stands for: title, kind, owner, status and next review, or who holds a role."""
    name = meant.name
    lines = [f"{name.name}: {name.title}" if name.title != name.name else name.name]
    kind = kind_title(library.kinds, name)
    if name.document is None:
        lines.append(f"{kind}, as FitSM has it")
    elif name.route:
        lines.append(f"{kind}, in {library.shown(name.document.path)}")
    else:
        lines += _document(library, name.document, kind)
    if meant.word != name.name:
        lines.append(f"{meant.word} is its former id")
    if name.kind == "role":
        lines += _holders(library, name, as_of)
    elif name.kind == "person":
        lines += _roles(library, name, as_of)
    return lines


def _document(library: Library, document: Document, kind: str) -> Iterator[str]:
    head = document.head
    version = f", version {head.version}" if head.version else ""
    yield f"{kind}, {head.status}{version}"
    if head.owner:
        yield f"owner: {_titled(library, head.owner)}"
    if head.review.next:
        yield f"next review: {head.review.next.isoformat()}"
    if head.summary:
        yield head.summary


def _titled(library: Library, id: str) -> str:
    name = library.names.get(id)
    return f"{id} ({name.title})" if name and name.title != id else id


def _holders(library: Library, role: Name, as_of: date) -> Iterator[str]:
    held = [item for item in current(library, as_of) if item.role == role.name]
    if not held:
        yield f"nobody holds it on {as_of.isoformat()}"
    for item in held[:_MANY]:
        yield _held(_titled(library, item.person), item)
    if held[_MANY:]:
        yield f"and {len(held) - _MANY} more"


def _roles(library: Library, person: Name, as_of: date) -> Iterator[str]:
    held = [item for item in current(library, as_of) if item.person == person.name]
    for item in held[:_MANY]:
        yield _held(_titled(library, item.role), item).replace("held by", "holds", 1)
    if held[_MANY:]:
        yield f"and {len(held) - _MANY} more"


def _held(who: str, item: Holding) -> str:
    about = f" for {', '.join(item.about)}" if item.about else ""
    return f"held by {who}{about}"


def about_requirement(report: Report | None, edition: str, id: str) -> list[list[str]]:
    """Return the topic of a requirement in our own words and its state, for each edition that has it.

    Without an edition, it is looked for in those by which the SMS is measured.
    """
    coverages = report.coverage if report else ()
    measured = [
        [_heading(result.requirement), result.requirement.topic, *_state(result)]
        for coverage in coverages
        for result in coverage.results
        if result.requirement.id == id and edition in ("", result.requirement.edition)
    ]
    if measured:
        return measured
    known = {coverage.catalogue.edition: coverage.catalogue for coverage in coverages}
    shipped = () if known and not edition else editions()
    catalogues = {name: load_catalogue(name) for name in shipped} | known
    return [page for name, found in catalogues.items() if edition in ("", name) for page in _pages(found, id)]


def _heading(requirement: Requirement) -> str:
    return f"{requirement.reference}: {requirement.title}"


def _state(result: Result) -> Iterator[str]:
    shown = list(dict.fromkeys(item.document.id for item in result.shown))
    more = f" and {len(shown) - _MANY} more" if shown[_MANY:] else ""
    yield f"{result.state}, shown by {', '.join(shown[:_MANY])}{more}" if shown else str(result.state)
    for gap in result.gaps[:_MANY]:
        yield f"missing: {gap.text}"


def _pages(catalogue: Catalogue, id: str) -> Iterator[list[str]]:
    """Yield what a catalogue says of a requirement that nobody measures by it, or of a group."""
    for requirement in catalogue.requirements:
        if requirement.id == id:
            yield [_heading(requirement), requirement.topic]
    for group in catalogue.groups:
        if group.id == id:
            inside = [item.id for item in catalogue.requirements if item.group == id]
            yield [f"{catalogue.edition} {group.id}: {group.title}", ", ".join(inside)]


def about_rule(rule: Rule) -> list[str]:
    """Return the manual page of a rule, which belongs to a finding."""
    return [f"{rule.id}: {rule.summary}", f"Why it matters: {rule.why}", f"How to fix it: {rule.fix}"]
