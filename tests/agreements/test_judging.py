"""What several measured values say about one target, and where they do not tell."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import DEFAULT, promised, sms

from smsbook.agreements.judging import State, judge
from smsbook.agreements.measured import Flaw, Row
from smsbook.agreements.promises import Target
from smsbook.agreements.reading import Reading, reading
from smsbook.agreements.window import Window

OCTOBER = Window(date(2026, 10, 1), date(2026, 10, 31))


def target(value: str, metric: str = "availability", more: str = "") -> Target:
    entry = f"- {{id: only, name: Only, metric: {metric}, value: {value}, service: SVC-compute{more}}}\n"
    text = DEFAULT.partition("targets:")[0] + "targets:\n" + entry
    return promised(sms(text), "SLA-default").targets[0]


def rows(*values: tuple[str, int, int | None]) -> list[Row]:
    """Return rows one after the other: value, days and cases."""
    found, first = [], OCTOBER.first
    for number, (value, days, count) in enumerate(values, 2):
        found.append(Row(number, "A", "t", Window(first, first + timedelta(days - 1)), value, "", count))
        first += timedelta(days)
    return found


def judged(about: Target, *values: tuple[str, int, int | None], gap: str = "") -> tuple[str, str, str]:
    readings = [reading(row, about) for row in rows(*values)]
    assert all(isinstance(each, Reading) for each in readings), readings
    found = judge(about, OCTOBER, "", [each for each in readings if isinstance(each, Reading)], gap)
    return found.state.value, found.value, found.how


@pytest.mark.parametrize(
    ("values", "state", "value"),
    [
        ([("99.5 %", 31, None)], "met", "99.5 %"),
        ([("99,49 %", 31, None)], "missed", "99.49 %"),
        ([("0.995", 31, None)], "met", "99.5 %"),
        ([("99 %", 15, None), ("100 %", 16, None)], "met", "99.5161 %"),
        ([("99 %", 16, None), ("100 %", 15, None)], "missed", "99.4838 %"),
        ([("99 %", 30, 1), ("100 %", 1, 99)], "met", "99.99 %"),
    ],
)
def test_availability_is_weighted(values: list[tuple[str, int, int | None]], state: str, value: str) -> None:
    assert judged(target("99.5 %"), *values)[:2] == (state, value)


def test_what_is_missing_never_counts_as_good() -> None:
    about = target("99.5 %")
    assert judged(about, ("100 %", 30, None), gap="no row for 2026-10-31")[0] == "no data"
    assert judged(about, ("90 %", 30, None), gap="no row for 2026-10-31")[0] == "missed"
    assert judged(about, ("99.49 %", 30, None), gap="no row for 2026-10-31")[0] == "no data"


def test_shares_without_cases_tell_only_where_they_agree() -> None:
    about = target("95 %", "quality")
    assert judged(about, ("96 %", 15, None), ("99 %", 16, None))[0] == "met"
    assert judged(about, ("94 %", 15, None), ("90 %", 16, None))[0] == "missed"
    assert judged(about, ("94 %", 15, None), ("99 %", 16, None))[0] == "no data"
    assert judged(about, ("94 %", 15, 10), ("99 %", 16, 10))[0] == "met"


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ([("3 h 59 min", 31, None)], "met"),
        ([("PT4H", 31, None)], "met"),
        ([("4 h 1 min", 31, None)], "no data"),  # the longest alone does not tell the share
        ([("4 h 1 min", 31, 1)], "missed"),  # 0 of 1 case
        ([("4 h 1 min", 31, 20)], "no data"),  # at most 19 of 20
        ([("90 %", 31, None)], "met"),
        ([("89.9 %", 31, None)], "missed"),
        ([("", 31, 0)], "met"),
        ([("", 15, 0), ("89 %", 16, 9)], "missed"),
    ],
)
def test_times_with_a_share(values: list[tuple[str, int, int | None]], state: str) -> None:
    assert judged(target("PT4H", "resolution-time", ", share: 90 %"), *values)[0] == state


def test_times_without_a_share_hold_in_each_case() -> None:
    about = target("PT4H", "resolution-time")
    assert judged(about, ("3 h", 15, None), ("2 h", 16, None)) == ("met", "3 hours", "the longest of 2 rows")
    assert judged(about, ("3 h", 15, None), ("5 h", 16, None))[:2] == ("missed", "5 hours")
    assert judged(about, ("99.9 %", 31, None))[0] == "missed"
    assert judged(about, ("5 h", 1, None), gap="no row for 2026-10-02 to 2026-10-31")[0] == "missed"


def test_amounts_take_the_lowest_and_capacity_may_add_up() -> None:
    rate = target("20 Gbit/s", "throughput")
    assert judged(rate, ("25 Gbit/s", 15, None), ("20000 Mbit/s", 16, None))[0] == "met"
    assert judged(rate, ("25 Gbit/s", 15, None), ("19 Gbit/s", 16, None))[:2] == ("missed", "19 Gbit/s")
    hours = target("100 core hours", "capacity")
    assert judged(hours, ("99 core hours", 31, None))[0] == "missed"
    assert judged(hours, ("60 core hours", 15, None), ("60 core hours", 16, None))[0] == "no data"
    assert judged(hours, ("40 core hours", 15, None), ("50 core hours", 16, None))[0] == "missed"


@pytest.mark.parametrize(
    ("about", "value", "flaw"),
    [
        (("99.5 %", "availability"), "99.9", Flaw.UNIT),
        (("99.5 %", "availability"), "3 h", Flaw.UNIT),
        (("99.5 %", "availability"), "101 %", Flaw.RANGE),
        (("99.5 %", "availability"), "-1 %", Flaw.RANGE),
        (("99.5 %", "availability"), "well", Flaw.VALUE),
        (("PT4H", "resolution-time"), "4", Flaw.UNIT),
        (("PT4H", "resolution-time"), "20 Gbit/s", Flaw.UNIT),
        (("PT4H", "resolution-time"), "2 working days", Flaw.UNIT),
        (("20 Gbit/s", "throughput"), "20 TB", Flaw.UNIT),
        (("20 Gbit/s", "throughput"), "2 h", Flaw.UNIT),
    ],
)
def test_values_that_do_not_fit_are_refused(about: tuple[str, str], value: str, flaw: Flaw) -> None:
    found = reading(rows((value, 31, None))[0], target(*about))
    assert isinstance(found, tuple)
    assert found[0] is flaw
    assert "expected" in found[1].message


SHARES = st.decimals(0, 100, places=2).map(lambda share: f"{share} %")


@settings(deadline=None)
@given(st.lists(st.tuples(SHARES, st.integers(1, 50)), min_size=1, max_size=6), st.randoms())
def test_with_cases_the_mean_decides_in_any_order(values: list[tuple[str, int]], random: object) -> None:
    about = AVAILABILITY
    total = sum(count for _, count in values)
    mean = sum(Decimal(share[:-2]) * count for share, count in values) / total
    expected = "met" if mean >= Decimal("99.5") else "missed"
    assert judged(about, *((share, 1, count) for share, count in values))[0] == expected
    assert judged(about, *((share, 1, count) for share, count in reversed(values)))[0] == expected


@settings(deadline=None)
@given(st.lists(st.tuples(SHARES, st.integers(1, 5)), min_size=1, max_size=5), st.booleans())
def test_a_gap_never_turns_anything_for_the_better(values: list[tuple[str, int]], times: bool) -> None:
    about = RESPONSE if times else AVAILABILITY
    order = [State.MISSED.value, State.NO_DATA.value, State.MET.value]
    rows = [(share, days, None) for share, days in values]
    whole = judged(about, *rows)[0]
    with_gap = judged(about, *rows, gap="no row for 2026-10-31")[0]
    assert with_gap != "met"
    assert with_gap == "no data" or order.index(whole) <= order.index(with_gap)


AVAILABILITY = target("99.5 %")
RESPONSE = target("PT4H", "response-time", ", share: 90 %")
