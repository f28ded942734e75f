"""Somebody answers for documents, and the host of the repository does not know them by a name.

Why it matters: The file CODEOWNERS asks people by their names on the host to look at changes. Whoever has
none there is not asked, and changes of their documents wait for somebody else.

How to fix it: Write the name under `handles` in the list of people. The rule speaks of a host only once most
of those who answer for documents have a name there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from smsbook.library.handles import HOSTS, handles, owners
from smsbook.library.library import Library
from smsbook.source.finding import Finding, Severity, Spot

ID = "missing-handle"
SEVERITY = Severity.WARNING


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each person who owns documents and has no name on the host that others use."""
    owned: dict[str, list[str]] = defaultdict(list)
    for document in library.documents:
        if document.readable and document.in_use:
            for person in owners(library, document, as_of):
                if person in library.names and library.names[person].document:
                    owned[person].append(document.id)
    for host, title in HOSTS.items():
        known = handles(library, host)
        without = [person for person in sorted(owned) if person not in known]
        if 2 * len(without) < len(owned):
            yield from (_finding(library, person, host, title, len(owned[person])) for person in without)


def _finding(library: Library, person: str, host: str, title: str, documents: int) -> Finding:
    name = library.names[person]
    assert name.document
    number = "a document" if documents == 1 else f"{documents} documents"
    return Finding(
        ID,
        Spot(name.document.path, name.route),
        f"{name.title} answers for {number} and has no name on {title}, where others have one",
        f"write the name under `handles`, as `{host}: jo-doe`",
        SEVERITY,
    )
