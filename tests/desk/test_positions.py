"""Places: what an editor counts in UTF-16, UTF-8 or characters is the same place in the text, and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from smsbook.desk.positions import Lines, units
from smsbook.source.finding import Position

CHARACTERS = some.sampled_from(["a", "-", " ", "é", "«", "—", "日", "🚀", "\U0010ffff", "\t"])
TEXTS = some.lists(some.one_of(CHARACTERS, some.sampled_from(["\n", "\r\n"])), max_size=40).map("".join)
ENCODINGS = some.sampled_from(["utf-8", "utf-16", "utf-32"])


def counted(text: str, encoding: str) -> int:
    """How many units a text has, by the book."""
    return (
        len(text.encode({"utf-16": "utf-16-be", "utf-32": "utf-32-be"}.get(encoding, encoding)))
        // ({"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding])
    )


@given(TEXTS, ENCODINGS)
@settings(max_examples=60, deadline=None)
def test_every_place_is_found_again(text: str, encoding: str) -> None:
    lines = Lines(text, encoding)
    for number, content in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        for column in range(len(content) + 1):
            place = Position(number, column + 1)
            told = lines.write(place)
            assert told == (number - 1, counted(content[:column], encoding))
            assert lines.read(*told) == place


@given(TEXTS, ENCODINGS, some.integers(0, 60), some.integers(0, 200))
@settings(max_examples=60, deadline=None)
def test_any_place_an_editor_may_name_is_one_in_the_text(
    text: str, encoding: str, line: int, character: int
) -> None:
    lines = Lines(text, encoding)
    place = lines.read(line, character)
    assert lines.read(*lines.write(place)) == place
    assert 1 <= place.line <= len(lines.lines)
    assert 1 <= place.column <= len(lines.line(place)) + 1


def test_half_a_character_is_its_end_and_what_lies_beyond_is_the_end() -> None:
    lines = Lines("id: 🚀x\r\nend")
    assert lines.read(0, 5) == Position(1, 6)
    assert lines.read(0, 99) == Position(1, 7)
    assert lines.read(9, 0) == Position(2, 4)
    assert lines.write(Position(9, 9)) == (1, 3)
    assert lines.write(Position(0, 0)) == (0, 0)
    assert units("\ud800", "utf-16") == 1


@pytest.mark.parametrize(
    ("line", "column", "piece"),
    [
        ("owner: SLM.owner  # since Monday", 8, "SLM.owner"),
        ("owner: SLM.owner", 1, "owner"),
        ("url: https://desk.example/#top", 6, "https://desk.example/#top"),
        ("title: 'It''s: one' # x", 8, "'It''s: one'"),
        ('title: "a \\" b: c" # x', 8, '"a \\" b: c"'),
        ('title: "never closed', 8, '"never closed'),
        ("title:", 7, ""),
        ("", 1, ""),
    ],
)
def test_a_finding_covers_the_key_or_value_that_it_is_about(line: str, column: int, piece: str) -> None:
    span = Lines(f"kind: x\n{line}\n").token(Position(2, column))
    assert line[span.start.column - 1 : span.end.column - 1] == piece
    assert span.start.line == span.end.line == 2
