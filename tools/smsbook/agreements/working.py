"""The working of an availability in words: an indented tree, each number with where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import ROUND_FLOOR, Context, Decimal

from smsbook.agreements.figures import plainly
from smsbook.agreements.steps import GroupStep, Step, Working

_PLACES = Decimal("0.000001")  # four digits behind the point of a percentage
_INDENT = "  "
_COUNTED = "is counted as never failing"
_DEEPEST = 30  # what is deeper is not moved further to the right


def percent(share: Decimal) -> str:
    """Return a share in percent with at most four digits behind the point, never better than it is."""
    rounded = share.quantize(_PLACES, rounding=ROUND_FLOOR, context=Context(prec=60))
    return f"{plainly(rounded.scaleb(2))} %"


def both(independent: Decimal, worst: Decimal) -> str:
    """Return both numbers in words; where they show the same, once."""
    if percent(independent) == percent(worst):
        return percent(worst)
    return f"{percent(independent)} if outages are independent, {percent(worst)} in the worst case"


def lines(working: Working, where: Callable[[object], str] = str) -> Iterator[str]:
    """Yield the working as an indented tree; `where` turns a source into words, such as file and line.

    What was shown before is not shown again. Without recursion: the tree may be as deep as the graph.
    """
    seen: set[tuple[str, str]] = set()
    ahead: list[tuple[int, str, str]] = [(0, working.root, working.root)]
    while ahead:
        depth, region, text = ahead.pop()
        if not region:
            yield _INDENT * min(depth, _DEEPEST) + text
            continue
        once = working.steps[region, region].once if depth else ()
        region, step = working.region(region, text), working.step(region, text)
        margin = _INDENT * min(depth, _DEEPEST)
        if (region, step.id) in seen:
            yield f"{margin}{step.id}: {'counted once, ' if text in once else ''}see above"
            continue
        seen.add((region, step.id))
        yield f"{margin}{step.id}: {_in_words(step, where)}"
        ahead += reversed(list(_below(step, depth + 1, region)))


def _below(step: Step, depth: int, region: str) -> Iterator[tuple[int, str, str]]:
    """Yield what stands below a step: depth, region and id of a part, or depth, nothing and a line."""
    if step.once:
        yield depth, "", "counted once, since several parts rest on it:"
        yield from ((depth + 1, region, id) for id in step.once)
    once = set(step.once)
    yield from ((depth, region, id) for id in step.required if id not in once)
    for group in step.groups:
        yield depth, "", _group(group)
        yield from ((depth + 1, region, id) for id in group.parts)
    if step.cases:
        yield (
            depth,
            "",
            f"counted case by case, up and down, since several stand-ins share it: {_all(step.cases)}",
        )
    if step.estimated:
        yield depth, "", f"an estimate: counted as if each use failed by itself: {_all(step.estimated)}"
    if step.best_effort:
        yield depth, "", f"left out, since only at best effort: {_all(step.best_effort)}"


def _in_words(step: Step, where: Callable[[object], str]) -> str:
    said = []
    if step.own:
        source = f" in {where(step.own.source)}" if step.own.source else ""
        covered = ", what it rests on included" if step.own.whole else ""
        said.append(f"{percent(step.own.share)} stated{source}{covered}")
    if step.why:
        said.append(step.why if step.own else f"{step.why} and {_COUNTED}")
    if not (step.required or step.groups or step.once):
        return "; ".join(said)
    if step.own:
        said[-1] += " for the part itself"
    return f"{_at_most(step)}; {', and '.join([*said, 'all of these have to work'])}:"


def _group(group: GroupStep) -> str:
    name = f"{group.needed} of {len(group.parts)}" + (f" in the group {group.name}" if group.name else "")
    if group.why:
        return f"{name}: {group.why}; the group {_COUNTED}:"
    have = "has" if group.needed == 1 else "have"
    return f"{name} {have} to work: {_at_most(group)}:"


def _at_most(step: Step | GroupStep) -> str:
    return ("at most " if step.bound else "") + both(step.independent, step.worst)


def _all(ids: tuple[str, ...]) -> str:
    return ", ".join(ids)
