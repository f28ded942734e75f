"""What an author wrote stays what it is, unless the schema asks for a number or a truth value."""

from __future__ import annotations

import pytest

from smsbook.schema.interest import Interest, convert
from smsbook.source import scalars
from smsbook.source.tree import build

AS_WRITTEN = [
    *("no", "on", "off", "yes", "y", "N", "18:00", "1:30:00", "2026-01-31", "2026-01-31T10:00:00Z"),
    *("012", "0o14", "0x1F", "0b101", "1_000", "1.10", "1.0", "1e3", "+7", ".5", "-0", ".inf", ".NaN"),
    *("~", "null", "Null", "NULL", "true", "True", "FALSE", "99.5 %", "<<", "=", "P12M", "24/7"),
]


@pytest.mark.parametrize("text", AS_WRITTEN)
@pytest.mark.parametrize(
    "form", ["key: {}\n", "key: '{}'\n", 'key: "{}"\n', "key: !!str {}\n", "key: |-\n  {}\n"]
)
def test_a_value_stays_as_written(text: str, form: str) -> None:
    tree = build(form.format(text), "x.yml")
    assert tree.findings == []
    assert tree.data == {"key": text}


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_a_value_in_a_list_stays_as_written(text: str) -> None:
    assert build(f"- {text}\n- ['{text}', {text}]\n", "x.yml").data == [text, [text, text]]


def test_only_nothing_is_nothing() -> None:
    assert build("a:\nb: ''\nc: []\nd: {e: }\n", "x.yml").data == {
        "a": None,
        "b": "",
        "c": [],
        "d": {"e": None},
    }


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12", 12),
        ("012", 12),
        ("-3", -3),
        ("+3", 3),
        ("0o14", 12),
        ("0x1F", 31),
        ("0X1F", None),
        ("1_000", None),
        ("1.0", None),
        ("", None),
        ("0o8", None),
        ("9" * 400, int("9" * 400)),
        ("9" * 401, None),
        ("٣", None),
    ],
)
def test_integers(text: str, meant: int | None) -> None:
    assert scalars.integer(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1.10", 1.1),
        ("1.", 1.0),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1E-2", 0.01),
        ("12", 12),
        (".", None),
        ("e3", None),
        (".inf", None),
        ("-.INF", None),
        (".nan", None),
        ("1e999", None),
        ("1,5", None),
        ("99.5 %", None),
    ],
)
def test_numbers(text: str, meant: float | None) -> None:
    assert scalars.number(text) == meant


@pytest.mark.parametrize("text", ["true", "True", "TRUE", "false", "False", "FALSE"])
def test_truth_values(text: str) -> None:
    assert scalars.boolean(text) is (text.lower() == "true")


@pytest.mark.parametrize("text", ["yes", "no", "on", "off", "tRUE", "1", "", " true"])
def test_no_truth_values(text: str) -> None:
    assert scalars.boolean(text) is None


@pytest.mark.parametrize("text", ["", "~", "null", "true", "12", "1.5", "0x1F"])
def test_texts_that_yaml_takes_for_something_else(text: str) -> None:
    assert scalars.means_other_than_text(text)


@pytest.mark.parametrize("text", ["no", "2026-01-31", "18:00", "1_000", "a", "-", "+", ".inf", "tRUE"])
def test_texts_that_are_texts(text: str) -> None:
    assert not scalars.means_other_than_text(text)


def test_the_schema_asks_for_numbers() -> None:
    wanted = Interest(
        properties={
            "yes": Interest(convert="boolean"),
            "many": Interest(items=Interest(convert="integer")),
            "share": Interest(others=Interest(convert="number")),
        }
    )
    tree = build("yes: true\nmany: [1, '2', 012, x]\nshare: {a: 1.50, b: '1.50'}\ntext: 012\n", "x.yml")
    convert(tree.data, wanted, tree.quoted)
    assert tree.data == {
        "yes": True,
        "many": [1, "2", 12, "x"],
        "share": {"a": 1.5, "b": "1.50"},
        "text": "012",
    }
