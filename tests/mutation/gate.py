"""The gate over an SMS in memory: a file is read once, and again only where a mutant changes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import shelf
from smsbook.check.run import judge
from smsbook.library.document import Document
from smsbook.library.gather import Gathered, gather
from smsbook.library.library import Library, build_library
from smsbook.source.finding import Finding
from smsbook.source.folder import Text, files, read
from smsbook.standard.model import shipped_names

Changes = Mapping[str, str | None]
Said = tuple[str, str, str, tuple[str, ...]]


class Gate:
    """Checks an SMS, and the same with some files changed, on one day.

    `changes` are the new texts of files, None for one that goes.
    """

    def __init__(self, root: Path, as_of: date, changes: Changes | None = None) -> None:
        self.as_of = as_of
        texts = {item.path: item.text for item in read(root, files(root))} | dict(changes or {})
        self._gathered = {path: _gather(path, text) for path, text in texts.items() if text is not None}
        self.library = self.changed({})[0]
        self._known = frozenset(map(said, self.findings({})))

    def document(self, path: str) -> Document:
        """Return the document of a file."""
        return self._gathered[path].documents[0]

    def findings(self, changes: Changes) -> list[Finding]:
        """Return all findings of the changed SMS, without their places."""
        library, shape = self.changed(changes)
        return judge(library, shape, self.as_of)[0]

    def new(self, changes: Changes) -> list[Finding]:
        """Return the findings that come with the changes, without their places."""
        return self.unknown(self.findings(changes))

    def unknown(self, found: Iterable[Finding]) -> list[Finding]:
        """Return those findings that the unchanged SMS does not have."""
        return [finding for finding in found if said(finding) not in self._known]

    def changed(self, changes: Changes) -> tuple[Library, list[Finding]]:
        """Return the library of the changed SMS, and the findings about single files."""
        anew = {path: _gather(path, text) for path, text in changes.items() if text is not None}
        kept = {path: item for path, item in self._gathered.items() if path not in changes}
        items = [*kept.values(), *anew.values()]
        library = build_library(
            shelf.kinds(),
            [document for item in items for document in item.documents],
            next((item.settings for item in items if item.settings), {}),
            shipped_names(),
            {path: text for item in items for path, text in item.texts.items()},
            "sms",
        )
        return library, [finding for item in items for finding in item.findings]


def said(finding: Finding) -> Said:
    """Return what a finding says and of which file, wherever in it that stands."""
    return finding.spot.path, finding.rule, finding.message, finding.requirements


def everything(found: Iterable[Finding]) -> list[Said]:
    """Return what findings say, in an order of its own."""
    return sorted(map(said, found))


def _gather(path: str, text: str) -> Gathered:
    return gather([Text(path, text)], shelf.kinds(), shelf.settings_kind())
