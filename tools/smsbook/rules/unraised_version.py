"""An approved document says something else than before, under the version that it had before.

Why it matters: Whoever holds a printed copy, or refers to a version in an agreement, cannot tell that there
are two texts of the same version.

How to fix it: Raise `version` and have the document approved again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.approved import approved_before, says, sealed
from smsbook.library.approving import approving_command
from smsbook.library.document import Document
from smsbook.library.history import Revision
from smsbook.library.holdings import current
from smsbook.library.library import Library
from smsbook.library.seal import holds
from smsbook.source.finding import Finding, Spot

ID = "unraised-version"


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each document approved anew with another content and no higher version."""
    for document in library.documents:
        if not sealed(document) or not library.history.revisions(document.path):
            continue
        before = approved_before(library, document)
        if before is None or document.damaged(("version",)) or _raised(before.version, document.head.version):
            continue
        known = holds(document.body, before.seal) is not None
        if known and not says(document.body, before.seal) and document.seal_holds:
            yield _finding(library, document, before, as_of)


def _raised(before: str, now: str) -> bool:
    """Tell whether a version is higher than the one before, or cannot be compared with it."""
    try:
        return _numbers(now) > _numbers(before)
    except ValueError:
        return True


def _numbers(version: str) -> tuple[int, int, int]:
    first, second, third = (*(int(part) for part in version.split(".")), 0, 0)[:3]
    return first, second, third


def _finding(library: Library, document: Document, before: Revision, as_of: date) -> Finding:
    version, approval = document.head.version, before.approval
    when = f" on {approval.date}" if approval.date else ""
    said = f"still {version}" if version == before.version else f"{version} after {before.version}"
    return Finding(
        ID,
        Spot(document.path, ("version",)),
        f"the content differs from what was approved{when} (commit {before.change.commit[:10]}), and the "
        f"version is {said}, expected a higher one",
        f"raise `version` above {before.version} and have it approved again: "
        f"`{approving_command(library, document, current(library, as_of), document.head.approval.by)}`",
    )
