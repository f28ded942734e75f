"""A seal outlives every change of layout, and no change of meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import shelf
from control.layouts import plainly
from smsbook.library.gather import gather
from smsbook.library.seal import OUTSIDE, holds, seal
from smsbook.source.folder import Text

PROJECT = Path(__file__).resolve().parents[2]
FILES = sorted(path for path in (PROJECT / "sms").rglob("*.yml") if path.name != "sms.yml")
TEXTS = {path.relative_to(PROJECT / "sms").as_posix(): path.read_text(encoding="utf-8") for path in FILES}
PATHS = st.sampled_from(list(TEXTS))
STYLES = {
    "sort_keys": st.booleans(),
    "allow_unicode": st.booleans(),
    "width": st.integers(20, 200),
    "indent": st.integers(2, 8),
    "default_flow_style": st.sampled_from([True, False, None]),
    "line_break": st.sampled_from(["\n", "\r\n"]),
}


def read(path: str, text: str) -> Any:
    """The body of a document, or nothing where the document has a finding of its own."""
    gathered = gather([Text(path, text)], shelf.kinds(), shelf.settings_kind())
    return {} if gathered.findings else gathered.documents[0].body


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each scalar as what holds it and where."""
    if isinstance(value, dict | list):
        for key, item in list(value.items() if isinstance(value, dict) else enumerate(value)):
            yield from places(item) if isinstance(item, dict | list) else [(value, key)]


@pytest.mark.parametrize("path", TEXTS)
def test_each_changed_value_breaks_the_seal(path: str) -> None:
    body = {key: part for key, part in read(path, TEXTS[path]).items() if key not in OUTSIDE}
    sealed = seal(body)
    for holder, key in list(places(body)):
        value = holder[key]
        holder[key] = not value if isinstance(value, bool) else value + ("x" if isinstance(value, str) else 1)
        assert not holds(body, sealed), key
        holder[key] = value
    assert holds(body, sealed)


@settings(max_examples=60, deadline=None)
@given(PATHS, st.fixed_dictionaries(STYLES))
def test_another_layout_keeps_the_seal(path: str, style: dict[str, Any]) -> None:
    body = read(path, TEXTS[path])
    assert holds(read(path, yaml.dump(body, Dumper=yaml.CSafeDumper, **style)), seal(body))


@settings(max_examples=60, deadline=None)
@given(PATHS, st.randoms(use_true_random=False))
def test_comments_and_the_order_of_fields_keep_the_seal(path: str, chance: Any) -> None:
    parts = re.split(r"^(?=[a-z_]+:)", TEXTS[path], flags=re.MULTILINE)
    parts = [parts[0], *chance.sample(parts[1:], len(parts) - 1)]
    text = "".join(f"{chance.choice(['', '# a note'])}\n{part}" for part in parts)
    assert holds(read(path, text), seal(read(path, TEXTS[path])))


def said(value: Any) -> Any:
    """What PyYAML reads, as far as it means anything: a second opinion on the seal."""
    if isinstance(value, dict):
        parts = {key: said(item) for key, item in value.items()}
        return {key: item for key, item in parts.items() if item not in ("", [], {})}
    if isinstance(value, list):
        return [said(item) for item in value]
    return re.sub(r"[ \t\r]+$", "", normalize("NFC", value), flags=re.MULTILINE).rstrip("\n")


@settings(max_examples=200, deadline=None)
@given(PATHS, st.randoms(use_true_random=False), st.sampled_from([*"aZ5 \n#'\"-:é", "", "  ", "# x\n"]))
def test_the_seal_breaks_if_and_only_if_the_meaning_changes(path: str, chance: Any, new: str) -> None:
    text = TEXTS[path]
    place = chance.randrange(len(text))
    changed = text[:place] + new + text[place + chance.choice([0, 1]) :]
    body = read(path, changed)
    assume(body)
    meaning = [said(plainly(each)) for each in (text, changed)]
    for each in meaning:
        each.pop("approval", None)
        each.pop("review", None)
    assert holds(body, seal(read(path, text))) == (meaning[0] == meaning[1])
