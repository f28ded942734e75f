"""The entries of a list in a document, each with its fields, and the orders in which readers want them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from smsbook.pages.fields import Field, Schema, fields_of

_LEVELS = ("critical", "high", "medium", "low")
STEPS = ("very-low", "low", "medium", "high", "very-high")
_OVER = ("done", "dropped")


@dataclass(frozen=True)
class Entry:
    """One entry: what it says, and its fields with their labels in the order of the schema."""

    said: Mapping[str, Any]
    fields: tuple[Field, ...]

    def get(self, key: str) -> Any:
        """Return what it says under a key, or None."""
        return self.said.get(key)

    def only(self, *keys: str) -> list[Field]:
        """Return the fields of these keys that say something, in this order."""
        found = {field.key: field for field in self.fields}
        return [found[key] for key in keys if key in found]

    def without(self, *keys: str) -> list[Field]:
        """Return all fields but those of these keys and the id."""
        return [field for field in self.fields if field.key not in (*keys, "id")]

    @property
    def over(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.said.get("status") in _OVER or self.said.get("decision") == "rejected"


Cells = list[tuple[str, list[tuple[int, Entry]]]]


def entries_of(values: Iterable[Any], schema: Schema) -> list[Entry]:
    """Return the entries that say something."""
    found = ((value, tuple(fields_of(value, schema))) for value in values if isinstance(value, dict))
    return [Entry(value, fields) for value, fields in found if fields]


def worst_first(entries: Iterable[Entry]) -> list[Entry]:
    """Return risks by level, then by impact and likelihood, the worst first; those without a level last."""
    return sorted(
        entries,
        key=lambda risk: (
            _rank(_LEVELS, risk.get("level")),
            -_rank(STEPS, risk.get("impact"), -1),
            -_rank(STEPS, risk.get("likelihood"), -1),
        ),
    )


def risk_levels(risks: Iterable[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """Return the levels of risks, the worst first, each with how many there are."""
    said = [risk.get("level") for risk in risks]
    return [(level, said.count(level)) for level in _LEVELS]


def risk_matrix(risks: Sequence[Entry]) -> list[tuple[str, Cells]]:
    """Return likelihoods, the highest first, each with impacts and the numbered risks that lie there.

    The numbers count from 1 in the order given. No row is returned where no risk says both.
    """
    placed: dict[tuple[str, str], list[tuple[int, Entry]]] = {}
    for number, risk in enumerate(risks, start=1):
        if risk.get("likelihood") in STEPS and risk.get("impact") in STEPS:
            placed.setdefault((risk.get("likelihood"), risk.get("impact")), []).append((number, risk))
    rows = reversed(STEPS) if placed else ()
    return [(row, [(column, placed.get((row, column), [])) for column in STEPS]) for row in rows]


def open_first(entries: Iterable[Entry]) -> list[tuple[bool, list[Entry]]]:
    """Part entries into those still open, the first due first, and those that are over, the latest first."""
    parts: dict[bool, list[Entry]] = {False: [], True: []}
    for entry in entries:
        parts[entry.over].append(entry)
    parts[False].sort(key=lambda entry: str(entry.get("due") or "9999"))
    parts[True].sort(key=lambda entry: str(entry.get("due") or entry.get("found") or ""), reverse=True)
    return [(over, found) for over, found in parts.items() if found]


def grouped(entries: Iterable[Entry], key: str, order: Sequence[str]) -> list[tuple[str, list[Entry]]]:
    """Group entries by what they say under a key, in the order given; what says nothing of it comes last."""
    found: dict[str, list[Entry]] = {word: [] for word in (*order, "")}
    for entry in entries:
        word = str(entry.get(key) or "")
        found[word if word in found else ""].append(entry)
    return [(word, group) for word, group in found.items() if group]


def priority_matrix(body: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], list[tuple[str, int]]]]:
    """Return the impacts of a document about priorities, each with a priority for every urgency.

    A priority is its name and its rank: 0 for the first one listed; both are empty where nothing is chosen.
    """
    order = [str(item.get("id")) for item in body.get("priorities", ())]
    names = {str(item.get("id")): str(item.get("name") or "") for item in body.get("priorities", ())}
    chosen = {
        (cell.get("impact"), cell.get("urgency")): str(cell.get("priority") or "")
        for cell in body.get("matrix", ())
    }
    urgencies = [urgency.get("id") for urgency in body.get("urgencies", ())]
    rows = []
    for impact in body.get("impacts", ()):
        words = [chosen.get((impact.get("id"), urgency), "") for urgency in urgencies]
        rows.append((impact, [(names.get(word) or word, _rank(order, word)) for word in words]))
    return rows if chosen and urgencies else []


def _rank(order: Sequence[str], word: Any, otherwise: int = 99) -> int:
    return order.index(word) if word in order else otherwise
