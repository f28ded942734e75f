"""So many of these must work: against every combination of up and down, and every timetable of outages."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise, product
from math import floor, prod
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as some

from smsbook.agreements.redundancy import independent, worst_outage

SHARES = some.integers(0, 1000).map(lambda number: Decimal(number) / 1000)
GROUPS = some.lists(SHARES, min_size=1, max_size=6).flatmap(
    lambda shares: some.tuples(some.just(shares), some.integers(1, len(shares)))
)
SLOTS = 4
TIMETABLES = some.lists(some.integers(0, SLOTS), min_size=1, max_size=4).flatmap(
    lambda slots: some.tuples(some.just(slots), some.integers(1, len(slots)))
)


@given(GROUPS)
def test_as_counted_over_all_states(group: tuple[list[Decimal], int]) -> None:
    up, needed = group
    exact = sum(
        prod(
            Fraction(share) if works else 1 - Fraction(share) for share, works in zip(up, state, strict=True)
        )
        for state in product((True, False), repeat=len(up))
        if sum(state) >= needed
    )
    assert abs(Fraction(independent(up, needed)) - exact) < Fraction(1, 10**25)


@given(GROUPS)
def test_between_the_product_and_the_best_of_those_that_would_do(group: tuple[list[Decimal], int]) -> None:
    up, needed = group
    tiny = Decimal(1).scaleb(-25)
    found = independent(up, needed)
    assert found >= prod(up) - tiny
    assert found <= 1 - prod(1 - share for share in up) + tiny
    if needed == len(up):
        assert found <= min(up) + tiny
    if needed == 1:
        assert found >= max(up) - tiny


@given(GROUPS)
def test_the_worst_case_is_never_better_than_independent_outages(group: tuple[list[Decimal], int]) -> None:
    up, needed = group
    down = [1 - share for share in up]
    assert 1 - worst_outage(down, needed) <= independent(up, needed) + Decimal(1).scaleb(-25)


@given(some.lists(SHARES, min_size=2, max_size=6))
def test_needing_more_of_a_group_is_never_better(up: list[Decimal]) -> None:
    down = [1 - share for share in up]
    for fewer, more in pairwise(range(1, len(up) + 1)):
        assert independent(up, more) <= independent(up, fewer) + Decimal(1).scaleb(-25)
        assert worst_outage(down, more) >= worst_outage(down, fewer)


@given(GROUPS, some.data())
def test_improving_a_part_never_worsens_the_group(
    group: tuple[list[Decimal], int], data: some.DataObject
) -> None:
    up, needed = group
    number = data.draw(some.integers(0, len(up) - 1))
    gain = data.draw(some.integers(0, int((1 - up[number]) * 1000)))
    better = [*up[:number], up[number] + Decimal(gain) / 1000, *up[number + 1 :]]
    assert independent(better, needed) >= independent(up, needed) - Decimal(1).scaleb(-25)
    assert worst_outage([1 - share for share in better], needed) <= worst_outage(
        [1 - share for share in up], needed
    )


@given(GROUPS, some.randoms())
def test_the_order_of_parts_does_not_matter(group: tuple[list[Decimal], int], chance: Random) -> None:
    up, needed = group
    other = list(up)
    chance.shuffle(other)
    assert independent(other, needed) == independent(up, needed)
    assert worst_outage([1 - share for share in other], needed) == worst_outage(
        [1 - share for share in up], needed
    )


@settings(max_examples=60)
@given(TIMETABLES)
def test_the_worst_case_is_the_worst_timetable(timetable: tuple[list[int], int]) -> None:
    outages, needed = timetable
    choices = [list(combinations(range(SLOTS), length)) for length in outages]
    worst = max(
        sum(sum(slot not in outage for outage in plan) < needed for slot in range(SLOTS))
        for plan in product(*choices)
    )
    bound = worst_outage([Decimal(length) / SLOTS for length in outages], needed)
    assert floor(bound * SLOTS + Decimal(1).scaleb(-20)) == worst


def test_outages_of_all_that_is_required_add_up() -> None:
    assert worst_outage([Decimal("0.01"), Decimal("0.02")], 2) == Decimal("0.03")
    assert worst_outage([Decimal("0.6"), Decimal("0.7")], 2) == 1


def test_one_of_two_is_down_at_most_as_long_as_the_better_one() -> None:
    assert worst_outage([Decimal("0.01"), Decimal("0.5")], 1) == Decimal("0.01")
