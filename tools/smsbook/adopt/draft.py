"""The draft of one document: every part of it, what a standard wants there, and what is known already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from smsbook.schema.kinds import Kind
from smsbook.schema.skeleton import skeleton
from smsbook.standard.model import processes
from smsbook.standard.wanted import wanted

_PROCESS = "process"


def draft(
    kind: Kind, id: str, today: date, editions: Sequence[str], filled: Mapping[str, str] | None = None
) -> str:
    """Return the YAML text of a draft that validates.

    `filled` holds parts that are known already, each as the YAML text of a field.
    """
    needs = wanted(kind, id, editions)
    process = next((item for item in processes() if kind.name == _PROCESS and item.id == id), None)
    parts, known = {**needs.parts}, {key: _field(key, value) for key, value in needs.values.items()}
    if process:
        parts["purpose"] = f"FitSM-2: {process.objective}"
        known |= {"title": f"title: {process.title}", "requirements": f"requirements: {process.group}"}
    return skeleton(kind, id, today, parts, {**known, **(filled or {})})


def _field(key: str, value: str | list[str]) -> str:
    """Write a field; its values are words of our own catalogues and need no quotes."""
    if isinstance(value, str):
        return f"{key}: {value}"
    return "\n".join((f"{key}:", *(f"  - {item}" for item in value)))
