"""Whatever a file holds: no exception, no endless run, and every finding points into the text."""

from __future__ import annotations

import re
import sys
import time
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smsbook.source.finding import Position, Route
from smsbook.source.folder import decode
from smsbook.source.tree import MAX_DEPTH, Places, build

_MARKS = "a b: 'c \" - [ ] { } , ? ! !x & &a *a | > # % @ ` ~ : :: --- ... << \\ 漢 🎉 é"
_SPACES = ["\n", "\n", "\n  ", "\n    ", "  ", "\t", "\r\n", "\r", ": ", "- "]
PIECES = st.sampled_from([*_MARKS.split(" "), *_SPACES, "\x07", "\x85", "\u2028", "\ufeff"])
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map("".join)).map(
    lambda text: text.lstrip("\ufeff")  # a byte order mark is gone before `build` reads
)
OFTEN = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rows(text: str) -> list[str]:
    return re.split(r"\r\n?|\n", text)


@given(TEXTS)
@OFTEN
def test_every_finding_lies_inside_the_text(text: str) -> None:
    tree = build(text, "x.yml", Places())
    lines = rows(text)
    for finding in tree.findings:
        place = finding.position
        assert 1 <= place.line <= len(lines), (place, finding)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, (place, finding)
        assert finding.message and finding.mend
        assert "\n" not in finding.message
    assert not tree.broken or tree.findings


@given(TEXTS)
@OFTEN
def test_places_lie_inside_the_text(text: str) -> None:
    text += "\n"
    places = Places()
    tree = build(text, "x.yml", places)
    lines = rows(text)
    for place in [*places.keys.values(), *places.values.values()]:
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
    assert build(text, "x.yml").data == tree.data  # looking for places changes nothing


@given(st.binary(max_size=60))
@OFTEN
def test_any_bytes_become_text_or_a_finding(content: bytes) -> None:
    found = decode("x.yml", content)
    assert (found.text is None) != (found.finding is None)
    if found.text is not None:
        build(found.text, "x.yml")
    else:
        assert found.finding is not None
        assert 1 <= found.finding.position.line <= content.count(b"\n") + 1


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{"])
def test_nesting_never_recurses(opening: str) -> None:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(150)
    try:
        tree = build(opening * 50_000, "x.yml")
    finally:
        sys.setrecursionlimit(before)
    assert tree.broken
    assert len(tree.findings) == 1


HEAVY = {
    "quotes opened in every line of a text": "x: |\n" + "  y: 'a\n" * 120_000 + "  b'\n@: 1\n",
    "quotes that close nothing": "x: |\n" + "  \"a\n  'b\n" * 100_000 + "@: 1\n",
    "one line full of quotes": "x: " + ', "' * 300_000,
    "one line full of colons": "x: " + ": " * 400_000,
    "brackets": "[" * 900_000,
    "keys": "".join(f"k{i}: v\n" for i in range(60_000)),
    "the same key": "k: v\n" * 30_000,
    "aliases": "a: &a [x]\n" + "b: *a\n" * 100_000,
    "tags": "- !x y\n" * 50_000,
    "spaces before a tab": " " * 900_000 + "\tx: [",
    "letters": "x" * 990_000,
    "comments": "# x\n" * 240_000,
}


@pytest.mark.parametrize("name", HEAVY)
def test_no_text_within_the_bounds_takes_long(name: str) -> None:
    begun = time.process_time()
    build(HEAVY[name], "x.yml")
    assert time.process_time() - begun < 4


# --- beside PyYAML ------------------------------------------------------------------------------------------

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029\ufeff"), max_size=12)
KEYS = st.text("abcdefghij_-é漢 0", min_size=1, max_size=8).filter(lambda key: key.strip() == key)
DATA = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS.map("k".__add__), inner, max_size=4),
    max_leaves=20,
)


class _Quoting(yaml.SafeDumper):
    """Writes no alias, and texts that are none in YAML 1.2 between quotes."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


@given(DATA, st.booleans(), st.sampled_from([None, "'", '"', "|"]), st.integers(20, 200))
@OFTEN
def test_data_come_back_from_a_round_trip(data: Any, flow: bool, style: str | None, width: int) -> None:
    text = yaml.dump(
        data, Dumper=_Quoting, default_flow_style=flow, default_style=style, width=width, allow_unicode=True
    )
    tree = build(text, "x.yml")
    assert tree.findings == []
    assert tree.data == data


def places_of(text: str) -> Places:
    """Collect the places that PyYAML's composer gives."""
    found = Places()

    def walk(node: yaml.Node, route: Route) -> None:
        found.values[route] = mark(node)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                found.keys[(*route, key.value)] = mark(key)
                walk(value, (*route, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                walk(item, (*route, index))

    def mark(node: yaml.Node) -> Position:
        return Position(node.start_mark.line + 1, node.start_mark.column + 1)

    root = yaml.compose(text, Loader=yaml.BaseLoader)
    if root is not None:
        walk(root, ())
    return found


@given(DATA, st.booleans(), st.integers(20, 200))
@OFTEN
def test_places_agree_with_pyyaml(data: Any, flow: bool, width: int) -> None:
    text = yaml.dump(data, Dumper=_Quoting, default_flow_style=flow, width=width, allow_unicode=True)
    places = Places()
    build(text, "x.yml", places)
    assert places == places_of(text)


@given(st.lists(PIECES, max_size=30).map("".join))
@OFTEN
def test_what_is_read_without_findings_is_what_pyyaml_reads(text: str) -> None:
    tree = build(text, "x.yml")
    if tree.findings:
        return
    try:
        read = yaml.load(text, Loader=yaml.CBaseLoader)
    except yaml.composer.ComposerError:
        return  # PyYAML refuses to give an anchor a second time, YAML does not

    def as_text(value: Any) -> Any:
        match value:
            case dict():
                return {key: as_text(item) for key, item in value.items()}
            case list():
                return [as_text(item) for item in value]
        return value or ""

    assert as_text(tree.data) == as_text(read)


@pytest.mark.parametrize("depth", [MAX_DEPTH - 1, MAX_DEPTH])
def test_the_bound_of_depth(depth: int) -> None:
    assert build("[" * depth + "]" * depth, "x.yml").findings == []
    assert [item.rule for item in build("[" * (depth + 2) + "]" * (depth + 2), "x.yml").findings] == [
        "too-deep"
    ]


def test_too_many_values() -> None:
    tree = build("[" + "1," * 200_001 + "]", "x.yml")
    assert [finding.rule for finding in tree.findings] == ["too-large"]
