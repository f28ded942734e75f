"""A catalogue: the requirements of one edition of a standard, and what shows each documented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.standard.clarity import LEFT_OUT, Kinds, doubts
from smsbook.standard.data import read

_FILES = {"FitSM-1:v3.0.1": "fitsm-1-v3.yml", "FitSM-1:2016": "fitsm-1-2016.yml"}

_CATALOGUE = "catalogue"

Where = Mapping[str, tuple[str | None, ...]]


@dataclass(frozen=True)
class Group:
    """A group of requirements; `process` is the code of the process it is about, if it is about one."""

    id: str
    title: str
    section: str
    process: str = ""


@dataclass(frozen=True)
class Evidence:
    """One item of evidence. `interpretation` says why we read the standard so, where it is our reading."""

    interpretation: str


@dataclass(frozen=True)
class Exists(Evidence):
    """A document of a kind is there, or one for each of `ids`, and has these parts."""

    kind: str
    ids: tuple[str, ...]
    where: Where
    suggest: str
    parts: Mapping[str, str]
    parts_as_needed: Mapping[str, str]


@dataclass(frozen=True)
class Every(Evidence):
    """Every document of these kinds has these parts and is named by a document of another kind."""

    kinds: tuple[str, ...]
    where: Where
    parts: Mapping[str, str]
    covered_by: str
    via: str
    covering: Where


@dataclass(frozen=True)
class Assigned(Evidence):
    """One of the roles is held by somebody, or held for each document of a kind."""

    roles: tuple[str, ...]
    kind: str
    where: Where


@dataclass(frozen=True)
class Recorded(Evidence):
    """A record of one of these types is there, or one about each document of a kind, not older than planned.

    `interval` is `cycle` (the service management plan says how often) or a dotted route in the document.
    """

    types: tuple[str, ...]
    kind: str
    where: Where
    parts: Mapping[str, str]
    interval: str


@dataclass(frozen=True)
class Unclear(Evidence):
    """An item that cannot be looked for; a finding says why."""


@dataclass(frozen=True)
class Requirement:
    """One requirement of one edition. Without evidence it is not yet evaluated.

    `page` is empty where it is not known. `unverified` says that our words were not held beside the text.
    """

    id: str
    edition: str
    group: str
    title: str
    topic: str
    section: str
    page: str
    evidence: tuple[Evidence, ...]
    unverified: bool = False

    @property
    def reference(self) -> str:
        """Return the id with its edition, such as `FitSM-1:v3.0.1 GR2.2`: ids are used again by others."""
        return f"{self.edition} {self.id}"


@dataclass(frozen=True)
class Catalogue:
    """All requirements of one edition."""

    edition: str
    title: str
    licence: str
    groups: tuple[Group, ...]
    requirements: tuple[Requirement, ...]


def editions() -> tuple[str, ...]:
    """Return the catalogues that smsbook brings along, as settings name them."""
    return tuple(_FILES)


@cache
def load_catalogue(edition: str) -> Catalogue:
    """Return one of the catalogues that `editions` names."""
    return parse_catalogue(read(_FILES[edition]))


def catalogues(library: Library) -> tuple[Catalogue, ...]:
    """Return the catalogues that an SMS is held against: those of its settings, then its own.

    A catalogue of its own whose shape is wrong, or that takes the name of another, is left out.
    """
    named = library.settings.get("standards", ())
    known = [word for word in named if isinstance(word, str) and word in _FILES]
    found = {edition: load_catalogue(edition) for edition in known}
    for document in library.of_kind(_CATALOGUE):
        if not document.faults:
            own = parse_catalogue(document.body, library.kinds)
            if own.edition not in _FILES:
                found.setdefault(own.edition, own)
    return tuple(found.values())


def edition_of(document: Document) -> str:
    """Return the name under which settings and findings know a catalogue."""
    return f"{document.body.get('standard', '')}:{document.body.get('edition', '')}"


def parse_catalogue(data: Mapping[str, Any], kinds: Kinds | None = None) -> Catalogue:
    """Turn the data of a catalogue into objects; the data have the shape of `catalogue.schema.json`.

    With `kinds`, evidence about kinds and parts that do not exist becomes `Unclear`.
    """
    edition = f"{data['standard']}:{data['edition']}"
    return Catalogue(
        edition=edition,
        title=data["title"],
        licence=data.get("licence", ""),
        groups=tuple(_group(group) for group in data["groups"]),
        requirements=tuple(_requirement(edition, entry, kinds) for entry in data["requirements"]),
    )


def _group(entry: Mapping[str, Any]) -> Group:
    return Group(entry["id"], entry["title"], entry.get("section", ""), entry.get("process", ""))


def _requirement(edition: str, entry: Mapping[str, Any], kinds: Kinds | None) -> Requirement:
    items = entry.get("evidence") or ()
    taken = [item for name in entry.get("evidence_of") or () for item in _evidence_of(name)]
    own = [
        Unclear("") if kinds is not None and any(doubts(item, kinds)) else _evidence(item) for item in items
    ]
    return Requirement(
        id=entry["id"],
        edition=edition,
        group=entry["id"].rpartition(".")[0],
        title=entry["title"],
        topic=entry["topic"],
        section=entry.get("section", ""),
        page=entry.get("page", ""),
        evidence=(*taken, *own),
        unverified=str(entry.get("unverified", "")).lower() == "true",
    )


def find_shipped(reference: str) -> Requirement | None:
    """Return the requirement that a reference such as `FitSM-1:v3.0.1 PR4.2` names, of those shipped."""
    edition, _, id = reference.partition(" ")
    if edition not in _FILES:
        return None
    return next((entry for entry in load_catalogue(edition).requirements if entry.id == id), None)


def _evidence_of(reference: str) -> tuple[Evidence, ...]:
    requirement = find_shipped(reference)
    return requirement.evidence if requirement else (Unclear(""),)


def _evidence(item: Mapping[str, Any]) -> Evidence:
    why = item.get("interpretation", "")
    where, parts = _where(item.get("where")), item.get("parts", {})
    match item:
        case {"exists": kind}:
            ids = tuple(item.get("ids", ()))
            return Exists(
                why, kind, ids, where, item.get("suggest", ""), parts, item.get("parts_as_needed", {})
            )
        case {"every": kinds}:
            by = item.get("covered_by", {})
            via, covering = by.get("via", ""), _where(by.get("where"))
            return Every(why, tuple(kinds), where, parts, by.get("kind", ""), via, covering)
        case {"assigned": roles}:
            return Assigned(why, tuple(roles), item.get("for", ""), where)
        case {"recorded": types}:
            about = item.get("about", {})
            kind, of = about.get("kind", ""), _where(about.get("where"))
            return Recorded(why, tuple(types), kind, of, parts, item.get("interval", ""))
    return Unclear(why)


def _where(value: Mapping[str, Any] | None) -> Where:
    """Read conditions; the word left-out means that the field is not there."""
    return {
        field: tuple(None if word == LEFT_OUT else word for word in allowed)
        for field, allowed in (value or {}).items()
    }
