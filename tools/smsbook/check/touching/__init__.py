"""What is touched at once when something falls away: each step from one thing to the next, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.check.touching import agreements, parties, parts
from smsbook.check.touching.parts import resting
from smsbook.check.touching.step import STANDING, Step
from smsbook.library.library import Library

__all__ = ["STANDING", "Step", "resting", "steps"]


def steps(
    library: Library, above: parts.Resting, id: str, kind: str, first: bool, as_of: date
) -> Iterator[Step]:
    """Yield the steps from something of a kind; `first` where it is what falls away itself."""
    document = library.document(id)
    if kind == "person":
        yield from parties.person(library, id, as_of)
    elif kind == "role":
        yield from parties.role(library, id, None)
    elif kind == "supplier":
        yield from parties.supplier(library, id)
    elif kind == "customer":
        yield from parties.customer(library, id)
    elif kind in {"service", "component"}:
        yield from parts.part(library, above, id)
        yield from parts.beside(library, id, first)
    elif document:
        yield from agreements.agreement(library, document, first)
