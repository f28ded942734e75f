"""Ids in a text: whole ones only, wherever they stand."""

from __future__ import annotations

import pytest

from smsbook.desk.positions import Lines
from smsbook.desk.words import occurrences, places, requirement_at, typed_before, word_at
from smsbook.source.finding import Position


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("SVC-x", 1),
        ("See SVC-x.", 1),
        ("(SVC-x), «SVC-x», _SVC-x_ and `SVC-x`: SVC-x", 5),
        ("SVC-x-gpu SVC-xy MSVC-x my-SVC-x SVC-x.owner SVC-x.md a.SVC-x SVC-x_2", 0),
        ("https://desk.example/SVC-x", 0),
        ("éSVC-x SVC-xé", 0),
        ("SVC-x... SVC-x-", 2),
    ],
)
def test_an_id_counts_where_it_stands_by_itself(text: str, count: int) -> None:
    assert len(list(occurrences(text, "SVC-x"))) == count
    assert len(places(Lines(f"# above\r\n{text}\r\n"), "SVC-x")) == count


def test_the_word_at_a_place_is_the_whole_id() -> None:
    lines = Lines("owner: SLM.owner, 🚀 SVC-x.")
    for column in (8, 12, 17):
        found = word_at(lines, Position(1, column))
        assert found is not None
        assert found[0] == "SLM.owner"
    found = word_at(lines, Position(1, 22))
    assert found is not None
    assert (found[0], found[1].start.column, found[1].end.column) == ("SVC-x", 21, 26)
    assert word_at(lines, Position(1, 19)) is None


def test_a_requirement_is_read_with_and_without_its_edition() -> None:
    lines = Lines("- FitSM-1:v3.0.1 PR4.2\n- (see PR3, GR1.2)")
    found = [requirement_at(lines, Position(*place)) for place in ((1, 5), (1, 19), (2, 8), (2, 14), (2, 4))]
    assert [item and item[:2] for item in found] == [
        ("FitSM-1:v3.0.1", "PR4.2"),
        ("FitSM-1:v3.0.1", "PR4.2"),
        ("", "PR3"),
        ("", "GR1.2"),
        None,
    ]


def test_what_was_typed_is_the_beginning_of_an_id() -> None:
    for line, typed in (
        ("owner: SLM.ow", "SLM.ow"),
        ("- ", ""),
        ("-", ""),
        ("- SVC-", "SVC-"),
        ("[a, SV", "SV"),
    ):
        assert typed_before(Lines(line), Position(1, len(line) + 1)) == typed
    line = "- FitSM-1:v3.0.1 PR4"
    assert typed_before(Lines(line), Position(1, len(line) + 1), requirement=True) == "FitSM-1:v3.0.1 PR4"


def test_a_hostile_line_does_not_stop_the_desk() -> None:
    for line in ("a" * 300_000, "a: " + " " * 300_000 + "x", "-" * 300_000, "a." * 150_000, "'" * 300_000):
        lines, middle = Lines(line), Position(1, len(line) // 2)
        word_at(lines, middle)
        requirement_at(lines, middle)
        typed_before(lines, middle)
        typed_before(lines, middle, requirement=True)
        lines.token(Position(1, 1))
        lines.token(middle)
        assert places(lines, "SVC-x") == []
