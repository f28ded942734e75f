"""The lines in the drawing of a chain: who promises what, what rests on what, and who supports it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from smsbook.pages.chain import REDUNDANT, REQUIRED, ChainOf, Part
from smsbook.pages.chain_boxes import NOBODY
from smsbook.pages.chain_places import Block, Measures, Tree
from smsbook.pages.figure import Box, Line, arrowhead, point


def customer_lines(customers: Sequence[Box], sla: Box) -> Iterator[Line]:
    """Join each customer with the agreement."""
    for each in customers:
        x = each.x + each.width / 2 if len(customers) > 1 else sla.x + 30
        yield _straight(
            x, each.y + each.height, sla.y, f"{each.title}: by {sla.title}", (each.name, sla.name)
        )


def _straight(x: float, top: float, bottom: float, title: str, ends: tuple[str, str]) -> Line:
    path = f"M{point((x, top))}L{point((x, bottom - 4))}"
    return Line(path, (arrowhead((x, bottom), (x, top)),), title, "need-required", ends)


def service_lines(chain: ChainOf, boxes: Mapping[str, Box], sla: Box) -> Iterator[Line]:
    """Join the agreement with the services that it is about."""
    roots = [boxes[part.id] for part in chain.roots if part.id in boxes]
    for each in roots:
        title = f"{sla.title} promises {each.title}"
        if len(roots) == 1:
            yield _straight(sla.x + 30, sla.y + sla.height, each.y, title, (sla.name, each.name))
        else:
            yield _elbow(sla, each, each.y + each.height / 2, title, REQUIRED)


def part_lines(parts: Sequence[Part], boxes: Mapping[str, Box], placed: Tree) -> Iterator[Line]:
    """Join each part with the one it stands under; a group gets one line, to its frame."""
    framed: set[tuple[str, str]] = set()
    titles = {part.id: part.title for part in parts}
    for part in parts:
        use = part.uses[0] if part.uses and part.depth else None
        if use is None or use.by not in boxes:
            continue
        upper, title = boxes[use.by], f"{titles[use.by]} rests on {part.title}: {use.words}"
        frame = placed.frames.get((use.by, use.group)) if use.need == REDUNDANT else None
        if frame is None:
            yield _elbow(upper, boxes[part.id], boxes[part.id].y + boxes[part.id].height / 2, title, use.need)
        elif (use.by, use.group) not in framed:
            framed.add((use.by, use.group))
            title = f"{titles[use.by]} rests on {use.words}"
            yield _elbow(upper, replace(frame, name=part.id), frame.y + 15, title, REDUNDANT)


def _elbow(upper: Box, lower: Box, y: float, title: str, need: str) -> Line:
    """Draw a line down from the left of a box, then to the right into one below it."""
    x = upper.x + min(13.0, (lower.x - upper.x) / 2)
    bend = min(7.0, (lower.x - x) / 2)
    start, tip = (x, upper.y + upper.height), (lower.x, y)
    turn = f"L{point((x, y - bend))}Q{point((x, y))} {point((x + bend, y))}"
    path = f"M{point(start)}{turn}L{point((tip[0] - 4, y))}"
    return Line(path, (arrowhead(tip, (x, y)),), title, f"need-{need}", (upper.name, lower.name))


def supply_lines(
    parts: Sequence[Part], boxes: Mapping[str, Box], suppliers: Sequence[Block], at: Measures
) -> Iterator[Line]:
    """Join the parts with the agreements behind them, and these with the suppliers."""
    agreements = {each.name: each for block in suppliers for each in block.agreements}
    arriving: dict[str, list[Part]] = {}
    for part in parts:
        names = [each.id for each in part.agreements] or (
            [f"{NOBODY} {part.supplier}"] if part.supplier else []
        )
        for name in names:
            arriving.setdefault(name, []).append(part)
    for name, supported in arriving.items():
        for number, part in enumerate(supported):
            source, target = boxes[part.id], agreements[name]
            y = target.y + target.height * (number + 1) / (len(supported) + 1)
            title = f"{target.title} supports {part.title}"
            if "absent" in target.look:
                title = f"{part.title} is supplied without an agreement"
            yield _across(source, target, y, title)
    for block in suppliers:
        for each in block.agreements if block.supplier else ():
            title = f"{each.title}: with {block.supplier.title}" if block.supplier else ""
            if at.suppliers is not None and block.supplier:
                yield _across(each, block.supplier, block.supplier.y + block.supplier.height / 2, title)
            elif block.supplier:
                x = each.x + each.width / 2
                line = _straight(
                    x, each.y + each.height, block.supplier.y, title, (each.name, block.supplier.name)
                )
                yield replace(line, look="need-supplied")


def _across(source: Box, target: Box, y: float, title: str) -> Line:
    start, tip = (source.x + source.width, source.y + source.height / 2), (target.x, y)
    bend = (tip[0] - start[0]) / 2
    a, b = (start[0] + bend, start[1]), (tip[0] - bend, tip[1])
    path = f"M{point(start)}C{point(a)} {point(b)} {point((tip[0] - 3, tip[1]))}"
    return Line(path, (arrowhead(tip, b),), title, "need-supplied", (source.name, target.name))
