"""Which records tell that a document was reviewed, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from smsbook.library.document import Document, day
from smsbook.library.library import Library

OUTCOMES = ("no-change", "revised")


def reviews(library: Library) -> Mapping[str, tuple[tuple[date, Document], ...]]:
    """Return the reviews of each document by its id, the latest first, with the record that tells of each."""
    found: dict[str, list[tuple[date, Document]]] = defaultdict(list)
    for record in library.of_kind("record"):
        when, about = day(record.body.get("date")), record.body.get("about")
        if when is None or record.body.get("outcome") not in OUTCOMES or not isinstance(about, list):
            continue
        for id in {library.canonical(word) for word in about if isinstance(word, str)}:
            found[id].append((when, record))
    return {
        id: tuple(sorted(entries, key=lambda entry: (entry[0], entry[1].id), reverse=True))
        for id, entries in found.items()
    }
