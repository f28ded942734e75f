"""A changed text shows the words that changed, and little else."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from smsbook.compare.comparison import Difference, How, Mark
from smsbook.compare.texts import pieces
from smsbook.compare.words import sentence

WORDS = st.lists(st.sampled_from(["a", "b", "c", "the", "hours", "within"]), max_size=12)


def told(before: str, after: str) -> str:
    return sentence(Difference("text", How.CHANGED, ("text",), pieces=pieces(before, after)))


def test_a_word_in_a_long_text() -> None:
    before = f"{'long ago ' * 50}the desk answers within four hours on working days {'and so on ' * 50}"
    shown = "text: … the desk answers within [-four-] {+two+} hours on working days …"
    assert told(before, before.replace("four", "two")) == shown


def test_words_at_both_ends() -> None:
    assert (
        told("one two three four", "zero two three five")
        == "text: [-one-] {+zero+} two three [-four-] {+five+}"
    )


def test_changes_with_a_single_word_between_them_are_one() -> None:
    assert told("a b c d e", "x b y d e") == "text: [-a b c-] {+x b y+} d e"


def test_a_text_written_anew_is_not_shown_twice() -> None:
    before = " ".join(f"old{number}" for number in range(500))
    after = " ".join(f"new{number}" for number in range(500))
    assert len(told(before, after)) < 600


def test_one_very_long_word() -> None:
    shown = told("x" * 5000 + "a" + "y" * 5000, "x" * 5000 + "b" + "y" * 5000)
    assert "xxa" in shown
    assert "xxb" in shown
    assert len(shown) < 600


def test_many_changes_are_counted() -> None:
    before = " ".join(f"same{number} still{number} old{number}" for number in range(30))
    assert told(before, before.replace("old", "new")).endswith("… (22 more changes in this text)")


def test_a_text_that_nobody_can_compare_in_time() -> None:
    before, after = ["a", "b"] * 20_000, ["b", "b", "a"] * 15_000
    assert len(told(" ".join(before), " ".join(after))) < 600


@settings(deadline=None)
@given(WORDS, WORDS)
def test_pieces_are_what_makes_one_text_the_other(before: list[str], after: list[str]) -> None:
    found = pieces(" ".join(before), "  ".join(after))
    assert bool(found) == (before != after)
    for words, mark in ((before, Mark.REMOVED), (after, Mark.ADDED)):
        shown = " ".join(piece.text for piece in found if piece.mark in (Mark.KEPT, mark)).split()
        left = iter(words)
        assert all(word in left for word in shown if word != "…")
