"""A promise in words, and how it is held by what supports it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from smsbook.agreements.accepted import Gap
from smsbook.agreements.contained import NotComparable
from smsbook.agreements.keeping import Kept
from smsbook.agreements.promises import Target
from smsbook.check.held import WORKED_OUT, Held

Where = Callable[[object], str]


def held_words(found: Iterable[Held], where: Where) -> Iterator[str]:
    """Yield how a promise is held, each agreement once, with the ways by which it comes in."""
    merged: dict[tuple[object, ...], list[Held]] = {}
    for held in found:
        merged.setdefault((held.by, held.spots, held.keeping, held.gap), []).append(held)
    for several in merged.values():
        yield from _one(several, where)
    if not merged:
        yield "    nothing below promises anything to hold it against"


def _one(several: list[Held], where: Where) -> Iterator[str]:
    held = several[0]
    place = f"{held.by} ({where(held.spots)})" if held.spots else held.by
    match held.keeping:
        case Kept(how):
            yield f"    kept, {place}: {how}"
        case NotComparable(why):
            doubt = "not certain" if held.by == WORKED_OUT else "not comparable"
            yield f"    {doubt}, {place}: {why}"
        case weaker:
            yield f"    not kept, {place}: {weaker.how}"
    if held.gap:
        yield f"      accepted {until(held.gap)} by {held.gap.approved_by} ({where(held.gap.spot)})"
    ways = dict.fromkeys(" > ".join(each.way) for each in several if len(each.way) > 1)
    yield from (f"      by way of {way}" for way in ways)


def promised(target: Target) -> str:
    """Say what a target promises, about what, and over what it is counted."""
    of = f" for {target.priority}" if target.priority else ""
    share = f", in {target.share.in_words} of cases" if target.share.value != 1 else ""
    what = (
        f"{target.metric.replace('-', ' ')}{of} of {listed(target.about)}: {target.quantity.in_words}{share}"
    )
    return above(f"{what}, counted over {target.counted}", target)


def above(line: str, target: Target) -> str:
    """Name the hours that were shown above instead of repeating them."""
    if target.basis.hours is None:
        return line
    return line.replace(target.basis.in_words, f"the {target.basis.name} above")


def until(gap: Gap) -> str:
    """Say until when a gap is accepted."""
    return f"until {gap.until}" if gap.until else "without an end"


def listed(ids: Iterable[str]) -> str:
    """Name ids one behind the other."""
    return ", ".join(ids) or "nothing"
