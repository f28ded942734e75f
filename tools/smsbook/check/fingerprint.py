"""Recognize a finding again after lines moved, in another run or at another commit."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from smsbook.library.library import Library
from smsbook.source.finding import Finding, Route

_LENGTH = 32  # hexadecimal digits
_NAMING = ("id", "name", "title")
_DAY = "DATE"


def fingerprints(findings: Iterable[Finding], library: Library, as_of: date) -> tuple[str, ...]:
    """Return one fingerprint for each finding: of its rule, its file and its place in the document.

    An item of a list is told by its id or its words, not by its number, so one more item above changes
    nothing. Of several findings of a rule in one place, the later ones count on.
    """
    bodies = {document.path: document.body for document in library.documents}
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        path = finding.spot.path
        steps = _steps(bodies.get(path, {}), finding.spot.route)
        place = json.dumps([finding.rule, _lasting(path, library, as_of), *steps])
        seen[place] += 1
        found.append(sha256(f"{place}{seen[place]}".encode("ascii")).hexdigest()[:_LENGTH])
    return tuple(found)


def _lasting(path: str, library: Library, as_of: date) -> str:
    """Return a path without the day, which stands in the path of a record that is yet to be written."""
    return path if path in library.texts else path.replace(as_of.isoformat(), _DAY)


def _steps(value: Any, route: Route) -> Iterator[str]:
    for step in route:
        value = _inner(value, step)
        yield step if isinstance(step, str) else _name(value) or str(step)


def _inner(value: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return value[step] if isinstance(value, list) and step < len(value) else None
    return value.get(step) if isinstance(value, Mapping) else None


def _name(item: Any) -> str:
    """Return what tells an item of a list from the others."""
    if not isinstance(item, Mapping):
        return item if isinstance(item, str) else ""
    texts = {key: value for key, value in item.items() if isinstance(value, str)}
    return next((texts[key] for key in _NAMING if key in texts), next(iter(texts.values()), ""))
