"""Approvals and reviews in one line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from smsbook.compare.comparison import Difference, How
from smsbook.compare.values import said
from smsbook.library.document import Body
from smsbook.library.library import Library

_APPROVAL, _REVIEW = "approval", "review"
_WHO = ("by", "role", "date")
_REVIEWED = {"next": "next review", "interval": "review interval"}
_SEALED = {How.ADDED: "sealed", How.CHANGED: "sealed anew", How.REMOVED: "seal taken away"}
_PERSON = {"x-ref": ["person"]}


def approved(approval: Any, library: Library) -> str:
    """Say who approved a document, as in «approved by Ada Byron as SMS.owner on 2026-03-31», or nothing."""
    if not isinstance(approval, Mapping) or not approval.get("by"):
        return ""
    words = [f"approved by {said(approval['by'], _PERSON, library)}"]
    words += [f"as {said(approval['role'], {}, library)}"] if approval.get("role") else []
    words += [f"on {said(approval['date'], {}, library)}"] if approval.get("date") else []
    return " ".join(words)


def controlled(
    found: Sequence[Difference], after: Body, libraries: tuple[Library, Library]
) -> Iterator[Difference]:
    """Yield the differences of a document with those about its approval told as one, and reviews in words."""
    approval = [item for item in found if item.route[0] == _APPROVAL]
    for difference in found:
        if difference.route[0] == _REVIEW and difference.route[-1] in _REVIEWED:
            yield replace(difference, what=_REVIEWED[str(difference.route[-1])])
        elif difference.route[0] != _APPROVAL:
            yield difference
        elif difference is approval[0]:
            yield from _approval(approval, approved(after.get(_APPROVAL), libraries[1]))


def _approval(found: Sequence[Difference], words: str) -> Iterator[Difference]:
    """Yield one line for who approved it and when, with what else of the approval changed as its parts."""
    whole = len(found) == 1 and found[0].route == (_APPROVAL,)
    seal = next((item.how for item in found if item.route[1:] == ("seal",)), None)
    who = whole or any(item.route[1:2] == (key,) for item in found for key in _WHO)
    others = tuple(
        replace(item, what=item.what.removeprefix("approval, "))
        for item in found
        if not whole and item.route[1:] != ("seal",) and item.route[1] not in _WHO
    )
    if whole and found[0].how is How.REMOVED:
        yield Difference("approval taken back", How.REMOVED, (_APPROVAL,))
    elif who and words:
        yield Difference(words, How.CHANGED, (_APPROVAL,), parts=others)
    elif who:
        yield from found
    elif seal:
        yield Difference(_SEALED[seal], How.CHANGED, (_APPROVAL, "seal"), parts=others)
    else:
        yield Difference("approval", How.CHANGED, (_APPROVAL,), parts=others)
