"""Who may approve a document: the role in which a person does, or why they may not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from smsbook.control.choose import Choice, called
from smsbook.library.approving import approvers, may_approve, needs_approval
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.schema.nearest import meant


def known_role(choice: Choice, role: str) -> None:
    """Refuse a role that there is not; '' stands for none."""
    names = choice.library.names
    if role and (role not in names or names[role].kind != "role"):
        close = meant(role, [name for name, found in names.items() if found.kind == "role"])
        mend = f"did you mean {' or '.join(close)}?" if close else "leave it out, and smsbook finds one"
        choice.refuse(f"--role {role}", f"there is no role with this id; {mend}")


def may_be_approved(choice: Choice, document: Document) -> bool:
    """Tell whether a document is one that can be approved; if it is not, refuse it."""
    if not choice.sound(document):
        return False
    if document.head.status == "retired":
        choice.refuse(document.id, "it is retired; set `status: in-review` first if it is needed again")
        return False
    kind = choice.library.kinds[document.kind].title.lower()
    if not needs_approval(choice.library, document):
        choice.refuse(document.id, f"nobody has to approve a {kind}; write `status: approved` yourself")
        return False
    return True


def role_of(choice: Choice, document: Document, by: str, wanted: str, when: date) -> str:
    """Return the role in which a person may approve a document on a day, or refuse it and return ''.

    `wanted` is the role that the person named, or '' for the first that may.
    """
    library = choice.library
    wanted = library.canonical(wanted)
    held = [item.role for item in approvers(library, document, when) if item.person == by]
    fitting = [role for role in held if wanted in ("", role)]
    if fitting or not by:
        return fitting[0] if fitting else ""
    allowed = may_approve(library, document)
    name = called(library, by)
    if wanted and wanted not in allowed:
        said = f"{wanted} is no role that may approve it"
    elif wanted:
        said = f"{name} did not hold {wanted} on {when}"
    else:
        said = f"{name} held no role on {when} that may approve it"
    choice.refuse(document.id, f"{said}; {_who(library, document, allowed, when)}")
    return ""


def _who(library: Library, document: Document, allowed: Sequence[str], when: date) -> str:
    """Say which roles may approve a document, and who holds them."""
    if not allowed:
        return "no role of those that `approving` in sms.yml names for it exists"
    held = approvers(library, document, when)
    roles = []
    for role in allowed:
        people = dict.fromkeys(called(library, item.person) for item in held if item.role == role)
        roles.append(f"{role} ({', '.join(people) or 'nobody'})")
    return f"these may: {', '.join(roles)}"
