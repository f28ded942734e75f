"""Whether something that is compared cannot be read, or names what does not exist: then nobody knows."""

from __future__ import annotations

from smsbook.agreements.lasting import unclear as undated
from smsbook.agreements.place import place
from smsbook.agreements.promises import own, promises
from smsbook.agreements.terms import terms
from smsbook.library.document import Document
from smsbook.library.library import Library

_KINDS = ("sla", "ola", "ua", "service", "component")
_COMPARED = (
    *("based_on", "services", "supports", "agreements", "validity", "targets", "support", "service_hours"),
    *("maintenance", "components", "groups", "availability"),
)


def unclear(library: Library) -> bool:
    """Tell whether something in an agreement, service or component in use is unknown, for all that ask."""
    return library.once(_unclear)


def unknown(library: Library, document: Document, *keys: str) -> bool:
    """Tell whether a document names, under one of the top-level keys, something that does not exist."""
    return any(not link.holds for link in library.links_from(document) if link.route[0] in keys)


def _unclear(library: Library) -> bool:
    documents = tuple(library.of_kind(*_KINDS))
    if place(library).refusals or any(
        _damaged(each) or unknown(library, each, *_COMPARED) for each in documents
    ):
        return True
    return any(_refused(library, each) for each in documents)


def _damaged(document: Document) -> bool:
    return not document.readable or any(document.damaged((key,)) for key in _COMPARED)


def _refused(library: Library, document: Document) -> bool:
    """Tell whether a value in a document cannot be read for certain."""
    match document.kind:
        case "sla" | "ola" | "ua":
            text = terms(library, document)
            return undated(text) or bool(promises(library, text).refusals)
        case "component":
            return bool(own(library, document).refusals)
    return False
