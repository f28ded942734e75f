"""A catalogue: the requirements of one edition of a standard, and what shows each documented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from smsbook.standard.data import read

_FILES = {"FitSM-1:v3.0.1": "fitsm-1-v3.yml"}

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
class Requirement:
    """One requirement of one edition. Without evidence it is not yet evaluated."""

    id: str
    edition: str
    group: str
    title: str
    topic: str
    section: str
    page: str
    evidence: tuple[Evidence, ...]

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


def load_catalogue(edition: str) -> Catalogue:
    """Return one of the catalogues that `editions` names."""
    return parse_catalogue(read(_FILES[edition]))


def parse_catalogue(data: Mapping[str, Any]) -> Catalogue:
    """Turn the data of a catalogue into objects; the data have the shape of `catalogue.schema.json`."""
    edition = f"{data['standard']}:{data['edition']}"
    return Catalogue(
        edition=edition,
        title=data["title"],
        licence=data["licence"],
        groups=tuple(Group(**group) for group in data["groups"]),
        requirements=tuple(
            Requirement(
                id=entry["id"],
                edition=edition,
                group=entry["id"].rpartition(".")[0],
                title=entry["title"],
                topic=entry["topic"],
                section=entry["section"],
                page=entry["page"],
                evidence=tuple(_evidence(item) for item in entry.get("evidence", ())),
            )
            for entry in data["requirements"]
        ),
    )


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
            return Every(
                why,
                _many(kinds),
                where,
                parts,
                by.get("kind", ""),
                by.get("via", ""),
                _where(by.get("where")),
            )
        case {"assigned": roles}:
            return Assigned(why, _many(roles), item.get("for", ""), where)
        case {"recorded": types}:
            about = item.get("about", {})
            return Recorded(
                why,
                _many(types),
                about.get("kind", ""),
                _where(about.get("where")),
                parts,
                item.get("interval", ""),
            )
    raise ValueError(f"this evidence is none of exists, every, assigned, recorded: {dict(item)}")


def _many(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _where(value: Mapping[str, Any] | None) -> Where:
    """Read conditions; the word null means that the field is left out."""
    conditions = {}
    for field, allowed in (value or {}).items():
        many = allowed if isinstance(allowed, list) else [allowed]
        conditions[field] = tuple(None if item in (None, "null") else str(item) for item in many)
    return conditions
