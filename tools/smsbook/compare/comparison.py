"""What changed between two states of an SMS, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from smsbook.source.finding import Route

CONTROL = ("version", "status", "approval", "review")  # how far a document is, not what it says


class Fate(StrEnum):
    """What became of a document."""

    ADDED = "added"
    CHANGED = "changed"
    RENAMED = "renamed"
    RETIRED = "retired"
    RETURNED = "in use again"
    REMOVED = "removed"


class How(StrEnum):
    """What became of a value."""

    ADDED = "added"
    CHANGED = "changed"
    REORDERED = "reordered"
    REMOVED = "removed"


class Mark(StrEnum):
    """What became of a run of words in a text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A run of words in a text that changed."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class Difference:
    """One thing that changed in a document.

    `what` names the field or the item of a list; `before` and `after` say its value in words, empty where
    there was none. A text shows its `pieces` instead, with some words around each change. An item of a list
    has `parts`: the fields of it that changed. `route` leads to the value in the later state, or in the
    earlier one where it is gone.
    """

    what: str
    how: How
    route: Route
    before: str = ""
    after: str = ""
    pieces: tuple[Piece, ...] = ()
    parts: tuple[Difference, ...] = ()

    @property
    def control(self) -> bool:
        """Whether it says how far the document is (version, status, approval, review), not what it says."""
        return bool(self.route) and self.route[0] in CONTROL


@dataclass(frozen=True)
class DocumentChange:
    """One document that is not what it was.

    `was` is its former path and `was_id` its former id, empty where they stay; `version`, `status` and
    `approved` are those of the later state, or of the earlier one of a removed document. `note` says why
    nothing can be told about its content, where that is so.
    """

    id: str
    title: str
    kind: str
    sort: str  # the title of its kind
    section: str
    path: str
    fate: Fate
    version: str = ""
    status: str = ""
    approved: str = ""
    was: str = ""
    was_id: str = ""
    note: str = ""
    differences: tuple[Difference, ...] = ()

    @property
    def content(self) -> tuple[Difference, ...]:
        """The changes of what it says."""
        return tuple(item for item in self.differences if not item.control)


@dataclass(frozen=True)
class RoleChange:
    """A role with other holders, or other deputies, on the day the states are measured by.

    `about` are the titles of the documents for which the role is held, none where it is held in general.
    """

    role: str
    title: str
    about: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    deputy: bool = False

    @property
    def vacant(self) -> bool:
        """Whether nobody holds the role any more."""
        return not self.deputy and not self.after


@dataclass(frozen=True)
class RequirementChange:
    """A requirement in another state; where a whole catalogue came or went, `id` and `title` are empty."""

    edition: str
    id: str
    title: str
    before: str
    after: str


@dataclass(frozen=True)
class FindingChange:
    """How many findings of a rule appeared, and how many are gone."""

    rule: str
    appeared: int
    gone: int


@dataclass(frozen=True)
class Side:
    """One of the two states: how the user named it, and its commit; without one it is the working tree."""

    name: str = ""
    commit: str = ""

    @property
    def words(self) -> str:
        """The state in words."""
        if not self.commit:
            return self.name or "the working tree"
        short = self.commit[:10]
        return short if self.commit.startswith(self.name) else f"{self.name} ({short})"


@dataclass(frozen=True)
class Comparison:
    """What changed from one state of an SMS to another, both measured by the same day.

    Documents come in the order in which they concern readers: agreements and services first. `layout` are the
    paths of files that only look different.
    """

    as_of: date
    documents: tuple[DocumentChange, ...] = ()
    roles: tuple[RoleChange, ...] = ()
    requirements: tuple[RequirementChange, ...] = ()
    findings: tuple[FindingChange, ...] = ()
    layout: tuple[str, ...] = ()
    before: Side = Side()
    after: Side = Side()
    folder: str = "sms"

    @property
    def empty(self) -> bool:
        """Whether nothing changed that means anything."""
        return not (self.documents or self.roles or self.requirements or self.findings)

    def shown(self, path: str) -> str:
        """Return a path below the SMS folder as the user would type it."""
        return path if self.folder in ("", ".") else f"{self.folder}/{path}"

    def count(self, fate: Fate) -> int:
        """Return how many documents met a fate."""
        return sum(document.fate is fate for document in self.documents)
