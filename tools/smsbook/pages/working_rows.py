"""The working of an availability as rows of a table: each number, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from smsbook.agreements.availability import Availability
from smsbook.agreements.steps import GroupStep, Stated, Step
from smsbook.agreements.target import Target
from smsbook.agreements.working import percent
from smsbook.library.document import Document

_DEEPEST = 8  # what is deeper is not moved further to the right
_MOST = 200  # rows; the command `smsbook explain` shows all


@dataclass(frozen=True)
class Row:
    """One line of the working. `id` is a service or component, or empty where `words` name a group or a note.

    `stated` is the number of the part itself, from the documents in `sources`; `whole` where that includes
    what it rests on. The two results leave out what is counted once further up.
    """

    depth: int
    id: str
    words: str
    stated: str = ""
    sources: tuple[Document, ...] = ()
    whole: bool = False
    independent: str = ""
    worst: str = ""


def working_rows(found: Availability) -> list[Row]:
    """Return the working from the service down; what was shown before is named, and not shown again."""
    rows: list[Row] = []
    for row in _rows(found):
        rows.append(row)
        if len(rows) == _MOST:
            rows.append(Row(0, "", "and more: what is left out here is counted all the same"))
            break
    return rows


def _rows(found: Availability) -> Iterator[Row]:
    working = found.working
    seen: set[tuple[str, str]] = set()
    ahead: list[tuple[int, str, str, Row | None]] = [(0, working.root, working.root, None)]
    while ahead:
        depth, region, id, ready = ahead.pop()
        if ready:
            yield ready
            continue
        once = working.steps[region, region].once if depth else ()
        counted_once = id in once
        region, step = working.region(region, id), working.step(region, id)
        shown = min(depth, _DEEPEST)
        if (region, step.id) in seen:
            yield Row(shown, step.id, "counted once, see above" if counted_once else "see above")
            continue
        seen.add((region, step.id))
        yield _row(shown, step)
        ahead += reversed([*_below(step, depth + 1, region)])


def _below(step: Step, depth: int, region: str) -> Iterator[tuple[int, str, str, Row | None]]:
    shown = min(depth, _DEEPEST)
    if step.once:
        yield depth, "", "", Row(shown, "", "counted once, since several parts rest on them:")
        yield from ((depth + 1, region, id, None) for id in step.once)
    yield from ((depth, region, id, None) for id in step.required if id not in set(step.once))
    for group in step.groups:
        yield depth, "", "", _group(shown, group)
        yield from ((depth + 1, region, id, None) for id in group.parts)
    if step.cases:
        words = "counted case by case, up and down, since several stand-ins share them:"
        yield depth, "", "", Row(shown, "", f"{words} {', '.join(step.cases)}")
    if step.estimated:
        words = "an estimate, counted as if each use failed by itself:"
        yield depth, "", "", Row(shown, "", f"{words} {', '.join(step.estimated)}")
    for id in step.best_effort:
        yield depth, "", "", Row(shown, id, "left out, since only at best effort")


def _row(depth: int, step: Step) -> Row:
    own, bound = step.own, step.bound
    return Row(
        depth,
        step.id,
        f"{step.why}, counted as never failing" if step.why else "",
        percent(own.share) if own else "",
        _sources(own),
        bool(own and own.whole),
        _at_most(step.independent, bound),
        _at_most(step.worst, bound),
    )


def _group(depth: int, group: GroupStep) -> Row:
    name = f"{group.needed} of {len(group.parts)}" + (f" in the group {group.name}" if group.name else "")
    words = f"{name} {'has' if group.needed == 1 else 'have'} to work"
    if group.why:
        words = f"{name}: {group.why}, counted as never failing"
    return Row(
        depth,
        "",
        words,
        independent=_at_most(group.independent, group.bound),
        worst=_at_most(group.worst, group.bound),
    )


def _at_most(share: Decimal, bound: bool) -> str:
    return ("at most " if bound else "") + percent(share)


def _sources(own: Stated | None) -> tuple[Document, ...]:
    """Return the documents that state a number, the weakest first."""
    source = own.source if own else None
    targets = source if isinstance(source, tuple) else (source,)
    found = {each.document.path: each.document for each in targets if isinstance(each, Target)}
    return tuple(found.values())
