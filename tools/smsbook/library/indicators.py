"""Indicators, and the goals of processes that they serve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.source.finding import Route

PARTS = ("target", "source", "frequency", "responsible")


@dataclass(frozen=True)
class Indicator:
    """One indicator; `process` is empty where it measures the SMS, `goal` where it serves none by name."""

    name: str
    process: str
    goal: str
    lacking: tuple[str, ...]
    document: Document
    route: Route


def indicators(library: Library) -> Iterator[Indicator]:
    """Yield the indicators of all documents in use."""
    for document in library.of_kind("kpis"):
        entries = document.body.get("indicators")
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, dict):
                yield Indicator(
                    name=_text(entry, "id") or _text(entry, "name"),
                    process=library.canonical(_text(entry, "process")),
                    goal=_text(entry, "goal"),
                    lacking=tuple(part for part in PARTS if not entry.get(part)),
                    document=document,
                    route=("indicators", index),
                )


def goals(process: Document) -> dict[str, str]:
    """Return the goals of a process that have an id: the id, and the text on one line."""
    return {
        entry["id"]: " ".join(_text(entry, "text").split())
        for _, entry in goal_entries(process)
        if isinstance(entry.get("id"), str)
    }


def goal_entries(process: Document) -> Iterator[tuple[Route, Mapping[str, Any]]]:
    """Yield every goal of a process with its route."""
    entries = process.body.get("goals")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield ("goals", index), entry


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""
