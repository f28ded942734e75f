"""How the groups of FitSM-1 relate to ISO/IEC 20000 and to ITIL: numbers and names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from smsbook.standard.data import read


@dataclass(frozen=True)
class Item:
    """A process of ISO/IEC TR 20000-4 or a clause of ISO/IEC 20000-1, by number and name."""

    id: str
    name: str


@dataclass(frozen=True)
class Pairing:
    """What a group of FitSM-1 corresponds to; what is supporting only touches its subject."""

    group: str
    processes: tuple[Item, ...]
    processes_supporting: tuple[Item, ...]
    clauses: tuple[Item, ...]
    clauses_supporting: tuple[Item, ...]
    itil: tuple[str, ...]
    strength: str
    note: str


@dataclass(frozen=True)
class WithoutCounterpart:
    """A process or a clause without a group of its own in FitSM-1; `groups` cover a part of it."""

    process: Item | None
    clauses: tuple[Item, ...]
    itil: tuple[str, ...]
    groups: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class OnlyInFitsm:
    """A requirement of FitSM-1, named with its edition, that the others do not know."""

    requirement: str
    note: str


@dataclass(frozen=True)
class Renumbering:
    """The number of one subject in the draft and as published; `inferred` where only the shift tells it."""

    subject: str
    draft: str
    published: str
    inferred: bool


@dataclass(frozen=True)
class Comparison:
    """The whole comparison, with the editions it compares and what to keep in mind."""

    reference_model: str
    requirements: str
    practices: str
    strengths: Mapping[str, str]
    processes: tuple[Item, ...]
    clauses: tuple[Item, ...]
    pairings: tuple[Pairing, ...]
    without_counterpart: tuple[WithoutCounterpart, ...]
    only_in_fitsm: tuple[OnlyInFitsm, ...]
    numbering: tuple[Renumbering, ...]
    caveats: tuple[str, ...]

    def of_group(self, group: str) -> Pairing | None:
        """Return what a group of FitSM-1, such as PR11, corresponds to, in whatever edition."""
        return next((pairing for pairing in self.pairings if pairing.group == group), None)


@cache
def iso_20000() -> Comparison:
    """Return the comparison with ISO/IEC TR 20000-4:2010, ISO/IEC 20000-1:2011 and ITIL."""
    data = read("iso-20000.yml")
    processes = {entry["id"]: Item(**entry) for entry in data["processes"]}
    clauses = {entry["id"]: Item(**entry) for entry in data["clauses"]}
    return Comparison(
        reference_model=data["reference_model"],
        requirements=data["requirements"],
        practices=data["practices"],
        strengths=data["strengths"],
        processes=tuple(processes.values()),
        clauses=tuple(clauses.values()),
        pairings=tuple(
            Pairing(
                group=entry["group"],
                processes=tuple(processes[id] for id in entry["processes"]),
                processes_supporting=tuple(processes[id] for id in entry.get("processes_supporting", ())),
                clauses=tuple(clauses[id] for id in entry["clauses"]),
                clauses_supporting=tuple(clauses[id] for id in entry.get("clauses_supporting", ())),
                itil=tuple(entry["itil"]),
                strength=entry["strength"],
                note=entry.get("note", ""),
            )
            for entry in data["groups"]
        ),
        without_counterpart=tuple(
            WithoutCounterpart(
                process=processes[entry["process"]] if "process" in entry else None,
                clauses=tuple(clauses[id] for id in entry["clauses"]),
                itil=tuple(entry.get("itil", ())),
                groups=tuple(entry.get("groups", ())),
                note=entry["note"],
            )
            for entry in data["without_counterpart"]
        ),
        only_in_fitsm=tuple(OnlyInFitsm(**entry) for entry in data["only_in_fitsm"]),
        numbering=tuple(
            Renumbering(entry["subject"], entry["draft"], entry["published"], entry.get("inferred") == "true")
            for entry in data["numbering"]
        ),
        caveats=tuple(data["caveats"]),
    )
