"""A document was approved by somebody who had no right to approve it.

Why it matters: An approval counts because of the role behind it. Which roles approve which documents stands
in `sms.yml` under `approving`; who held a role on which day stands in the role assignments.

How to fix it: Have the document approved again by somebody who may. If the role assignments are wrong about
who held the role on that day, correct them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smsbook.library.approved import APPROVED
from smsbook.library.approving import (
    OTHERS,
    allows,
    approving_command,
    concerns,
    may_approve,
    needs_approval,
    said_of,
)
from smsbook.library.document import Document
from smsbook.library.holdings import Holding, Standing, current, holdings
from smsbook.library.library import Library
from smsbook.schema.words import listed
from smsbook.source.finding import Finding, Spot
from smsbook.standard.asked import asking

ID = "unauthorised-approval"


def check(library: Library, as_of: date) -> Iterator[Finding]:
    """Yield a finding for each approval in a role that may not approve, or by whoever did not hold the role.

    A role that is vacant now is a finding of its own, and says nothing about who held it.
    """
    held = _by_role(library)
    for document in library.documents:
        if document.head.status != APPROVED or document.damaged(("approval",)) or not document.readable:
            continue
        role, person = (_known(library, document, *what) for what in (("role", "role"), ("by", "person")))
        if not role or not person or not needs_approval(library, document):
            continue
        if not allows(library, document, role):
            yield _not_allowed(library, document, role, as_of)
        elif held is not None and document.head.approval.date is not None:
            yield from _not_held(library, document, person, role, held.get(role, []), as_of)


def _by_role(library: Library) -> dict[str, list[Holding]] | None:
    """Return the entries of the role assignments by role; None where they cannot be relied on."""
    documents = list(library.of_kind("assignments"))
    if not documents or any(document.damaged(("assignments",)) for document in documents):
        return None
    found: dict[str, list[Holding]] = {}
    for holding in holdings(library):
        found.setdefault(holding.role, []).append(holding)
    return found


def _known(library: Library, document: Document, field: str, kind: str) -> str:
    """Return the present id of the person or the role of an approval, or '' where there is none."""
    word = document.get(f"approval.{field}")
    name = library.names.get(word) if isinstance(word, str) else None
    return name.name if name is not None and name.kind == kind else ""


def _not_allowed(library: Library, document: Document, role: str, as_of: date) -> Finding:
    words = said_of(library, document)
    may = words if any(OTHERS in word for word in words) else may_approve(library, document)
    return Finding(
        ID,
        Spot(document.path, ("approval", "role")),
        f"it was approved in the role `{role}`, expected {_one_of(may)}, as `approving` says",
        _again(library, document, as_of),
    )


def _not_held(
    library: Library, document: Document, person: str, role: str, held: list[Holding], as_of: date
) -> Iterator[Finding]:
    when = document.head.approval.date or date.max
    own = [item for item in held if item.person == person]
    held_then = [item for item in own if item.standing(when) is Standing.CURRENT]
    if any(concerns(library, item, document) for item in held_then) or _told(library, role, held, when):
        return
    then = [item for item in held if item.standing(when) is Standing.CURRENT]
    then = [item for item in then if concerns(library, item, document)]
    yield Finding(
        ID,
        Spot(document.path, ("approval", "by")),
        f"{_name(library, person)} approved it on {when} as `{role}`, expected somebody who held this role "
        f"on that day{_instead(library, person, then, own)}",
        f"{_again(library, document, as_of)}; or correct the role assignments",
        related=tuple(Spot(item.document.path, item.route) for item in own),
    )


def _told(library: Library, role: str, held: list[Holding], when: date) -> bool:
    """Tell whether the role had no holder from that day on, which other findings say already."""
    if any(item.until is None or item.until >= when for item in held):
        return False
    named = any(link.route == ("owner",) for link in library.links_to(role))
    return bool(held) or named or any(asking(library, role))


def _instead(library: Library, person: str, then: list[Holding], own: list[Holding]) -> str:
    if any(item.deputy == person for item in then):
        return "; a deputy stands in, and does not hold the role"
    if then:
        return f", as {_name(library, then[0].person)} did"
    if not own:
        return ""
    first = min(own, key=lambda item: item.since or date.min)
    about = f"for {listed(list(first.about))} " if first.about else ""
    since = f"since {first.since}" if first.since else ""
    until = f" until {first.until}" if first.until else ""
    return f"; the role assignments say {about}{since}{until}"


def _name(library: Library, person: str) -> str:
    name = library.names.get(person)
    return name.title if name else person


def _one_of(words: tuple[str, ...]) -> str:
    return " or ".join(f"`{word}`" for word in words)


def _again(library: Library, document: Document, as_of: date) -> str:
    return f"have it approved again: `{approving_command(library, document, current(library, as_of))}`"
