"""A document refers to something of the wrong kind.

Why it matters: A service level agreement that names a customer where a service belongs promises nothing;
the check and the handbook would draw the wrong conclusions from it.

How to fix it: Put the id of a document of the kind that the message names.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.library import Library
from smsbook.schema.nearest import near
from smsbook.schema.words import called, place
from smsbook.source.finding import Finding, Spot

ID = "wrong-kind-reference"


def check(library: Library, as_of: date) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each reference that leads to something of a kind not allowed there."""
    for link in library.links:
        if link.target is None or link.holds:
            continue
        wanted = " or ".join(called(kind) for kind in link.kinds)
        fitting = {word for word, name in library.names.items() if name.kind in link.kinds}
        close = near(link.to, fitting, 1) or near(link.to.partition("-")[2], fitting, 1)
        hint = f"did you mean `{close[0]}`?" if close else f"put the id of {wanted} here"
        target = link.target
        related = (Spot(target.document.path, target.route),) if target.document else ()
        yield Finding(
            ID,
            Spot(link.source.path, link.route),
            f"found `{link.to}` in {place(link.route)}, which is {called(target.kind)}, expected {wanted}",
            hint,
            related=related,
        )
