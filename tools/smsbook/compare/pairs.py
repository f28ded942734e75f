"""Which document of the earlier state became which of the later one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from smsbook.library.document import Document

Pair = tuple[Document | None, Document | None]
_Names = Callable[[Document], Iterable[object]]


def pairs(before: Iterable[Document], after: Iterable[Document]) -> Iterator[Pair]:
    """Yield each document as it was and as it is; None where it was not there, or is no more.

    A document is recognised by its id, by a former id under `aliases`, or by its file.
    """
    old = {document.path: document for document in before}
    new = {document.path: document for document in after}
    for bears, claims in _SIGNS:
        bearers, claimants = _unique(old.values(), bears), _unique(new.values(), claims)
        for name, claimant in claimants.items():
            bearer = bearers.get(name)
            if bearer is not None and bearer.path in old and claimant.path in new:
                yield old.pop(bearer.path), new.pop(claimant.path)
    yield from ((document, None) for document in old.values())
    yield from ((None, document) for document in new.values())


def _unique(documents: Iterable[Document], names: _Names) -> dict[object, Document]:
    """Return documents by those of their names that no other one bears."""
    named = [(name, document) for document in documents for name in names(document)]
    times = Counter(name for name, _ in named)
    return {name: document for name, document in named if times[name] == 1}


def _place(document: Document) -> Iterable[object]:
    return ((document.id, document.path),)


def _id(document: Document) -> Iterable[object]:
    return (document.id,)


def _file(document: Document) -> Iterable[object]:
    return (document.path,)


def _aliases(document: Document) -> Iterable[object]:
    return document.head.aliases


_SIGNS: tuple[tuple[_Names, _Names], ...] = (
    (_place, _place),
    (_id, _id),
    (_id, _aliases),
    (_file, _file),
)
