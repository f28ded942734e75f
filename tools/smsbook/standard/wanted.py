"""What the requirements of a standard want in one document: which parts, and which values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from smsbook.schema.kinds import Kind, Schema
from smsbook.standard.catalogue import Every, Evidence, Exists, Recorded, Where, load_catalogue


@dataclass(frozen=True)
class Wanted:
    """What a document needs to be evidence: a sentence for each part (a dotted route), and fixed values."""

    parts: Mapping[str, str]
    values: Mapping[str, str | list[str]]


def wanted(kind: Kind, id: str, editions: Iterable[str]) -> Wanted:
    """Return what the requirements of some editions want in the document of a kind that bears an id."""
    items = [
        (requirement.reference, item)
        for edition in editions
        for requirement in load_catalogue(edition).requirements
        for item in requirement.evidence
    ]
    values: dict[str, str | list[str]] = {}
    for _, item in items:
        if isinstance(item, Exists) and item.kind == kind.name and item.suggest == id:
            values |= dict(_values(kind, item.where))
    asked: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for reference, item in items:
        for part, words in _parts(kind, id, item, values):
            if reference not in asked[part][words]:
                asked[part][words].append(reference)
    return Wanted({part: _sentences(found) for part, found in asked.items()}, values)


def _values(kind: Kind, where: Where) -> Iterator[tuple[str, str | list[str]]]:
    """Yield the values by which a requirement knows its document, as far as a draft can have them."""
    for key, allowed in where.items():
        schema: Schema = kind.schema["properties"].get(key, {})
        value, items = allowed[0], schema.get("items", {})
        if len(allowed) > 1 or not isinstance(value, str):
            continue
        if value in schema.get("enum", ()):
            yield key, value
        elif items.get("type") == "string" and "x-ref" not in items:
            yield key, [value]


def _parts(
    kind: Kind, id: str, item: Evidence, values: Mapping[str, str | list[str]]
) -> Iterator[tuple[str, str]]:
    match item:
        case Exists() if item.kind == kind.name and (not item.ids or id in item.ids):
            parts = {**item.parts, **item.parts_as_needed}
        case Every() if kind.name in item.kinds:
            parts = dict(item.parts)
        case Recorded() if kind.name == "record":
            yield from item.parts.items()
            return
        case _:
            return
    said = {key: [value] if isinstance(value, str) else value for key, value in values.items()}
    if all({*said[key]} & {*allowed} for key, allowed in item.where.items() if key in said):
        yield from parts.items()


def _sentences(found: Mapping[str, list[str]]) -> str:
    return " ".join(f"For {', '.join(references)}: {words}." for words, references in found.items())
