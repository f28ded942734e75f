"""What git knows about the documents, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from smsbook.library.document import Approval
from smsbook.library.glance import Glance, glance

_NO_APPROVAL = Approval()


@dataclass(frozen=True)
class Change:
    """One commit that touched documents; `paths` are below the SMS folder, under their present names."""

    commit: str
    day: date
    author: str
    subject: str
    paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class Revision:
    """One committed state of one file; `path` is the name that the file had then.

    `texts` holds the text under the name that git gives to it, `blob`, and `glances` what it says about its
    control; git may be asked only when one of them is read.
    """

    change: Change
    path: str
    blob: str
    texts: Mapping[str, str] = field(repr=False, compare=False)
    glances: Mapping[str, Glance] | None = field(default=None, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The text that was committed; empty where it is not at hand or was no text."""
        return self.texts.get(self.blob, "")

    @cached_property
    def _said(self) -> Glance:
        return glance(self.text) if self.glances is None else self.glances[self.blob]

    @property
    def version(self) -> str:
        """The version that the text gave."""
        return self._said.version

    @property
    def status(self) -> str:
        """The status that the text gave."""
        return self._said.status

    @property
    def approval(self) -> Approval:
        """The approval that stood in the text."""
        return self._said.approval

    @property
    def seal(self) -> str:
        """The seal of the approval that stood in the text."""
        return self._said.approval.seal

    @property
    def next_review(self) -> date | None:
        """The day of the next review that the text gave."""
        return self._said.review.next


@dataclass(frozen=True)
class History:
    """The changes of an SMS folder, the latest first.

    `note` says why there are none, where that is so; `shortened` that earlier ones are not at hand. `folder`
    is the SMS folder below the repository's root. `commit` is the one that is checked out, `commit_day` and
    `commit_time` (seconds since 1970) are when it was made, `tags` its names; `modified` are the paths that
    differ from it. `created` are the changes that brought each file.
    """

    changes: tuple[Change, ...] = ()
    note: str = ""
    shortened: bool = False
    folder: str = ""
    commit: str = ""
    commit_day: date | None = None
    commit_time: int = 0
    tags: tuple[str, ...] = ()
    modified: frozenset[str] = frozenset()
    by_path: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    states: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict, repr=False)
    created: Mapping[str, Change] = field(default_factory=dict, repr=False)

    def of(self, path: str) -> tuple[Change, ...]:
        """Return the changes of one document, the latest first."""
        return self.by_path.get(path, ())

    def revisions(self, path: str) -> tuple[Revision, ...]:
        """Return the committed states of one document, the latest first, under its former names too."""
        return self.states.get(path, ())

    def since(self, path: str, status: str) -> date | None:
        """Return the day of the commit since which every committed state of a document has had a status."""
        day = None
        for revision in self.revisions(path):
            if revision.status != status:
                break
            day = revision.change.day
        return day


@dataclass(frozen=True)
class Version:
    """One version of a document: the commit in which it first stood, and its approval if there is one.

    `approving` is the commit in which the approval that held last first stood.
    """

    version: str
    day: date
    author: str
    commit: str
    approval: Approval = _NO_APPROVAL
    approving: Change | None = None

    @property
    def approved_by(self) -> str:
        """The person who approved it; empty where nobody did."""
        return self.approval.by

    @property
    def approved_on(self) -> date | None:
        """The day of its approval."""
        return self.approval.date


def versions(history: History, path: str) -> tuple[Version, ...]:
    """Return the committed versions of a document, the latest first."""
    found: dict[str, list[Revision]] = {}
    for revision in history.revisions(path):
        if revision.version:
            found.setdefault(revision.version, []).append(revision)
    return tuple(_version(version, revisions) for version, revisions in found.items())


def _version(version: str, revisions: list[Revision]) -> Version:
    first = revisions[-1].change
    approved = [revision for revision in revisions if revision.status == "approved"]
    if not approved:
        return Version(version, first.day, first.author, first.commit)
    last = approved[0].approval
    same = [revision for revision in approved if _same(revision.approval, last)]
    return Version(version, first.day, first.author, first.commit, last, same[-1].change)


def _same(one: Approval, other: Approval) -> bool:
    """Tell whether two approvals are one: by their seals, or without seals by person and day."""
    return one.seal == other.seal if one.seal or other.seal else (one.by, one.date) == (other.by, other.date)


NO_HISTORY = History(note="no history was asked for")
