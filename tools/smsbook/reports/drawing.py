"""A drawing as SVG whose colours are classes: those of the page it stands on, or its own."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """A piece of a drawing: its SVG tag, its class and numbers, and its text where it has one."""

    tag: str
    look: str
    numbers: tuple[tuple[str, float], ...]
    text: str = ""


@dataclass(frozen=True)
class Drawing:
    """A drawing with its text alternative."""

    id: str
    title: str
    description: str
    width: float
    height: float
    shapes: tuple[Shape, ...]


def shape(tag: str, look: str, text: str = "", **numbers: float) -> Shape:
    """Return a piece of a drawing."""
    return Shape(tag, look, tuple(numbers.items()), text)


def svg(drawing: Drawing, escape: Callable[[str], str] = html.escape) -> str:
    """Return a drawing as SVG in one line; `escape` makes text of what comes from content."""
    return "".join(_pieces(drawing, escape))


def _pieces(drawing: Drawing, escape: Callable[[str], str]) -> Iterator[str]:
    id = escape(drawing.id)
    yield f'<svg viewBox="0 0 {drawing.width:.0f} {drawing.height:.0f}" role="img"'
    yield f' aria-labelledby="{id}-title" aria-describedby="{id}-desc">'
    yield f'<title id="{id}-title">{escape(drawing.title)}</title>'
    yield f'<desc id="{id}-desc">{escape(drawing.description)}</desc>'
    for each in drawing.shapes:
        numbers = "".join(f' {name}="{value:.1f}"' for name, value in each.numbers)
        yield f'<{each.tag} class="{each.look}"{numbers}>{escape(each.text)}</{each.tag}>'
    yield "</svg>"
