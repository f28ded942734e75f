"""Boxes around an open middle, and where lines leave them: never through a neighbour."""

from __future__ import annotations

import math

from smsbook.pages.figure import Box, Point

WIDTH, HEIGHT = 184.0, 58.0
_APART, _STEP = 26.0, 118.0


def frame(count: int) -> tuple[list[Point], Point]:
    """Place the middles of boxes clockwise: a row, a side, a row, a side; return the whole size too."""
    row = math.ceil(count * 0.28)
    right = (count - 2 * row + 1) // 2
    left = count - 2 * row - right
    wide = max(WIDTH * row + _APART * (row - 1), 2 * WIDTH + 4 * _APART)
    tall = (max(right, left) + 1) * _STEP
    top = [(_along(number, row) * (wide - WIDTH), 0.0) for number in range(row)]
    beside = [(wide - WIDTH, tall * (number + 1) / (right + 1)) for number in range(right)]
    bottom = [(wide - WIDTH - x, tall) for x, _ in top]
    facing = [(0.0, tall * (left - number) / (left + 1)) for number in range(left)]
    corners = [*top, *beside, *bottom, *facing]
    places = [(x + WIDTH / 2 + 1, y + HEIGHT / 2 + 1) for x, y in corners]
    return places, (wide + 2, tall + HEIGHT + 2)


def _along(number: int, count: int) -> float:
    return number / (count - 1) if count > 1 else 0.5


def inwards(box: Box, other: Box, size: Point) -> Point:
    """Return the direction in which lines to another box leave: never through a box of the same column."""
    left, right = box.x < 2, box.x + box.width > size[0] - 2
    sideways = (1.0, 0.0) if left else (-1.0, 0.0)
    downwards = (0.0, 1.0) if box.y < size[1] / 2 else (0.0, -1.0)
    corner = box.y < 2 or box.y + box.height > size[1] - 2
    if not (left or right):
        return downwards
    return downwards if corner and abs(box.x - other.x) > 2 else sideways


def shift(box: Box, towards: Point, size: Point) -> Point:
    """Return how lines of a corner are moved and turned to the middle, so as not to meet the next box."""
    right, low = box.x + box.width > size[0] - 2, box.y + box.height > size[1] - 2
    corner = (box.x < 2 or right) and (box.y < 2 or low)
    if not corner:
        return (0.0, 0.0)
    return (-1.0 if right else 1.0, 0.0) if towards[1] else (0.0, -1.0 if low else 1.0)


def port(box: Box, towards: Point, number: int, count: int, moved: Point) -> tuple[Point, Point]:
    """Return the place on a box's side at which one of several lines ends, and where it heads from there."""
    wide, tall = box.width, box.height
    length = (wide if towards[1] else tall) * (0.5 if any(moved) else 1.0)
    offset = (number - (count - 1) / 2) * min(18.0, (length - 14) / max(count - 1, 1))
    x, y = middle(box)
    x += towards[0] * wide / 2 + (offset if towards[1] else 0.0) + moved[0] * wide * 0.24
    y += towards[1] * tall / 2 + (0.0 if towards[1] else offset) + moved[1] * tall * 0.24
    turn = 0.8 if towards[1] else 1.6
    return (x, y), (towards[0] + moved[0] * turn, towards[1] + moved[1] * turn)


def middle(box: Box) -> Point:
    """Return the middle of a box."""
    return box.x + box.width / 2, box.y + box.height / 2
