"""The version of a document was raised, and nothing else has changed.

Why it matters: A new version makes people look for what is new. If there is nothing, they stop looking.

How to fix it: Set `version` back, or make the change that the new version was meant for. Where nothing had
to be changed, `smsbook review` says so without a new version.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.approved import only_version_changed, sealed
from smsbook.library.library import Library
from smsbook.source.finding import Finding, Spot

ID = "idle-version"


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each document that was approved with the same content under another version."""
    for document in library.documents:
        if not sealed(document) or not library.history.revisions(document.path):
            continue
        before = only_version_changed(library, document)
        if before and not document.damaged(("version",)):
            yield Finding(
                ID,
                Spot(document.path, ("version",)),
                f"the version is {document.head.version}, and all else is as it was approved as {before}",
                f'set `version: "{before}"` again; if it was read and nothing had to be changed: `smsbook '
                f"review {document.id} --by {document.head.approval.by or 'PERSON'} --outcome no-change`",
            )
