"""A drawing before it is drawn: boxes, lines and words with places, and what they mean in words."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A box with its lines of text, the first of them bold. `name` is the id of what it stands for."""

    name: str
    x: float
    y: float
    width: float
    height: float
    title: str
    lines: tuple[str, ...]
    look: str = ""
    target: str = ""
    strong: bool = True  # whether the first line is set in bold
    notes: tuple[str, ...] = ()  # lines below them, in quiet letters


@dataclass(frozen=True)
class Line:
    """A line between two boxes: an SVG path, arrowheads as paths of their own, and its meaning."""

    path: str
    heads: tuple[str, ...] = ()
    title: str = ""
    look: str = ""
    ends: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A drawing with its text alternative."""

    id: str
    title: str
    description: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    words: tuple[tuple[float, float, str], ...] = ()  # captions: x, y, text
    frames: tuple[Box, ...] = ()  # behind the boxes, with their lines at the upper edge


def number(value: float) -> str:
    """Return a coordinate with one decimal: enough for the eye, and the same on every machine."""
    text = f"{value + 0.0:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def point(place: Point) -> str:
    """Return a point as SVG paths write it."""
    return f"{number(place[0])} {number(place[1])}"


def wrap(text: str, width: int, most: int = 3) -> tuple[str, ...]:
    """Break a text into lines of so many characters; what does not fit ends in an ellipsis."""
    lines = textwrap.wrap(text, width, max_lines=most, placeholder=" …", break_long_words=True)
    return tuple(lines) or ("",)


def arrowhead(tip: Point, before: Point, size: float = 7) -> str:
    """Return a filled triangle that points from `before` to `tip`."""
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    dx, dy = dx / length * size, dy / length * size
    left = (tip[0] - dx - dy * 0.5, tip[1] - dy + dx * 0.5)
    right = (tip[0] - dx + dy * 0.5, tip[1] - dy - dx * 0.5)
    return f"M{point(tip)}L{point(left)}L{point(right)}Z"
