"""The manual pages that `smsbook explain` prints: rules, requirements and kinds of documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import fill, wrap

from smsbook.check.locate import Locator
from smsbook.check.report import Report
from smsbook.coverage.state import Result
from smsbook.reports.editions import doubt, elsewhere, members, named, nearness, neighbours
from smsbook.schema.kinds import Kind
from smsbook.source.finding import Cause, Rule, Spot
from smsbook.standard.catalogue import (
    Assigned,
    Catalogue,
    Every,
    Evidence,
    Exists,
    Recorded,
    Requirement,
    Where,
)
from smsbook.standard.model import ADVICE_KEYS, Advice, Process

_WIDTH = 96


def rule_page(rule: Rule) -> str:
    """Return the manual page of a rule."""
    weight = {"error": "an error", "warning": "a warning", "info": "for information only"}[rule.severity]
    gate = f"It is {weight}"
    gate += ", and fails a check only with --strict-time." if rule.cause is Cause.TIME else "."
    return _page(rule.id, [rule.summary, f"Why it matters: {rule.why}", f"How to fix it: {rule.fix}", gate])


def requirement_page(requirement: Requirement, catalogue: Catalogue, report: Report | None) -> str:
    """Return the manual page of a requirement; with a report, also its state and what shows it."""
    lines = [requirement.topic, *doubt(requirement)]
    if requirement.evidence:
        lines.append("What smsbook looks for:")
        lines += [line for item in requirement.evidence for line in _evidence(item)]
    else:
        lines.append("smsbook does not evaluate this requirement yet; it is never counted as documented.")
    result = _result(requirement, report)
    if report and result:
        lines += _state(result, report)
    lines += elsewhere(requirement)
    place = f"section {requirement.section}" + (f", page {requirement.page}" if requirement.page else "")
    lines.append(f"{catalogue.title}, {place}. {catalogue.licence}")
    return _page(f"{requirement.reference} {requirement.title}", lines)


def advice_page(advice: Advice, process: Process, report: Report | None) -> str:
    """Return the manual page of an item of FitSM-2's advice; with a report, also where it is mentioned."""
    lines = [advice.text.rstrip(".") + "."]
    links = report.library.links_to(advice.id) if report else ()
    if report and links:
        locator = Locator(report.library)
        lines.append(f"In {report.library.folder} it is mentioned here:")
        for link in links:
            spot = locator.spot(Spot(link.source.path, link.route[:-2]))
            where = f"{report.library.shown(spot.path)}:{spot.position.line if spot.position else 1}"
            lines.append(_item(f"{where}, under `{link.route[0]}`"))
    elif report:
        lines.append(f"In {report.library.folder} no process definition mentions it.")
    kind = ADVICE_KEYS[advice.kind]
    lines.append(f"FitSM-2, section {process.section}, on {kind}. It is advice, not a requirement.")
    return _page(f"{advice.id} {process.title}", lines)


def group_page(id: str, catalogues: Sequence[Catalogue]) -> str:
    """Return the manual page of a group: its requirements in these editions, and what corresponds to it."""
    lines, titles = [], []
    for catalogue in catalogues:
        titles += [group.title for group in catalogue.groups if group.id == id]
        other = f", there «{titles[-1]}»" if titles[-1] != titles[0] else ""
        lines += [f"Requirements of {catalogue.edition}{other}:", *map(_item, members(id, catalogue))]
    for publication, items in neighbours(id):
        lines += [f"{publication}:", *map(_item, items)]
    return _page(f"{id} {titles[0]}", [*lines, *filter(None, [nearness(id)])])


def kind_page(kind: Kind) -> str:
    """Return the manual page of a kind: where it lives, and every field it has."""
    where = kind.path(kind.name if kind.singleton else f"{kind.prefix}example")
    lines = [kind.description, f"It lives in {where}."]
    lines += list(_fields(kind.schema["properties"], set(kind.schema["required"]), ""))
    return _page(f"{kind.name}: {kind.title}", lines)


def contents(rules: tuple[Rule, ...], catalogues: Sequence[Catalogue], kinds: Mapping[str, Kind]) -> str:
    """Return the list of all that can be explained."""
    lines = ["Rules:", *(f"  {rule.id:<24} {rule.summary}" for rule in rules), "", "Kinds of documents:"]
    lines += [f"  {kind.name:<24} {kind.title}" for kind in kinds.values()]
    for catalogue in catalogues:
        lines += ["", f"Requirements of {catalogue.edition}:"]
        lines += [f"  {entry.id:<24} {named(entry)}" for entry in catalogue.requirements]
    groups = {group.id: group.title for catalogue in reversed(catalogues) for group in catalogue.groups}
    lines += ["", "Groups of requirements:", *(f"  {id:<24} {title}" for id, title in groups.items())]
    return "\n".join(lines) + "\n"


def _page(title: str, paragraphs: list[str]) -> str:
    text, listing = title, False
    for paragraph in paragraphs:
        item = paragraph.startswith("  ")
        text += ("\n" if item and listing else "\n\n") + (paragraph if item else fill(paragraph, _WIDTH))
        listing = item
    return text + "\n"


def _item(text: str, mark: str = "- ") -> str:
    return "\n".join(wrap(text, _WIDTH, initial_indent=f"  {mark}", subsequent_indent="    "))


def _evidence(item: Evidence) -> Iterator[str]:
    match item:
        case Exists():
            which = f" for each of {', '.join(item.ids)}" if item.ids else _which(item.where)
            yield _item(f"a document of kind {item.kind}{which}{_with(item.parts)}")
            if item.parts_as_needed:
                yield _item(f"and, as needed,{_with(item.parts_as_needed).removeprefix(' with')}")
        case Every():
            kinds = " or ".join(item.kinds)
            yield _item(f"every document of kind {kinds}{_which(item.where)}{_with(item.parts)}")
            if item.covered_by:
                by = f"{item.covered_by}{_which(item.covering)}"
                yield _item(f"and named under `{item.via}` by a document of kind {by}")
        case Assigned():
            about = f" for each document of kind {item.kind}{_which(item.where)}" if item.kind else ""
            yield _item(f"somebody who holds the role {' or '.join(item.roles)}{about}")
        case Recorded():
            about = f" about each document of kind {item.kind}{_which(item.where)}" if item.kind else ""
            often = (
                "the service management plan says"
                if item.interval == "cycle"
                else f"its `{item.interval}` says"
            )
            old = f", not older than {often}" if item.interval else ""
            yield _item(f"a record of type {' or '.join(item.types)}{about}{old}{_with(item.parts)}")
    if item.interpretation:
        yield _item(f"Our reading: {item.interpretation}", "  ")


def _which(where: Where) -> str:
    conditions = []
    for field, values in where.items():
        words = [f"is {value}" if value else "is left out" for value in values]
        conditions.append(f"`{field}` {' or '.join(words)}")
    return f" where {' and '.join(conditions)}" if conditions else ""


def _with(parts: Mapping[str, str]) -> str:
    return f" with {'; '.join(f'`{part}` ({words})' for part, words in parts.items())}" if parts else ""


def _result(requirement: Requirement, report: Report | None) -> Result | None:
    coverages = report.coverage if report else ()
    found = (
        result for coverage in coverages for result in coverage.results if result.requirement == requirement
    )
    return next(found, None)


def _state(result: Result, report: Report) -> Iterator[str]:
    yield f"In {report.library.folder} it is {result.state}."
    locator = Locator(report.library)
    shown = {locator.spot(Spot(item.document.path, item.route)): item.document.title for item in result.shown}
    for spot, title in shown.items():
        yield _item(f"{report.library.shown(spot.path)}:{spot.position.line if spot.position else 1} {title}")
    for text in (*(gap.text for gap in result.gaps), *result.notes):
        yield _item(f"missing: {text}")


def _fields(properties: Mapping[str, dict[str, object]], required: set[str], indent: str) -> Iterator[str]:
    for key, schema in properties.items():
        must = " (required)" if key in required and not indent else ""
        words = f"`{indent}{key}`{must}: {schema.get('description', '')}"
        if "enum" in schema:
            words += f" One of {', '.join(map(str, schema['enum']))}."  # type: ignore[call-overload]
        yield _item(words)
        inner = schema.get("items", schema)
        if isinstance(inner, dict) and isinstance(inner.get("properties"), dict):
            yield from _fields(
                inner["properties"], set(), f"{indent}{key}{'[]' if 'items' in schema else ''}."
            )
