"""Change fields of a YAML text through a reader and writer that keeps comments, order and quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)
from ruamel.yaml.tag import Tag

from smsbook.library.document import Approval, Head, Review
from smsbook.source.finding import Route
from smsbook.source.scalars import means_other_than_text

HEAD = tuple(item.name for item in fields(Head))
_ORDER: Mapping[Route, tuple[str, ...]] = {
    (): HEAD,
    ("approval",): tuple(item.name for item in fields(Approval)),
    ("review",): tuple(item.name for item in fields(Review)),
}
_UNFOLDED = 1_000_000  # a width that no line reaches: lines end where their author ended them
_LONG = 96  # characters of a text; a longer one is folded


class _AllText(VersionedResolver):
    """Leaves every plain value the text that it is, as smsbook's own reader does."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode and implicit[0]:
            return Tag(suffix=f"tag:yaml.org,2002:{'str' if value else 'null'}")
        return super().resolve(kind, value, implicit)

    @property
    def versioned_resolver(self) -> dict[str, Any]:
        return {}


@dataclass(frozen=True)
class Layout:
    """How far a text indents: the fields of a mapping, and the dashes of a list."""

    mapping: int = 2
    dash: int = 0


def load(text: str) -> Any:
    """Read a YAML text with all that has no meaning; raises the YAML library's own errors."""
    return _yaml(Layout()).load(text)


def dump(data: Any, layout: Layout) -> str:
    """Write what was read."""
    stream = StringIO()
    _yaml(layout).dump(data, stream)
    return stream.getvalue().removesuffix("...\n")  # the end of all, which nothing follows


def write(fields: Mapping[str, str | list[str]]) -> str:
    """Return the YAML text of a new file."""
    data = CommentedMap()
    for key, value in fields.items():
        data[key] = CommentedSeq(value) if isinstance(value, list) else _scalar(value, None)
    return dump(data, Layout(dash=2))


def put(data: Any, route: Route, value: str | None) -> None:
    """Set a field, make it with what lies above it, or with None take it away."""
    *above, last = route
    for depth, step in enumerate(above, 1):
        if not isinstance(data.get(step), dict):
            if value is None:
                return
            _set(data, route[: depth - 1], step, CommentedMap())
        data = data[step]
    if value is None:
        data.pop(last, None)
    elif data.get(last) != value:
        _set(data, tuple(above), last, _scalar(value, data.get(last)))


def _set(data: Any, above: Route, key: str | int, value: Any) -> None:
    """Put a value under its key; a new key takes the place that the head of a document gives it."""
    if key in data:
        data[key] = value
        return
    order = _ORDER.get(above, ())
    before = order[: order.index(key)] if key in order else tuple(data)
    keys = list(data)
    data.insert(max((keys.index(name) + 1 for name in before if name in data), default=0), key, value)


def _scalar(value: str, before: Any) -> Any:
    """Return a text in the quotes of the one before it, or in those that it needs."""
    if isinstance(before, SingleQuotedScalarString | DoubleQuotedScalarString) and "\n" not in value:
        return type(before)(value)
    if "\n" in value:
        return LiteralScalarString(value)
    if means_other_than_text(value):
        return DoubleQuotedScalarString(value)
    return _folded(value) if len(value) > _LONG else value


def _folded(value: str) -> Any:
    """Return a text to be folded at spaces between words, so that no line is long."""
    places, start = [], 0
    spaces = [match.start() for match in re.finditer(r"(?<=\S) (?=\S)", value)]
    for space, following in zip(spaces, [*spaces[1:], len(value)], strict=True):
        if following - start > _LONG:
            places.append(space)
            start = space + 1
    folded = FoldedScalarString(value)
    folded.fold_pos = places
    return folded


def _yaml(layout: Layout) -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = _UNFOLDED
    yaml.Resolver = _AllText
    yaml.indent(mapping=layout.mapping, sequence=layout.dash + 2, offset=layout.dash)
    return yaml
