"""The chain of promises: what is promised at the top against what is received for the parts below."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from smsbook.agreements.availability import availabilities
from smsbook.agreements.chain import Comparison, along, reached
from smsbook.agreements.clocks import Basis
from smsbook.agreements.contained import NotComparable
from smsbook.agreements.hours import Hours, hours
from smsbook.agreements.keeping import Kept, Weaker
from smsbook.agreements.promise import Promise
from smsbook.agreements.quantity import Ratio, Refusal, quantity
from smsbook.agreements.steps import Stated
from smsbook.agreements.support import Edge, support

VERDICTS = {Kept: "kept", Weaker: "weaker", NotComparable: "not comparable"}
GRAPH = support(
    {"SVC-compute": "service"},
    [
        Edge("SVC-compute", "CMP-cluster"),
        Edge("SVC-compute", "CMP-node-a", "redundant", "login"),
        Edge("SVC-compute", "CMP-node-b", "redundant", "login"),
        Edge("SVC-compute", "CMP-robot", "best-effort"),
        Edge("CMP-cluster", "CMP-hall"),
        Edge("SVC-compute", "CMP-power-a", "redundant", "power"),
        Edge("SVC-compute", "CMP-power-b", "redundant", "power"),
    ],
    {("SVC-compute", "power"): 2},
)


def promise(metric: str, value: str, priority: str = "", share: str = "1", **more: object) -> Promise:
    read = quantity(value)
    assert not isinstance(read, Refusal | Ratio)
    return Promise(metric, read, priority, share=Ratio(Decimal(share)), **more)  # type: ignore[arg-type]


def compared(promised: Promise, **received: Promise | list[Promise]) -> list[Comparison]:
    given = {
        "CMP-" + part.replace("_", "-"): each if isinstance(each, list) else [each]
        for part, each in received.items()
    }
    return list(along(promised, "SVC-compute", GRAPH, given, date(2026, 1, 1), date(2026, 12, 31)))


def verdicts(promised: Promise, **received: Promise | list[Promise]) -> list[tuple[str, str]]:
    return [(each.way[-1], VERDICTS[type(each.keeping)]) for each in compared(promised, **received)]


def test_each_part_that_is_needed_is_compared_by_the_way_to_it() -> None:
    promised = promise("resolution-time", "4 h", "P1")
    received = promise("resolution-time", "8 h", "P1")
    assert [(each.way, each.keeping) for each in compared(promised, hall=received)] == [
        (
            ("SVC-compute", "CMP-cluster", "CMP-hall"),
            Weaker("8 hours received, 4 hours promised, both in calendar time"),
        )
    ]
    assert verdicts(promised, power_a=received, power_b=promised) == [
        ("CMP-power-a", "weaker"),
        ("CMP-power-b", "kept"),
    ]


def test_stand_ins_and_best_effort_need_not_keep_the_promise() -> None:
    received = promise("response-time", "3 d")
    assert verdicts(promise("response-time", "1 h"), node_a=received, node_b=received, robot=received) == []


def test_priorities_meet_where_they_are_the_same_or_not_named() -> None:
    received = [promise("response-time", "1 h", "P1"), promise("response-time", "9 h", "P2")]
    assert verdicts(promise("response-time", "2 h", "P1"), hall=received) == [("CMP-hall", "kept")]
    assert verdicts(promise("response-time", "2 h"), hall=received) == [
        ("CMP-hall", "kept"),
        ("CMP-hall", "weaker"),
    ]
    assert verdicts(promise("response-time", "2 h", "P3"), hall=promise("response-time", "3 h")) == [
        ("CMP-hall", "weaker")
    ]


def test_a_priority_for_which_nothing_is_received_is_said() -> None:
    received = [promise("response-time", "1 h", "P2"), promise("response-time", "1 h", "P1")]
    (found,) = compared(promise("response-time", "2 h", "P3"), hall=received)
    assert found.received is None
    assert found.keeping == NotComparable("CMP-hall promises it for P1, P2, and nothing for P3")


def test_other_metrics_are_left_alone() -> None:
    assert verdicts(promise("response-time", "2 h"), hall=promise("resolution-time", "9 h")) == []


def test_a_promise_for_the_whole_covers_what_lies_below() -> None:
    promised, weak = promise("resolution-time", "4 h"), promise("resolution-time", "8 h")
    assert verdicts(promised, cluster=promised, hall=weak) == [
        ("CMP-cluster", "kept"),
        ("CMP-hall", "weaker"),
    ]
    whole = promise("resolution-time", "4 h", whole=True)
    assert verdicts(promised, cluster=whole, hall=weak) == [("CMP-cluster", "kept")]


@pytest.mark.parametrize(
    ("promised", "received", "verdict"),
    [
        (("4 h", "0.95"), ("4 h", "0.99"), "kept"),
        (("4 h", "0.95"), ("4 h", "0.95"), "kept"),
        (("4 h", "0.95"), ("4 h", "0.9"), "weaker"),
        (("4 h", "0.95"), ("2 h", "0.9"), "not comparable"),
        (("4 h", "0.95"), ("8 h", "0.95"), "weaker"),
        (("4 h", "0.95"), ("8 h", "0.9"), "weaker"),
        (("4 h", "0.95"), ("8 h", "0.99"), "not comparable"),
        (("4 h", "0.95"), ("1 month", "0.99"), "not comparable"),
    ],
)
def test_in_how_many_cases_counts(promised: tuple[str, str], received: tuple[str, str], verdict: str) -> None:
    top = promise("resolution-time", promised[0], share=promised[1], period="P1M")
    below = promise("resolution-time", received[0], share=received[1], period="P1M")
    assert verdicts(top, hall=below) == [("CMP-hall", verdict)]
    longer = promise("resolution-time", received[0], share=received[1], period="P3M")
    assert verdicts(top, hall=longer) == [("CMP-hall", "not comparable")]


def test_amounts_of_the_same_kind_are_compared_and_others_not() -> None:
    promised = promise("throughput", "5 Gbit/s", period="P1M")
    assert verdicts(promised, hall=promise("throughput", "5000 Mbit/s", period="P1M")) == [
        ("CMP-hall", "kept")
    ]
    assert verdicts(promised, hall=promise("throughput", "4 Gbit/s", period="P1M")) == [
        ("CMP-hall", "weaker")
    ]
    assert verdicts(promised, hall=promise("throughput", "300 jobs/day", period="P1M")) == []
    (found,) = compared(promised, hall=promise("throughput", "20 Gbit/s", period="P1D"))
    assert found.keeping == NotComparable(
        "20 Gbit/s received, 5 Gbit/s promised: counted over P1D received, over P1M promised"
    )


def test_amounts_in_different_hours_are_not_comparable() -> None:
    office = hours("Mo-Fr 08:00-18:00", "Europe/London")
    assert isinstance(office, Hours)
    received = promise("capacity", "20 TB", basis=Basis("service hours", office))
    assert verdicts(promise("capacity", "5 TB"), hall=received) == [("CMP-hall", "not comparable")]
    assert verdicts(promise("capacity", "5 TB"), hall=promise("capacity", "2 h")) == [
        ("CMP-hall", "not comparable")
    ]


def test_parts_in_a_cycle_are_compared_once() -> None:
    graph = support({}, [Edge("a", "b"), Edge("b", "c"), Edge("c", "a"), Edge("c", "b")])
    time = promise("recovery-time", "4 h")
    given = {id: [time] for id in "abc"}
    found = along(time, "a", graph, given, date(2026, 1, 1), date(2026, 1, 1))
    assert [each.way for each in found] == [("a", "b"), ("a", "b", "c")]


@pytest.mark.parametrize(
    ("promised", "verdict"),
    [("0.96", "kept"), ("0.97", "kept"), ("0.9701", "not comparable"), ("0.9703", "weaker")],
)
def test_availability_is_kept_in_the_worst_case_only(promised: str, verdict: str) -> None:
    graph = support({"SVC-a": "service"}, [Edge("SVC-a", "CMP-b"), Edge("SVC-a", "CMP-c")])
    stated = {"CMP-b": Stated(Decimal("0.99")), "CMP-c": Stated(Decimal("0.98"))}
    found = availabilities(graph, stated, ["SVC-a"])["SVC-a"]
    assert VERDICTS[type(reached(Ratio(Decimal(promised)), found))] == verdict


def test_availability_with_parts_unknown_is_weaker_or_not_comparable() -> None:
    kinds = {"SVC-a": "service", "CMP-b": "component", "CMP-c": "component"}
    graph = support(kinds, [Edge("SVC-a", "CMP-b"), Edge("SVC-a", "CMP-c")])
    found = availabilities(graph, {"CMP-b": Stated(Decimal("0.99"))}, ["SVC-a"])["SVC-a"]
    assert isinstance(reached(Ratio(Decimal("0.995")), found), Weaker)
    unclear = reached(Ratio(Decimal("0.9")), found)
    assert unclear == NotComparable(
        "unknown because of CMP-c: it states no availability; at most 99 %; 90 % promised"
    )


def test_availability_on_different_bases_is_not_comparable() -> None:
    graph = support({"SVC-a": "service"}, [Edge("SVC-a", "CMP-b"), Edge("SVC-a", "CMP-c")])
    stated = {
        "CMP-b": Stated(Decimal("0.5"), basis="calendar"),
        "CMP-c": Stated(Decimal("0.5"), basis="service hours"),
    }
    found = availabilities(graph, stated, ["SVC-a"])["SVC-a"]
    verdict = reached(Ratio(Decimal("0.9")), found, "calendar")
    assert isinstance(verdict, NotComparable)
    assert verdict.why.endswith(": counted over calendar, service hours received, over calendar promised")
    del stated["CMP-c"]
    stated["CMP-b"] = Stated(Decimal("0.5"), basis="service hours")
    found = availabilities(graph, stated, ["SVC-a"])["SVC-a"]
    assert isinstance(reached(Ratio(Decimal("0.9")), found, "calendar"), NotComparable)
    assert isinstance(reached(Ratio(Decimal("0.9")), found, "service hours"), Weaker)
