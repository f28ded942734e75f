"""What an approved document says now beside what its committed states said when they were approved."""

from __future__ import annotations

from collections.abc import Iterator

from smsbook.library.document import Body, Document
from smsbook.library.gather import read_document
from smsbook.library.history import Revision
from smsbook.library.library import Library
from smsbook.library.seal import OUTSIDE, holds, seal
from smsbook.source.folder import Text

APPROVED = "approved"
_VERSION = "version"


def sealed(document: Document) -> bool:
    """Tell whether a document is approved with a seal that can be looked at."""
    approval = document.head.approval
    intact = document.readable and not document.damaged(("approval",))
    return document.head.status == APPROVED and bool(approval.seal) and intact


def approved_state(library: Library, document: Document) -> tuple[Revision, Document] | None:
    """Return the committed state that a document's seal was made for, or None where git does not have it."""
    for revision in reversed(library.history.revisions(document.path)):
        if revision.status == APPROVED and revision.seal == document.head.approval.seal:
            then = read_document(Text(revision.path, revision.text), library.kinds)
            if holds(then.body, revision.seal):
                return revision, then
    return None


def changed_parts(before: Body, now: Body) -> tuple[str, ...]:
    """Return the fields of the first level that do not say the same, without those no seal covers."""
    fields = [key for key in dict.fromkeys((*now, *before)) if key not in OUTSIDE]
    return tuple(key for key in fields if seal(_only(before, key)) != seal(_only(now, key)))


def approved_before(library: Library, document: Document) -> Revision | None:
    """Return the last committed state that was approved with another seal than the present one.

    None where there is none, and where the document was brought back to what was approved before that.
    """
    current = document.head.approval.seal
    former = _former(library, document)
    found = next((revision for revision in former if revision.seal != current), None)
    return None if any(revision.seal == current for revision in former) else found


def only_version_changed(library: Library, document: Document) -> str:
    """Return the version under which all else that a document says was approved already, or ''.

    A version that was approved twice with other words is left out: raising it is how that is mended.
    """
    former = tuple(_former(library, document))
    sealed_as = document.head.approval.seal
    if document.seal_holds:
        before = approved_before(library, document)
        sealed_as = before.seal if before is not None else ""
    for version in {item.version: None for item in former if item.seal == sealed_as}:
        reused = any(item.version == version and item.seal != sealed_as for item in former)
        raised = version not in ("", document.head.version) and not reused
        if raised and says({**document.body, _VERSION: version}, sealed_as):
            return version
    return ""


def says(body: Body, sealed: str) -> bool:
    """Tell whether a body says what was sealed; False where the seal's algorithm is not known."""
    return bool(holds(body, sealed))


def _former(library: Library, document: Document) -> Iterator[Revision]:
    """Yield the committed states that were approved with a seal, the latest first."""
    states = library.history.revisions(document.path)
    return (item for item in states if item.status == APPROVED and item.seal)


def _only(body: Body, key: str) -> Body:
    return {key: body[key]} if key in body else {}
