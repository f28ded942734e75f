"""Where the boxes of a chain stand: a tree of parts on the left, and who supplies them on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from smsbook.pages.chain import REDUNDANT, ChainOf, Part
from smsbook.pages.figure import Box, wrap

LINE, PAD = 17.0, 8.0
_APART, _FRAME = 12.0, 24.0
_INDENT, _INSIDE, _NARROWEST = 26.0, 8.0, 120.0


@dataclass(frozen=True)
class Measures:
    """The widths of a drawing, in pixels: all of it, and where each column begins and ends."""

    name: str
    width: float
    tree: float
    agreements: tuple[float, float]
    suppliers: tuple[float, float] | None
    abreast: int  # how many customers stand beside each other
    lines: int  # how many lines a title may have
    brief: bool  # whether it only counts the parts that are drawn elsewhere
    indent: float = _INDENT  # how far a part stands to the right of the one above it
    inside: float = _INSIDE  # how far a box stays away from the frame around it

    def fitting(self, levels: int) -> Measures:
        """Return the measures for so many levels: the more there are, the less is moved to the right."""
        indent = min(_INDENT, (self.tree - _NARROWEST) / (1.6 * max(levels, 1)))
        return replace(self, indent=indent, inside=min(_INSIDE, indent * 0.3))


WIDE = Measures("wide", 762, 352, (428, 612), (650, 761), 3, 2, False)
NARROW = Measures("narrow", 356, 206, (234, 355), None, 1, 3, True)


def box(name: str, x: float, y: float, width: float, title: str, notes: Sequence[str], most: int = 2) -> Box:
    """Return a box as high as its words: the title, then notes in quiet letters."""
    letters = max(int((width - 2 * PAD - 6) / 6.3), 10)
    notes = [note.replace(" %", "\u00a0%") for note in notes]
    lines = wrap(title, max(int((width - 2 * PAD - 6) / 8.1), 8), most)
    said = tuple(line for note in notes for line in wrap(note, letters, most + 1))
    height = 2 * PAD + LINE * (len(lines) + len(said)) - 1
    return Box(name, x, y, width, height, title, lines, strong=False, notes=said)


@dataclass
class Tree:
    """The boxes of services and components by id, the frames of groups, and where it ends."""

    boxes: dict[str, Box]
    frames: dict[tuple[str, str], Box]
    bottom: float


def tree(
    chain: ChainOf, parts: Sequence[Part], notes: Mapping[str, Sequence[str]], at: Measures, top: float
) -> Tree:
    """Place the parts below each other, each moved to the right below the one it stands under."""
    found = Tree({}, {}, top)
    open_groups: list[tuple[int, tuple[str, str]]] = []
    y, first = top, 0 if len(chain.roots) == 1 else 1
    for part in parts:
        use = part.uses[0] if part.uses and part.depth else None
        key = (use.by, use.group) if use and use.need == REDUNDANT else None
        while open_groups and open_groups[-1][0] >= part.depth and open_groups[-1][1] != key:
            y = _close(found, open_groups.pop()[1], y)
        x = 1 + at.indent * (part.depth + first) + at.inside * len(open_groups)
        if use and key and key not in found.frames:
            wide = at.tree - at.inside * len(open_groups) - x
            words = wrap(f"{use.words} must work", max(int((wide - 12) / 6.6), 8), 2)
            found.frames[key] = Box(f"{key}", x, y, wide, 0, " ".join(words), words)
            open_groups.append((part.depth, key))
            y += _FRAME + LINE * (len(words) - 1)
            x += at.inside
        right = at.tree - at.inside * len(open_groups)
        placed = box(part.id, x, y, right - x, part.title, notes[part.id], at.lines)
        found.boxes[part.id] = placed
        y += placed.height + _APART
    while open_groups:
        y = _close(found, open_groups.pop()[1], y)
    found.bottom = y - _APART
    return found


def _close(found: Tree, key: tuple[str, str], y: float) -> float:
    frame = found.frames[key]
    found.frames[key] = replace(frame, height=y - _APART + 9 - frame.y)
    return y + 9


@dataclass(frozen=True)
class Block:
    """Agreements with one supplier, which stand together; `wanted` is the height at which they would be."""

    supplier: Box | None
    agreements: tuple[Box, ...]
    wanted: float

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All its boxes, the supplier last."""
        return (*self.agreements, *((self.supplier,) if self.supplier else ()))


def blocks(found: Sequence[Block], at: Measures, top: float) -> tuple[tuple[Block, ...], float]:
    """Place blocks below each other, as near to what they support as there is room; return where they end."""
    placed = []
    y = top
    for block in sorted(
        found, key=lambda block: (block.wanted, block.supplier.name if block.supplier else "")
    ):
        beside = at.suppliers is not None
        tall = _tall(block, beside)
        y = max(y, block.wanted - tall / 2)
        placed.append(_placed(block, y, tall, beside))
        y += tall + 22
    return tuple(placed), y - 22 if placed else top


def _tall(block: Block, beside: bool) -> float:
    boxes = block.agreements if beside else block.boxes
    stack = sum(each.height for each in boxes) + (_APART if beside else 20.0) * (len(boxes) - 1)
    return max(stack, block.supplier.height if block.supplier else 0)


def _placed(block: Block, y: float, tall: float, beside: bool) -> Block:
    apart = _APART if beside else 20.0
    stack = sum(each.height for each in block.agreements) + _APART * (len(block.agreements) - 1)
    here = y + ((tall - stack) / 2 if beside else 0)
    agreements = []
    for each in block.agreements:
        agreements.append(replace(each, y=here))
        here += each.height + apart
    supplier = block.supplier
    if supplier:
        supplier = replace(supplier, y=y + (tall - supplier.height) / 2 if beside else here)
    return replace(block, supplier=supplier, agreements=tuple(agreements))
