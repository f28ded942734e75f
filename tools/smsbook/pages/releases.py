"""Releases of the handbook as their pages tell of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from smsbook.library.document import Document
from smsbook.library.seal import holds
from smsbook.pages.book import Book

_KIND = "sms-release"
_UNCHANGED, _CHANGED, _RETIRED, _GONE = "as released", "changed since", "retired since", "removed since"


@dataclass(frozen=True)
class Held:
    """One document that a release holds, as it was, and what became of it; `now` is None where it is gone."""

    id: str
    version: str
    seal: str
    now: Document | None
    since: str


def releases(book: Book) -> list[Document]:
    """Return the releases, the latest first."""
    return sorted(book.of_kind(_KIND), key=lambda item: (_number(item.head.version), item.id), reverse=True)


def held(book: Book, release: Document) -> list[Held]:
    """Return the documents that a release holds."""
    return [
        _held(book, item) for item in book.body(release).get("documents", ()) if isinstance(item, Mapping)
    ]


def held_kinds(book: Book, release: Document) -> list[tuple[str, int]]:
    """Return how many documents of each kind a release holds."""
    numbers = Counter(item.get("kind", "") for item in book.body(release).get("documents", ()))
    kinds = book.library.kinds
    return [
        (kinds[kind].plural if kind in kinds else kind or "Others", many) for kind, many in numbers.items()
    ]


def unreleased(book: Book, release: Document) -> list[tuple[str, list[Document]]]:
    """Return the documents that changed, came or were retired after a release, under what became of them."""
    now: dict[str, list[Document]] = {_CHANGED: [], _RETIRED: []}
    known = set()
    for item in held(book, release):
        known.add(item.now.path if item.now else "")
        if item.now and item.since in now:
            now[item.since].append(item.now)
    approved = (item for item in book.library.documents if item.head.status == "approved")
    now["added since"] = [item for item in approved if item.path not in known and item.kind != _KIND]
    return [(since, documents) for since, documents in now.items() if documents]


def _held(book: Book, item: Mapping[str, Any]) -> Held:
    seal, now = item.get("seal", ""), book.library.document(item.get("document", ""))
    if now is None:
        since = _GONE
    elif not now.in_use:
        since = _RETIRED
    else:
        since = _UNCHANGED if holds(now.body, seal) else _CHANGED
    return Held(item.get("document", ""), item.get("version", ""), seal, now, since)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())
