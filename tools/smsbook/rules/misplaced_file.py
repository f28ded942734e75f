"""A file does not lie where its kind belongs, or is not named like its id.

Why it matters: People find a document by its folder and its file name, and so does smsbook when a file is
damaged.

How to fix it: Move or rename the file as the message says, with `git mv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.library import Library
from smsbook.schema.words import in_sentence
from smsbook.source.finding import Finding, Position, Spot

ID = "misplaced-file"


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each readable document whose path is not the one of its kind and id."""
    for document in library.documents:
        kind = library.kinds.get(document.kind)
        if kind is None or not document.readable or document.damaged(("id",)):
            continue
        expected = kind.path(document.id)
        holder = library.names[document.id].document
        if document.path != expected and holder is document:
            here, there = library.shown(document.path), library.shown(expected)
            yield Finding(
                ID,
                Spot(document.path, position=Position(1, 1)),
                f"found the {in_sentence(kind.title)} `{document.id}` in {here}, expected it in {there}",
                f"move it: git mv {here} {there}",
            )
