"""Read what a document's text says about its own control, without reading the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from smsbook.library.document import Approval, Review, day, head_of

# A value on the line of its key, and how far the next line that says something is indented.
_VALUE = (
    r"""[ \t]*(?:([A-Za-z0-9][\w.-]*(?::[\w.-]+)*)|'([^'\n]*)'|"([^"\\\n]*)")?[ \t]*(?:(?<=[ \t])\#.*)?\r?"""
    r"""(?=(?:\n[ \t]*(?:\#.*)?\r?)*?\n( *)[^\s\#])"""
)
_ODD = r"\"'?{\[&!*%\t"  # what begins a line where keys are written in an unusual way
_TOP = re.compile(
    rf"\n(?=[akrsv{_ODD}])(?:(kind|version|status|approval|review)(?::(?:{_VALUE}|(.))|([ \t]+:))|[{_ODD}])",
    re.ASCII,
)
_INNER = re.compile(
    rf"\n( +)(?:(by|role|date|seal|interval|next)(?::(?:{_VALUE}|(.))|([ \t]+:))|[^\s\#A-Za-z])", re.ASCII
)
_BLOCKS = ("approval", "review")
_END = re.compile(r"\n(?=[^\s#])")
_FIRST = re.compile(r"(?:\n[ \t]*(?:#.*)?\r?)*?\n( *)[^\s#]")
_NO_APPROVAL, _NO_REVIEW = Approval(), Review()


@dataclass(frozen=True)
class Glance:
    """What a text says about the document's version, status, approval (without its note) and review."""

    version: str = ""
    status: str = ""
    approval: Approval = _NO_APPROVAL
    review: Review = _NO_REVIEW


class _Unusual(Exception):
    """The text is laid out in a way that only the whole reader understands."""


def glance(text: str) -> Glance:
    """Return what a text says about its document's control; nothing where it cannot be read."""
    if not text:
        return Glance()
    try:
        return _quickly(text)
    except _Unusual:
        return _thoroughly(text)


def _thoroughly(text: str) -> Glance:
    from smsbook.source.tree import build

    head = head_of(build(text, "").data, "", "")
    return Glance(head.version, head.status, replace(head.approval, note=""), head.review)


def _quickly(text: str) -> Glance:
    whole = f"\n{text}\n.\n"
    said: dict[str, str] = {}
    for key, plain, single, double, below, odd, spaced in _TOP.findall(whole):
        value = plain or single or double
        if not key or key in said or odd or spaced or (below and (value or key not in _BLOCKS)):
            raise _Unusual
        said[key] = value
    if "kind" not in said:
        raise _Unusual
    approval, review = _block(whole, "approval", said), _block(whole, "review", said)
    return Glance(
        version=said.get("version", ""),
        status=said.get("status") or "draft",
        approval=Approval(
            by=approval.get("by", ""),
            role=approval.get("role", ""),
            date=day(approval.get("date")),
            seal=approval.get("seal", ""),
        ),
        review=Review(review.get("interval", ""), day(review.get("next"))),
    )


def _block(text: str, key: str, said: Mapping[str, str]) -> dict[str, str]:
    """Return the fields below a key."""
    fields: dict[str, str] = {}
    if key not in said:
        return fields
    if said[key]:
        raise _Unusual
    start = text.index("\n", text.index(f"\n{key}:") + 1)
    first, end = _FIRST.match(text, start), _END.search(text, start)
    if first is None or end is None:
        raise _Unusual
    if not first[1]:
        return fields
    found = _INNER.findall(text, start, text.index("\n", end.end()))
    for indent, name, plain, single, double, below, odd, spaced in found:
        if indent == first[1]:
            if not name or name in fields or odd or spaced or len(below) > len(indent):
                raise _Unusual  # among others, where the value may go on below
            fields[name] = plain or single or double
    return fields
