"""A comparison in words: one plain sentence for each thing that changed."""

from __future__ import annotations

from collections.abc import Iterator

from smsbook.compare.comparison import (
    Comparison,
    Difference,
    DocumentChange,
    Fate,
    FindingChange,
    How,
    Mark,
    RequirementChange,
    RoleChange,
)
from smsbook.compare.texts import joined

TO = "->"
_NOBODY = "vacant"
FRAMES: dict[str, tuple[str, str]] = {Mark.REMOVED: ("[-", "-]"), Mark.ADDED: ("{+", "+}")}
_BRIEF = 3  # words of a value that needs no colon before it

# Pieces of (style, text); a style is a Mark, `before`, `after`, `to` or empty.
Words = Iterator[tuple[str, str]]


def framed(style: str, text: str) -> str:
    """Return a piece of words with what went as [-so-], and what came as {+so+}."""
    begin, end = FRAMES.get(style, ("", ""))
    return f"{begin}{text}{end}"


def told(difference: Difference) -> Words:
    """Yield one difference in words."""
    yield "", difference.what
    yield from _value(difference)
    for number, part in enumerate(difference.parts):
        single = part.how in (How.ADDED, How.REMOVED) and not part.what
        yield "", _before_part(difference, number)
        if single:
            yield "after" if part.how is How.ADDED else "before", part.after or part.before
            yield "", f" {part.how}"
        else:
            yield from told(part)


def _before_part(difference: Difference, number: int) -> str:
    leading = not (difference.before or difference.after or difference.pieces) and number == 0
    return ": " if leading else "; "


def _value(difference: Difference) -> Words:
    before, after = difference.before, difference.after
    if difference.pieces:
        yield "", ": " if difference.what else ""
        for piece, apart in joined(difference.pieces):
            yield "", " " if apart else ""
            yield piece.mark, piece.text
        return
    match difference.how:
        case How.ADDED:
            yield "", " added" + (": " if after else "")
            yield "after", after
        case How.REMOVED:
            yield "", " removed" + (": " if before else "")
            yield "before", before
        case How.REORDERED:
            yield "", ": in another order"
        case How.CHANGED if before or after:
            yield "", (" " if _flows(difference) else ": ") if difference.what else ""
            yield "before", before
            yield "to", f" {TO} "
            yield "after", after


def _flows(difference: Difference) -> bool:
    """Tell whether values are read well without a colon before them, as in «status draft -> approved»."""
    longest = max(len(value.split()) for value in (difference.before, difference.after))
    return longest <= _BRIEF and not difference.what.endswith(("»", ")", *"0123456789"))


def sentence(difference: Difference) -> str:
    """Return one difference as a plain sentence, as in «availability target 99.5 % -> 99.9 %»."""
    return "".join(framed(style, text) for style, text in told(difference))


def heading(change: DocumentChange) -> str:
    """Name a document, with its versions where they changed."""
    version = next((item for item in change.differences if item.route == ("version",)), None)
    moved = f", {sentence(version)}" if version and version.before and version.after else ""
    return f"{name(change)}{moved}"


def name(change: DocumentChange) -> str:
    """Name a document by its title and its id."""
    return (
        change.title if change.title == change.id or change.kind == "sms" else f"{change.title} ({change.id})"
    )


def fate(change: DocumentChange) -> str:
    """Say what became of a document as a whole; empty where only something in it changed."""
    words = [str(change.fate)] if change.fate not in (Fate.CHANGED, Fate.RENAMED) else []
    if change.fate in (Fate.ADDED, Fate.REMOVED):
        version = f"version {change.version}" if change.version else ""
        return ": ".join(
            (str(change.fate), ", ".join(filter(None, (version, change.approved or change.status))))
        )
    words += [f"renamed, its id was {change.was_id}"] if change.was_id else []
    words += [f"moved from {change.was}"] if change.was and not change.was_id else []
    return "; ".join(words)


def shown(change: DocumentChange) -> tuple[Difference, ...]:
    """Return the differences that the heading and the fate of a document do not tell already."""
    hidden: list[str] = ["id"] if change.was_id else []
    hidden += ["version"] if ", version " in heading(change) else []
    hidden += ["status"] if change.fate in (Fate.RETIRED, Fate.RETURNED) else []
    return tuple(
        item
        for item in change.differences
        if item.route not in [(key,) for key in hidden] and not _is_alias(item, change.was_id)
    )


def _is_alias(difference: Difference, id: str) -> bool:
    """Tell whether all that a difference says is that a document keeps its former id."""
    return difference.route[0] == "aliases" and [part.after for part in difference.parts] == [id]


def role(change: RoleChange) -> str:
    """Say who holds a role now, or who stands in."""
    about = f" for {', '.join(change.about)}" if change.about else ""
    what = f"{change.role}{about}{', deputy' if change.deputy else ''}"
    gone = [name for name in change.before if name not in change.after]
    new = [name for name in change.after if name not in change.before]
    stay = len(change.before) - len(gone)
    if stay:
        words = f"{', '.join(gone)} {TO} {', '.join(new)}" if gone and new else ", ".join((*gone, *new))
        sign = "" if gone and new else " removed" if gone else " added"
        return f"{what}: {words}{sign} ({stay} other{' stays' if stay == 1 else 's stay'})"
    nobody = "nobody" if change.deputy else _NOBODY
    return f"{what}: {', '.join(gone) or nobody} {TO} {', '.join(new) or nobody}"


def requirement(change: RequirementChange) -> str:
    """Say how the state of a requirement, or a whole catalogue, changed."""
    if not change.id:
        return f"{change.edition}: " + (change.after or "no longer evaluated")
    states = f"{change.before or 'not there'} {TO} {change.after or 'not there'}"
    return f"{change.edition} {change.id}: {states}"


def headline(comparison: Comparison) -> str:
    """Say how much changed."""
    if comparison.empty:
        return "no changes" + (", layout only" if comparison.layout else "")
    words = [f"{comparison.count(one)} {one}" for one in Fate if comparison.count(one)]
    number = len(comparison.documents)
    found = [f"{number} document{'' if number == 1 else 's'}: {', '.join(words)}"] if words else []
    for things, what in ((comparison.roles, "role"), (comparison.requirements, "requirement")):
        found += [f"{len(things)} {what}{'' if len(things) == 1 else 's'}"] if things else []
    return "; ".join(found) or "findings only"


def named(comparison: Comparison) -> str:
    """Name both states, as in «sms-1.0 (4f2a91c07d) -> the working tree»."""
    return f"{comparison.before.words} {TO} {comparison.after.words}"


def finding(change: FindingChange) -> str:
    """Say how many findings of a rule appeared and are gone."""
    counts = ((change.appeared, "new"), (change.gone, "gone"))
    return f"{change.rule}: " + ", ".join(f"{number} {word}" for number, word in counts if number)
