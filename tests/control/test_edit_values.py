"""Lists, truth values and entries of lists are changed, and every other line stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from smsbook.control.edit import Changes, edited
from smsbook.source.tree import build

LAID_OUT = """\
# people of ours
people:
  # the first
  - id: ann   # chosen once
    name: "Ann"
    handles: {github: ann}

  - id: bo
    name: 'Bo'
    for: [a, "b", c] # three
live: true # since May
tags:
- one
# of two
- two
- three
end: "1.10"
"""
CASES: dict[str, tuple[Changes, dict[str, str]]] = {
    "an entry changes": ({("people", 0, "name"): "Ann Lee"}, {'name: "Ann"': 'name: "Ann Lee"'}),
    "a field is added": (
        {("people", 1, "phone"): "1.0"},
        {" # three\n": ' # three\n    phone: "1.0"\n'},
    ),
    "an entry is added": (
        {("people", 2, "id"): "cy", ("people", 2, "name"): "Cy: X"},
        {" # three\n": " # three\n  - id: cy\n    name: 'Cy: X'\n"},
    ),
    "a truth value": ({("live",): False}, {"live: true": "live: false"}),
    "a number": ({("live",): 3}, {"live: true": "live: 3   "}),
    "an item goes": ({("tags",): ["one", "three"]}, {"- two\n": "", "# of two\n": "# of two\n"}),
    "an item comes": ({("tags",): ["one", "two", "more", "three"]}, {"- two\n": "- two\n- more\n"}),
    "a list in brackets": ({("people", 1, "for"): ["a", "c"]}, {'[a, "b", c]': "[a, c]     "}),
    "a new list": ({("more",): ["x", "true"]}, {'"1.10"\n': '"1.10"\nmore:\n  - x\n  - "true"\n'}),
    "a list goes, and its notes": (
        {("tags",): None},
        {"tags:\n- one\n# of two\n- two\n- three\n": ""},
    ),
}


@pytest.mark.parametrize(("changes", "replaced"), CASES.values(), ids=CASES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_these_lines_change(changes: Changes, replaced: dict[str, str], end: str) -> None:
    expected = LAID_OUT
    for old, new in replaced.items():
        assert old in expected
        expected = expected.replace(old, new)
    assert edited(LAID_OUT.replace("\n", end), changes) == expected.replace("\n", end)


def test_new_fields_stand_in_the_order_that_is_asked_for() -> None:
    text = edited("kind: x\noffer:\n  a: 1\n  c: 3\n", {("offer", "b"): "2"}, {("offer",): ("a", "b", "c")})
    assert text == 'kind: x\noffer:\n  a: 1\n  b: "2"\n  c: 3\n'


def test_a_long_text_without_spaces_can_be_written() -> None:
    long = "https://example.org/" + "x" * 200
    assert build(edited("kind: x\n", {("url",): long}), "").data == {"kind": "x", "url": long}


FILES = sorted((Path(__file__).resolve().parents[2] / "sms").glob("[ps]*/[CS]*.yml"))


@pytest.mark.parametrize("path", FILES[::3], ids=lambda path: path.stem)
def test_files_of_the_example_keep_what_they_say_elsewhere(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    changes: Any = {
        ("related",): ["scope", "PLAN-sms"],
        ("customer_facing",): True,
        ("contacts", 0, "phone"): "1",
    }
    before, after = build(text, "").data, build(edited(text, changes), "").data
    assert after["related"] == ["scope", "PLAN-sms"]
    assert after["customer_facing"] == "true"
    assert after["contacts"][0]["phone"] == "1"
    for data in (before, after):
        for key in ("related", "customer_facing", "contacts"):
            data.pop(key, None)
    assert after == before
