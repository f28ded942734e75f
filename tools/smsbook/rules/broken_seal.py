"""A document was changed after it had been approved.

Why it matters: The page still shows the name of the person who approved it, above a text which that person
has never seen. The seal covers what the document says; comments, the order of fields and the way of writing
them do not break it.

How to fix it: Have the document approved again with `smsbook approve`, or take the change back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from smsbook.library.approved import approved_state, changed_parts, only_version_changed, sealed
from smsbook.library.approving import approving_command
from smsbook.library.document import Document
from smsbook.library.holdings import Holding, current
from smsbook.library.library import Library
from smsbook.source.finding import Finding, Spot

ID = "broken-seal"
_SHOWN = 4


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each approved document that does not say what its seal was made for.

    Where it differs in nothing but its version, the rule about that tells it.
    """
    held = current(library, as_of)
    for document in library.documents:
        if not sealed(document):
            continue
        fits = document.seal_holds
        if fits is None:
            yield _unknown(library, document, held)
        elif not fits and not only_version_changed(library, document):
            yield _broken(library, document, held)


def _unknown(library: Library, document: Document, held: Sequence[Holding]) -> Finding:
    seal = document.head.approval.seal
    return Finding(
        ID,
        Spot(document.path, ("approval", "seal")),
        f"the seal was made in a way that this smsbook does not know: `{seal.partition(':')[0]}`",
        "use a newer smsbook; or, if the seal was altered by hand, have the document approved again: "
        f"`{approving_command(library, document, held, document.head.approval.by)}`",
    )


def _broken(library: Library, document: Document, held: Sequence[Holding]) -> Finding:
    approval = document.head.approval
    command = approving_command(library, document, held, approval.by)
    name = library.names.get(approval.by)
    who = f" by {name.title if name else approval.by}" if approval.by else ""
    when = f" on {approval.date}" if approval.date else ""
    return Finding(
        ID,
        Spot(document.path, ("approval", "seal")),
        f"«{document.title}» was approved{when}{who} and has changed since{_changes(library, document)}; "
        "the seal does not fit any more",
        f"have it approved again: `{command}`; or take the change back",
    )


def _changes(library: Library, document: Document) -> str:
    """Say which parts changed, as in «: Rules and Purpose», where git knows the approved text."""
    state = approved_state(library, document)
    if state is None:
        return ""
    labels = [_label(library, document, key) for key in changed_parts(state[1].body, document.body)]
    if not labels:
        return ""
    more = [f"{len(labels) - _SHOWN} more"] if len(labels) > _SHOWN else []
    words = [*labels[:_SHOWN], *more]
    return ": " + (", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else words[0])


def _label(library: Library, document: Document, key: str) -> str:
    schema = library.kinds[document.kind].at(key) or {}
    return f"«{schema.get('title', key)}»"
