"""What became of each document from one state of an SMS to another."""

from __future__ import annotations

from dataclasses import replace

from smsbook.compare.bodies import differences
from smsbook.compare.comparison import Difference, DocumentChange, Fate
from smsbook.compare.control import approved, controlled
from smsbook.compare.pairs import pairs
from smsbook.library.document import Body, Document
from smsbook.library.library import Library
from smsbook.library.seal import canonical
from smsbook.schema.kinds import Kind, load_settings_kind
from smsbook.schema.shipped import shipped
from smsbook.source.folder import SETTINGS

# The sections of the handbook in the order in which changes concern readers; all others follow.
ORDER = (
    *("Agreements", "Services", "Parties", "Policies", "Processes"),
    *("Plans", "Reports", "Roles", "Registers", "Records"),
)
_LAST, _OTHERS = "Settings", "Other documents"
_RETIRED = "retired"
_Both = tuple[Library, Library]


def document_changes(before: Library, after: Library) -> tuple[DocumentChange, ...]:
    """Return the documents that changed, came or went, in the order in which they concern readers."""
    found = [
        change
        for one, other in pairs(before.documents, after.documents)
        if (change := _change(one, other, (before, after)))
    ]
    found += [change] if (change := _settings(before, after)) else []
    return tuple(sorted(found, key=_order))


def layouts(before: Library, after: Library) -> tuple[str, ...]:
    """Return the paths of files that say the same, and are only written or laid out in another way."""
    same = [
        other.path
        for one, other in pairs(before.documents, after.documents)
        if one and other and one.text != other.text and one.path == other.path and _alike(one, other)
    ]
    texts = before.texts.get(SETTINGS), after.texts.get(SETTINGS)
    if None not in texts and texts[0] != texts[1] and not _settings(before, after):
        same.append(SETTINGS)
    return tuple(sorted(same))


def _alike(one: Document, other: Document) -> bool:
    return one.readable and other.readable and canonical(one.body) == canonical(other.body)


def _order(change: DocumentChange) -> tuple[int, str, str, str, str]:
    place = ORDER.index(change.section) if change.section in ORDER else len(ORDER)
    return (
        place + (change.section == _LAST),
        change.section,
        change.sort,
        change.title.casefold(),
        change.path,
    )


def _change(before: Document | None, after: Document | None, libraries: _Both) -> DocumentChange | None:
    document = after or before
    if document is None or (before and after and before.path == after.path and before.text == after.text):
        return None
    kind = libraries[1].kinds.get(document.kind)
    shown = _shown(document, kind, libraries[1] if after else libraries[0])
    if before is None or after is None:
        return replace(shown, fate=Fate.ADDED if before is None else Fate.REMOVED)
    shown = replace(
        shown,
        was=before.path if before.path != after.path else "",
        was_id=before.id if before.id != after.id else "",
        note=_note(before.readable, after.readable),
    )
    if not shown.note:
        shown = replace(shown, differences=_inside(before.body, after.body, kind, libraries))
    shown = replace(shown, fate=_fate(before, after, shown))
    silent = not (shown.differences or shown.note or shown.was or shown.was_id)
    return None if silent else shown


def _shown(document: Document, kind: Kind | None, library: Library) -> DocumentChange:
    return DocumentChange(
        id=document.id,
        title=document.title,
        kind=document.kind,
        sort=kind.title if kind else document.kind,
        section=kind.section if kind else _OTHERS,
        path=document.path,
        fate=Fate.CHANGED,
        version=document.head.version,
        status=document.head.status if document.readable else "",
        approved=approved(document.body.get("approval"), library),
        note="" if document.readable else "it cannot be read",
    )


def _note(before: bool, after: bool) -> str:
    match before, after:
        case False, False:
            return "it could not be read before, and cannot be read now; its text changed"
        case False, True:
            return "it could not be read before"
        case True, False:
            return "it cannot be read now"
        case _:
            return ""


def _fate(before: Document, after: Document, shown: DocumentChange) -> Fate:
    was, now = before.head.status == _RETIRED, after.head.status == _RETIRED
    if before.readable and after.readable and was is not now:
        return Fate.RETIRED if now else Fate.RETURNED
    return Fate.RENAMED if shown.was or shown.was_id else Fate.CHANGED


def _inside(before: Body, after: Body, kind: Kind | None, libraries: _Both) -> tuple[Difference, ...]:
    found = differences(canonical(before), canonical(after), kind.schema if kind else {}, libraries)
    return tuple(controlled(found, after, libraries))


def _settings(before: Library, after: Library) -> DocumentChange | None:
    old, new = before.texts.get(SETTINGS), after.texts.get(SETTINGS)
    if old == new:
        return None
    kind = load_settings_kind(shipped("schemas"))
    shown = DocumentChange(SETTINGS, kind.title, kind.name, kind.title, _LAST, SETTINGS, Fate.CHANGED)
    if old is None or new is None:
        return replace(shown, fate=Fate.ADDED if old is None else Fate.REMOVED)
    note = _note(bool(before.settings) or not old.strip(), bool(after.settings) or not new.strip())
    found = () if note else _inside(before.settings, after.settings, kind, (before, after))
    return replace(shown, note=note, differences=found) if note or found else None
