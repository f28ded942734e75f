"""Change fields of a YAML text through a reader and writer that keeps comments, order and quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from io import StringIO
from types import MappingProxyType
from typing import Any, TypeAlias

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

Value: TypeAlias = "str | bool | int | Sequence[Value] | Mapping[str, Value]"
Orders = Mapping[Route, tuple[str, ...]]
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


def write(fields: Mapping[str, Value]) -> str:
    """Return the YAML text of a new file, or of a part of one."""
    return dump(_value(dict(fields), None), Layout(dash=2))


def put(data: Any, route: Route, value: Value | None, orders: Orders = MappingProxyType({})) -> None:
    """Set a field, make it with what lies above it, or with None take it away.

    A position behind the last item of a list adds one. `orders` say in which order fields stand, by the route
    of what holds them.
    """
    *above, last = route
    for depth, step in enumerate(above, 1):
        if not holds_more(data, step, route[depth]):
            if value is None:
                return
            _set(data, route[: depth - 1], step, _empty(route[depth]), orders)
        data = data[step]
    before = data[last] if has(data, last) else None
    if value is None:
        if has(data, last):
            del data[last]
    elif isinstance(value, list) and isinstance(before, CommentedSeq):
        _turn(before, value)
    elif before is None or written(value) != before:
        _set(data, tuple(above), last, _value(value, before), orders)


def has(data: Any, step: str | int) -> bool:
    """Tell whether a mapping has a key, or a list a position."""
    return step < len(data) if isinstance(step, int) else step in data


def holds_more(data: Any, step: str | int, following: str | int) -> bool:
    """Tell whether there is a list or a mapping below a step, as the step after it needs it."""
    wanted = list if isinstance(following, int) else dict
    return has(data, step) and isinstance(data[step], wanted)


def written(value: Value) -> Any:
    """Return a value as smsbook's reader reads it: all single values are texts."""
    match value:
        case bool():
            return str(value).lower()
        case list():
            return [written(item) for item in value]
        case dict():
            return {key: written(item) for key, item in value.items()}
    return str(value)


def _empty(following: str | int) -> Any:
    return CommentedSeq() if isinstance(following, int) else CommentedMap()


def _turn(items: Any, wanted: Sequence[Value]) -> None:
    """Turn a list into another one; what stays in it stays untouched."""
    before, after = ([repr(written(item)) for item in side] for side in (items, wanted))
    for tag, start, stop, first, end in reversed(
        SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    ):
        if tag == "equal":
            continue
        for at in reversed(range(start, stop)):
            del items[at]
        for at, item in enumerate(wanted[first:end]):
            items.insert(start + at, _value(item, None))


def _value(value: Value, before: Any) -> Any:
    """Return a value as it is to be written, in the quotes of the one before it."""
    match value:
        case str():
            return _scalar(value, before)
        case list():
            return CommentedSeq(_value(item, None) for item in value)
        case dict():
            return CommentedMap((key, _value(item, None)) for key, item in value.items())
    return written(value)


def _set(data: Any, above: Route, key: str | int, value: Any, orders: Orders) -> None:
    """Put a value under its key; a new key takes the place that the kind of document gives it."""
    if isinstance(data, CommentedSeq):
        if key == len(data):
            data.append(value)
        else:
            data[key] = value
        return
    if key in data:
        data[key] = value
        return
    order = orders.get(above) or _ORDER.get(above, ())
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
    if not spaces:
        return value
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
