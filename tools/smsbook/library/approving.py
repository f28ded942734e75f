"""Who may approve which document: what the settings say under `approving`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from shlex import quote
from types import MappingProxyType

from smsbook.library.document import Document
from smsbook.library.holdings import Holding, current
from smsbook.library.library import Library
from smsbook.library.settings import fits, patterns

APPROVING = "approving"
OTHERS = "*"  # all kinds that the table does not name
DOCUMENT_OWNER = "document.owner"
PROCESS_OWNER = "process.owner"
NOBODY = "nobody"  # an empty list would count as none
DEFAULT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"record": (NOBODY,), "sms-release": (NOBODY,), OTHERS: (PROCESS_OWNER, "SMS.owner", DOCUMENT_OWNER)}
)
_REVIEW_WITHIN = "P30D"


def needs_approval(library: Library, document: Document) -> bool:
    """Tell whether a document of this kind binds only once somebody has approved it."""
    return NOBODY not in said_of(library, document)


def may_approve(library: Library, document: Document) -> tuple[str, ...]:
    """Return the ids of the roles that may approve a document, in the order in which the table names them."""
    words = said_of(library, document)
    roles = dict.fromkeys(role for word in words for role in _meant(library, document, word))
    return tuple(role for role in roles if role)


def allows(library: Library, document: Document, role: str) -> bool:
    """Tell whether a role, by its present id, may approve a document."""
    return any(
        fits(role, (word,)) and _is_role(library, role)
        if OTHERS in word
        else role in _meant(library, document, word)
        for word in said_of(library, document)
    )


def approvers(library: Library, document: Document, when: date) -> tuple[Holding, ...]:
    """Return the entries of the role assignments by which somebody may approve a document on a day."""
    return _approvers(library, document, current(library, when))


def _approvers(library: Library, document: Document, held: Sequence[Holding]) -> tuple[Holding, ...]:
    return tuple(
        item
        for role in may_approve(library, document)
        for item in held
        if item.role == role and concerns(library, item, document)
    )


def approving_command(library: Library, document: Document, held: Sequence[Holding], person: str = "") -> str:
    """Return the command by which a person approves a document, or another one who may by what is held now.

    Where nobody may, the place of the name is left open.
    """
    people = [item.person for item in _approvers(library, document, held)]
    who = library.canonical(person) if library.canonical(person) in people else next(iter(people), "PERSON")
    return f"smsbook approve {quote(document.id)} --by {quote(who)}{library.path_option}"


def review_within(library: Library) -> str:
    """Return how long a document may be in review, as an ISO 8601 duration."""
    said = library.settings.get("review_within")
    return said if isinstance(said, str) else _REVIEW_WITHIN


def said_of(library: Library, document: Document) -> tuple[str, ...]:
    """Return what the settings say about the kind of a document: roles, patterns of roles, and words."""
    table = library.once(_table)
    return table.get(document.kind, table[OTHERS])


def _table(library: Library) -> Mapping[str, tuple[str, ...]]:
    said = library.settings.get(APPROVING)
    entries = said.items() if isinstance(said, dict) else ()
    return {**DEFAULT, **{key: patterns(value) for key, value in entries}}


def _meant(library: Library, document: Document, word: str) -> list[str]:
    """Return the roles that a word of the table means for a document."""
    if word == NOBODY:
        return []
    if word == DOCUMENT_OWNER:
        return [library.canonical(document.head.owner)]
    if word == PROCESS_OWNER:
        return list(_process_owners(library, document))
    if OTHERS in word:
        roles = {name.name for name in library.names.values() if name.kind == "role"}
        return [role for role in sorted(roles) if fits(role, (word,))]
    return [library.canonical(word)]


def _process_owners(library: Library, document: Document) -> Iterator[str]:
    """Yield the owners of the processes that a document is owned in, defines or belongs to."""
    named = [document.body.get("process"), *_list(document.body.get("processes"))]
    processes = [library.canonical(word) for word in named if isinstance(word, str)]
    if document.kind == "process":
        processes.insert(0, document.id)
    owner = library.canonical(document.head.owner)
    roles = _owners(library, [owner.partition(".")[0], *processes])
    yield from (role for role in roles if _is_role(library, role))


def _owners(library: Library, processes: Iterable[str]) -> Iterator[str]:
    for id in processes:
        process = library.document(id)
        yield library.canonical(f"{id}.owner")
        if process is not None and process.kind == "process":
            yield library.canonical(process.head.owner)


def concerns(library: Library, holding: Holding, document: Document) -> bool:
    """Tell whether a role is held for a document itself, or for something of another kind that it names."""
    if holding.serves(document.id):
        return True
    targets = (link.target for link in library.links_from(document))
    return any(
        target is not None and target.kind != document.kind and target.name in holding.about
        for target in targets
    )


def _is_role(library: Library, id: str) -> bool:
    name = library.names.get(id)
    return name is not None and name.kind == "role"


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
