"""One document: its head typed, its body plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from smsbook.library.once import Once
from smsbook.library.seal import holds
from smsbook.source.finding import Route

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Approval:
    """Who approved a document, in which role and when."""

    by: str = ""
    role: str = ""
    date: date | None = None
    seal: str = ""
    note: str = ""


@dataclass(frozen=True)
class Review:
    """When a document is looked at again; `interval` is an ISO 8601 duration."""

    interval: str = ""
    next: date | None = None


@dataclass(frozen=True)
class Head:
    """The fields that every document has; the same as `head` in `common.schema.json`."""

    kind: str
    id: str
    title: str
    version: str = ""
    status: str = "draft"
    owner: str = ""
    classification: str = "internal"
    approval: Approval = Approval()
    review: Review = Review()
    language: str = ""
    aliases: tuple[str, ...] = ()
    summary: str = ""
    not_applicable: tuple[tuple[str, str], ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document(Once):
    """One YAML file of the SMS.

    `path` is relative to the SMS folder, with `/`. `faults` are the routes where its shape is wrong: about
    them, and what lies below, nothing more is said; the empty route means that the file could not be read.
    `renamed` maps the route of a mended key to the key in the file.
    """

    path: str
    head: Head
    body: Body
    text: str = field(default="", repr=False)
    faults: frozenset[Route] = frozenset()
    renamed: Mapping[Route, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The document's id."""
        return self.head.id

    @property
    def kind(self) -> str:
        """The document's kind."""
        return self.head.kind

    @property
    def title(self) -> str:
        """The document's title."""
        return self.head.title

    @property
    def readable(self) -> bool:
        """Whether the file could be read at all."""
        return () not in self.faults

    @property
    def in_use(self) -> bool:
        """Whether the document still counts: it is not retired."""
        return self.head.status != "retired"

    @cached_property
    def seal_holds(self) -> bool | None:
        """Whether the seal fits what the document says; None where its algorithm is not known."""
        return holds(self.body, self.head.approval.seal)

    def damaged(self, route: Route) -> bool:
        """Tell whether the value at the route, something above it or something below it is at fault."""
        return bool(self.faults) and any(
            route[: len(fault)] == fault or fault[: len(route)] == route for fault in self.faults
        )

    def get(self, dotted: str) -> Any:
        """Return the value at a dotted route such as `review.interval`, or None."""
        value: Any = self.body
        for step in dotted.split("."):
            if not isinstance(value, Mapping):
                return None
            value = value.get(step)
        return value

    def each(self, dotted: str) -> Iterator[tuple[Route, Any]]:
        """Yield (route, value) for a dotted route; `[]` behind a step means every item of the list there.

        A value that is not there is yielded as None, with the route where it is missed.
        """
        if "[]" in dotted:
            yield from _each(self.body, (), dotted.split("."))
        else:
            yield _one(self.body, dotted.split("."))


def _one(value: Any, steps: list[str]) -> tuple[Route, Any]:
    for index, step in enumerate(steps):
        value = value.get(step) if isinstance(value, dict) else None
        if value is None:
            return tuple(steps[: index + 1]), None
    return tuple(steps), value


def _each(value: Any, route: Route, steps: list[str]) -> Iterator[tuple[Route, Any]]:
    if not steps:
        yield route, value
        return
    step, rest = steps[0], steps[1:]
    key = step.removesuffix("[]")
    inner = value.get(key) if isinstance(value, Mapping) else None
    if inner is None or not step.endswith("[]"):
        yield from _each(inner, (*route, key), rest) if inner is not None else [((*route, key), None)]
        return
    if not isinstance(inner, list) or not inner:
        yield (*route, key), None
        return
    for index, item in enumerate(inner):
        yield from _each(item, (*route, key, index), rest)


def head_of(data: Any, kind: str, id: str) -> Head:
    """Read the head from data that may lack or misshape any of it."""
    fields = data if isinstance(data, Mapping) else {}
    approval, review = _mapping(fields, "approval"), _mapping(fields, "review")
    reasons = [item for item in _list(fields, "not_applicable") if isinstance(item, Mapping)]
    return Head(
        kind=kind,
        id=id,
        title=_text(fields, "title") or id,
        version=_text(fields, "version"),
        status=_text(fields, "status") or "draft",
        owner=_text(fields, "owner"),
        classification=_text(fields, "classification") or "internal",
        approval=Approval(
            by=_text(approval, "by"),
            role=_text(approval, "role"),
            date=day(approval.get("date")),
            seal=_text(approval, "seal"),
            note=_text(approval, "note"),
        ),
        review=Review(interval=_text(review, "interval"), next=day(review.get("next"))),
        language=_text(fields, "language"),
        aliases=tuple(item for item in _list(fields, "aliases") if isinstance(item, str)),
        summary=_text(fields, "summary"),
        not_applicable=tuple((_text(item, "part"), _text(item, "reason")) for item in reasons),
        related=tuple(item for item in _list(fields, "related") if isinstance(item, str)),
    )


def day(value: Any) -> date | None:
    """Return the day that a text such as 2026-01-31 means, or None."""
    try:
        return (
            date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2026-01-31") else None
        )
    except ValueError:
        return None


def _text(fields: Mapping[str, Any], key: str) -> str:
    value = fields.get(key)
    return value if isinstance(value, str) else ""


def _mapping(fields: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = fields.get(key)
    return value if isinstance(value, Mapping) else {}


def _list(fields: Mapping[str, Any], key: str) -> list[Any]:
    value = fields.get(key)
    return value if isinstance(value, list) else []
