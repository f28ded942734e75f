"""Durations in calendar units."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smsbook.source.duration import after, in_words, parse


@pytest.mark.parametrize(
    ("begin", "text", "end"),
    [
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2026-01-31", "P12M", "2027-01-31"),
        ("2026-01-31", "P2W", "2026-02-14"),
        ("2026-01-31", "P1Y2M3D", "2027-04-03"),
        ("2026-01-31", "PT24H", "2026-02-01"),
        ("2026-01-31", "PT4H", "2026-01-31"),
        ("2026-01-31", "P0D", "2026-01-31"),
        ("9999-01-01", "P1Y", "9999-12-31"),
        ("2026-01-01", "P9999Y", "9999-12-31"),
    ],
)
def test_the_end_of_a_duration(begin: str, text: str, end: str) -> None:
    assert after(date.fromisoformat(begin), text) == date.fromisoformat(end)


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "P1", "1M", "P1H", "P1.5M", "p1m", "P-1M", "P99999D", "P1M ", "yearly"]
)
def test_what_is_no_duration(text: str) -> None:
    assert parse(text) is None
    assert after(date(2026, 1, 1), text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [("P12M", "12 months"), ("P1Y", "1 year"), ("PT4H", "4 hours"), ("P1DT1H", "1 day 1 hour"), ("x", "x")],
)
def test_durations_in_words(text: str, words: str) -> None:
    assert in_words(text) == words


@given(st.text("PTYMWDHS0123456789", max_size=12), st.dates())
def test_any_text_gives_a_day_or_none(text: str, day: date) -> None:
    end = after(day, text)
    assert end is None or (type(end) is date and end >= day)
