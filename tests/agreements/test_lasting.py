"""Whether what an SLA rests on holds as long, held against counting day by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

import shelf
from smsbook.agreements.failing import failing, failing_below
from smsbook.agreements.lasting import breaks, lapses
from smsbook.agreements.support import Edge, Support, support
from smsbook.agreements.terms import terms
from smsbook.library.library import Library

DAY_ONE = date(2026, 1, 1)
LENGTH = 60  # days that count
SERVICE = "kind: service\nid: SVC-x\nlifecycle: live\ncomponents:\n  - {component: CMP-x}"
COMPONENT = "kind: component\nid: CMP-x\nprovided_by: own"

spans = st.tuples(st.none() | st.integers(0, LENGTH), st.none() | st.integers(0, LENGTH)).map(
    lambda pair: pair if None in pair else tuple(sorted(pair))  # type: ignore[type-var]
)
days = st.integers(0, LENGTH).map(lambda count: DAY_ONE + timedelta(days=count))


def validity(span: tuple[int | None, int | None]) -> str:
    keys = (
        f"{key}: {DAY_ONE + timedelta(days=count)}"
        for key, count in zip(("from", "until"), span, strict=True)
        if count is not None
    )
    return "{" + ", ".join(keys) + "}"


def sms(sla: tuple[int | None, int | None], *agreements: tuple[int | None, int | None]) -> Library:
    texts = [f"kind: sla\nid: SLA-x\nservices: [SVC-x]\nvalidity: {validity(sla)}", SERVICE, COMPONENT]
    texts += (
        f"kind: ua\nid: UA-{number}\nsupports: [CMP-x]\nvalidity: {validity(span)}"
        for number, span in enumerate(agreements)
    )
    library, findings = shelf.library(shelf.documents(*texts))
    assert not findings
    return library


def names(library: Library, day: date) -> set[tuple[str, str]]:
    return {
        (each.ends.document.id if each.ends else "", each.begins.document.id if each.begins else "")
        for each in lapses(library, day)
    }


@settings(max_examples=50, deadline=None)
@given(spans, st.lists(spans, min_size=1, max_size=4), days, st.integers(0, LENGTH))
def test_time_alone_brings_no_lapse(
    sla: tuple[int | None, int | None],
    agreements: list[tuple[int | None, int | None]],
    day: date,
    later: int,
) -> None:
    library = sms(sla, *agreements)
    assert names(library, day + timedelta(days=later)) <= names(library, day)


@settings(max_examples=50, deadline=None)
@given(st.lists(spans, min_size=1, max_size=4), days, days)
def test_a_day_without_agreement_is_never_overlooked(
    agreements: list[tuple[int | None, int | None]], one: date, other: date
) -> None:
    first, last = sorted((one, other))
    library = sms((None, None), *agreements)
    held = [terms(library, each) for each in library.of_kind("ua")]
    everywhere = (first + timedelta(days=count) for count in range((last - first).days + 1))
    uncovered = [day for day in everywhere if not any(each.in_force(day) for each in held)]
    assert not uncovered or list(breaks(held, first, last))


@settings(max_examples=50, deadline=None)
@given(st.lists(spans, min_size=1, max_size=1), days, days)
def test_one_agreement_breaks_where_a_day_is_uncovered_and_nowhere_else(
    agreements: list[tuple[int | None, int | None]], one: date, other: date
) -> None:
    first, last = sorted((one, other))
    library = sms((None, None), *agreements)
    held = [terms(library, each) for each in library.of_kind("ua")]
    everywhere = (first + timedelta(days=count) for count in range((last - first).days + 1))
    assert bool(list(breaks(held, first, last))) == any(not held[0].in_force(day) for day in everywhere)


edges = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.integers(1, 7),
        st.sampled_from(("required", "redundant", "best-effort")),
        st.sampled_from(("a", "b")),
    ).filter(lambda edge: edge[0] < edge[1]),
    max_size=14,
)
wanted = st.dictionaries(
    st.tuples(st.integers(0, 6).map(str), st.sampled_from(("a", "b"))), st.integers(1, 3)
)


def graph(
    written: Iterable[tuple[int, int, str, str]], needed: Mapping[tuple[str, str], int] | None = None
) -> Support:
    ids = {str(number): "component" for number in range(8)}
    listed = [Edge(str(above), str(below), need, group) for above, below, need, group in written]  # type: ignore[arg-type]
    return support(ids, listed, needed)


def down(whole: Support, id: str, broken: set[str]) -> bool:
    """Tell, from the top, whether a part is down."""
    node = whole.nodes[id]
    return (
        id in broken
        or any(down(whole, edge.below, broken) for edge in node.required)
        or any(
            group.possible and sum(not down(whole, each, broken) for each in group.ids) < group.needed
            for group in node.groups
        )
    )


@given(edges, wanted, st.sets(st.integers(0, 7).map(str)))
def test_what_fails_is_what_is_down_when_looked_at_from_the_top(
    written: list[tuple[int, int, str, str]], needed: dict[tuple[str, str], int], broken: set[str]
) -> None:
    whole = graph(written, needed)
    found = failing(whole, broken)
    assert found == {id for id in whole.nodes if down(whole, id, broken)}
    for id in whole.nodes:
        below = set(failing_below(whole, id, found))
        assert below <= found
        assert bool(below & broken) == (id in found)


def test_a_long_chain_and_a_cycle_end() -> None:
    chain = support(
        {str(number): "component" for number in range(20_000)},
        [Edge(str(number), str(number + 1)) for number in range(19_999)],
    )
    assert (
        len(failing(chain, {"19999"})) == len(failing_below(chain, "0", failing(chain, {"19999"}))) == 20_000
    )
    ring = support({"a": "component", "b": "component"}, [Edge("a", "b"), Edge("b", "a")])
    assert failing(ring, {"a"}) == {"a", "b"}
    assert failing_below(ring, "b", {"a", "b"}) == ["a", "b"]
