"""How much of what a promise allows was used: on one scale for shares, times and amounts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smsbook.agreements.closeness import BEYOND, used

PERCENTS = st.integers(0, 10_000).map(lambda count: Decimal(count) / 100)


@pytest.mark.parametrize(
    ("promised", "share", "measured", "expected"),
    [
        ("98.5 %", "", "99.4 %", "0.4"),
        ("98.5 %", "", "98.5 %", "1"),
        ("98 %", "", "97 %", "1.5"),
        ("100 %", "", "100 %", "0"),
        ("100 %", "", "99.9 %", "2"),
        ("8 hours", "90 %", "10 hours", "1.25"),
        ("8 hours", "90 %", "95 %", "0.5"),
        ("8 hours", "", "95 %", "2"),
        ("2 days", "", "1 day", "0.5"),
        ("500 TB", "", "1 PB", "0.5"),
        ("500 TB", "", "1 GB", "2"),
    ],
)
def test_the_limit_is_one(promised: str, share: str, measured: str, expected: str) -> None:
    assert used(promised, share, measured) == Decimal(expected)


@pytest.mark.parametrize(
    ("promised", "measured"),
    [("1 month", "30 days"), ("2 TB", "4 hours"), ("99 %", "no case"), ("good", "99 %"), ("4 h", "1 h, 2 %")],
)
def test_what_is_not_of_one_kind_has_no_place_on_it(promised: str, measured: str) -> None:
    assert used(promised, "", measured) is None


@given(PERCENTS, PERCENTS, PERCENTS)
def test_more_is_never_closer_and_past_the_limit_is_missed(goal: Decimal, one: Decimal, two: Decimal) -> None:
    first, second = sorted((one, two))
    worse, better = used(f"{goal} %", "", f"{first} %"), used(f"{goal} %", "", f"{second} %")
    assert worse is not None
    assert better is not None
    assert 0 <= better <= worse <= BEYOND
    assert (worse > 1) is (first < goal)
