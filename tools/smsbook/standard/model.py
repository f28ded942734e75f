"""The processes, advice, roles and words of FitSM; an SMS can name them without writing them down."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from smsbook.library.library import Name
from smsbook.standard.data import read

# The kinds of advice, and the key under which the standard and a process definition list them.
ADVICE_KEYS = {"setup": "setup", "activity": "activities", "input": "inputs", "output": "outputs"}


@dataclass(frozen=True)
class Process:
    """One of FitSM's processes; `group` is its group of requirements."""

    id: str
    title: str
    group: str
    objective: str
    section: str


@dataclass(frozen=True)
class Advice:
    """One item of what FitSM-2 advises for a process; `kind` is `setup`, `activity`, `input` or `output`."""

    id: str
    process: str
    kind: str
    text: str


@dataclass(frozen=True)
class Role:
    """One of FitSM's roles; `tasks` are the generic ones of its kind, then its own."""

    id: str
    title: str
    kind: str
    process: str
    count: str
    summary: str
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """A word of the vocabulary."""

    term: str
    meaning: str
    abbreviation: str
    see: tuple[str, ...]


@cache
def processes() -> tuple[Process, ...]:
    """Return the 14 processes in FitSM's order."""
    return tuple(
        Process(entry["id"], entry["title"], entry["group"], entry["objective"], entry["section"])
        for entry in read("fitsm-2-v3.yml")["processes"]
    )


@cache
def advice() -> tuple[Advice, ...]:
    """Return what FitSM-2 advises, process by process: setting up, activities, inputs, outputs."""
    return tuple(
        Advice(item["id"], entry["id"], kind, item["text"])
        for entry in read("fitsm-2-v3.yml")["processes"]
        for kind, key in ADVICE_KEYS.items()
        for item in entry[key]
    )


@cache
def roles() -> tuple[Role, ...]:
    """Return the roles of FitSM-3."""
    data = read("fitsm-3-v3.yml")
    generic = data["generic"]
    return tuple(
        Role(
            id=entry["id"],
            title=entry["title"],
            kind=entry["kind"],
            process=entry.get("process", ""),
            count=entry.get("count", ""),
            summary=generic.get(entry["kind"], {}).get("summary", ""),
            tasks=(*generic.get(entry["kind"], {}).get("tasks", ()), *(entry.get("tasks") or ())),
        )
        for entry in data["roles"]
    )


@cache
def terms() -> tuple[Term, ...]:
    """Return the vocabulary, sorted."""
    return tuple(
        Term(entry["term"], entry["meaning"], entry.get("abbreviation", ""), tuple(entry.get("see") or ()))
        for entry in read("fitsm-0-terms.yml")["terms"]
    )


def shipped_names() -> tuple[Name, ...]:
    """Return the names that documents may refer to although no file defines them."""
    return (
        *(Name(process.id, "process", process.title) for process in processes()),
        *(Name(role.id, "role", role.title) for role in roles()),
        *(Name(item.id, "advice", item.text) for item in advice()),
    )
