"""Tell whether a part of a document is filled, and whether a document meets conditions."""

from __future__ import annotations

from typing import Any

from smsbook.library.document import Document
from smsbook.library.hollow import hollow
from smsbook.source.finding import Route
from smsbook.standard.catalogue import Where


def unfilled(document: Document, part: str) -> tuple[tuple[Route, Any], ...]:
    """Return (route, value) of each place of a part that is missing or hollow, where the shape is sound."""
    return document.once(_unfilled, part)


def _unfilled(document: Document, part: str) -> tuple[tuple[Route, Any], ...]:
    places = document.each(part)
    return tuple(each for each in places if hollow(each[1]) and not document.damaged(each[0]))


def meets(document: Document, where: Where) -> bool | None:
    """Tell whether a document meets all conditions; None where damage makes it unknowable."""
    answer: bool | None = True
    for field, allowed in where.items():
        fails = fails_condition(document, field, allowed)
        if fails:
            return False
        if fails is None:
            answer = None
    return answer


def fails_condition(document: Document, field: str, allowed: tuple[str | None, ...]) -> bool | None:
    """Tell whether a document fails one condition; None where damage makes it unknowable.

    A list meets a condition if one of its items does; the allowed value None means that the field is
    left out.
    """
    return document.once(_fails, field, allowed)


def _fails(document: Document, field: str, allowed: tuple[str | None, ...]) -> bool | None:
    places = list(document.each(field))
    if any(document.damaged(route) for route, _ in places):
        return None
    for _, value in places:
        for item in value if isinstance(value, list) else (value,):
            word = str(item).lower() if isinstance(item, bool) else item
            if (None if word is None else str(word)) in allowed:
                return False
    return True
