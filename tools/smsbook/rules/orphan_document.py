"""Nothing refers to a document, and it refers to nothing.

Why it matters: A component that no service rests on, or a supplier that delivers nothing, is either left
over or was forgotten in the place where it should be named.

How to fix it: Name the document where it is used. If it is no longer used, set `status: retired` or delete
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.document import Document
from smsbook.library.library import Library, Link
from smsbook.schema.nearest import nearest
from smsbook.source.finding import Finding, Severity, Spot

ID = "orphan-document"
SEVERITY = Severity.WARNING

_READ_BY_SMSBOOK = {"catalogue", "sms-release"}
_HEAD = {"owner", "approval"}
_PERSONAL = {"role", "person"}


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each document in use that has no link to another document, in either direction."""
    if not all(document.readable for document in library.documents):
        return  # a file that cannot be read may hold the reference
    for document in library.documents:
        kind = library.kinds.get(document.kind)
        if kind is None or kind.singleton or kind.name in _READ_BY_SMSBOOK:
            continue
        if not document.in_use or not document.readable:
            continue
        to = [link for link in library.links_to(document.id) if link.source is not document]
        leads_on = any(_leads_on(link) for link in library.links_from(document))
        if not to and not leads_on and not _misspelt(library, document):
            yield Finding(
                ID,
                Spot(document.path, ("id",)),
                f"nothing refers to `{document.id}`, and it refers to no other document",
                "name it where it is used, or set `status: retired`",
                SEVERITY,
            )


def _misspelt(library: Library, document: Document) -> bool:
    """Tell whether a broken reference, which is a finding of its own, may mean the document."""
    broken = (link for link in library.links if link.target is None)
    return any(
        nearest(link.to, [document.id]) for link in broken if {document.kind, "any"}.intersection(link.kinds)
    )


def _leads_on(link: Link) -> bool:
    if link.target is None:
        return True  # a broken reference is a finding of its own
    if link.target.document is link.source:
        return False
    return link.route[0] not in _HEAD and link.target.kind not in _PERSONAL
