"""Who supplies what, and whom a service is agreed with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import shelf
from agreements.sample import DEFAULT, OWN, sms
from smsbook.agreements.steps import Stated
from smsbook.agreements.supplies import (
    agreed,
    covering,
    customers_of,
    graph,
    received,
    stated,
    supplying,
)
from smsbook.agreements.target import Target, spots
from smsbook.library.library import Library

SERVICE = """
kind: service
id: SVC-compute
lifecycle: live
customers: [CUS-ocean]
components:
- component: CMP-cluster
- {component: CMP-node-a, need: redundant, group: login}
- {component: CMP-node-b, need: redundant, group: login}
- {component: CMP-node-c, need: redundant, group: login}
- {component: SVC-storage, need: best-effort}
groups:
- {group: login, needed: 2}
"""
CLUSTER = """
kind: component
id: CMP-cluster
aliases: [CMP-batch]
provided_by: own
availability: {value: 99.8 %, period: P1M}
components: [{component: CMP-hall}]
"""
HALL = "kind: component\nid: CMP-hall\nprovided_by: internal-supplier\nagreements: [UA-power]\n"
OLA = """
kind: ola
id: OLA-hall
supports: [CMP-hall]
validity: {from: 2026-01-01, until: 2026-12-31}
targets:
- {name: Power, metric: availability, value: 99.9 %, period: P1M}
- {name: Repair, metric: resolution-time, value: PT4H, priority: P1}
"""
UA = """
kind: ua
id: UA-power
supports: []
validity: {from: 2027-01-01}
targets:
- {name: Current, metric: availability, value: 99.5 %, period: P1M, service: CMP-hall}
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return sms(SERVICE, CLUSTER, HALL, OLA, UA, DEFAULT, OWN)


def weakest(found: Stated) -> list[tuple[str, str]]:
    assert isinstance(found.source, tuple)
    targets = [each for each in found.source if isinstance(each, Target)]
    return [(each.document.id, each.quantity.in_words) for each in targets]


def test_the_graph_holds_each_kind_of_edge(library: Library) -> None:
    node = graph(library).nodes["SVC-compute"]
    assert node.must == ("CMP-cluster",), "without `need`, a part is required"
    (group,) = node.groups
    assert (group.name, group.needed, group.ids) == ("login", 2, ("CMP-node-a", "CMP-node-b", "CMP-node-c"))
    assert [edge.below for edge in node.best_effort] == ["SVC-storage"]
    assert graph(library).nodes["CMP-hall"].kind == "component"
    assert graph(library).nodes["CMP-node-a"].kind == "missing"


def test_an_edge_stands_in_a_line(library: Library) -> None:
    (edge,) = graph(library).nodes["CMP-cluster"].required
    (spot,) = spots(edge.source)
    assert (spot.path, spot.route) == ("services/CMP-cluster.yml", ("components", 0, "component"))


def test_a_former_id_leads_to_the_same_part() -> None:
    old = sms(SERVICE.replace("- component: CMP-cluster", "- component: CMP-batch"), CLUSTER)
    assert graph(old).nodes["SVC-compute"].must == ("CMP-cluster",)


def test_what_is_retired_rests_on_nothing() -> None:
    assert "SVC-compute" not in graph(sms(SERVICE.replace("live", "retired"), CLUSTER)).nodes
    assert "CMP-hall" not in graph(sms(CLUSTER + "status: retired\n")).nodes


def test_an_entry_with_a_wrong_shape_is_no_edge() -> None:
    broken = SERVICE.replace("need: best-effort", "need: sometimes").replace("needed: 2", "needed: few")
    library, findings = shelf.library(shelf.documents(broken, CLUSTER))
    assert len(findings) == 2
    node = graph(library).nodes["SVC-compute"]
    assert node.best_effort == ()
    assert [group.needed for group in node.groups] == [1]


def test_an_agreement_supplies_by_the_word_of_either_side(library: Library) -> None:
    assert [each.id for each in supplying(library, "CMP-hall")] == ["OLA-hall", "UA-power"]
    assert supplying(library, "CMP-cluster") == ()
    assert supplying(library, "CMP-nothing") == ()
    ended = sms(HALL, OLA + "status: retired\n", UA)
    assert [each.id for each in supplying(ended, "CMP-hall")] == ["UA-power"]


def test_the_weaker_of_several_agreements_counts_and_both_are_named(library: Library) -> None:
    found = stated(library)
    assert found["CMP-hall"].share == Decimal("0.995")
    assert weakest(found["CMP-hall"]) == [("UA-power", "99.5 %"), ("OLA-hall", "99.9 %")]
    assert found["CMP-hall"].whole
    assert found["CMP-hall"].basis == "1 month of calendar time"
    assert [spot.path for spot in spots(found["CMP-hall"].source)] == [
        "agreements/UA-power.yml",
        "agreements/OLA-hall.yml",
    ]


def test_a_component_of_our_own_speaks_for_itself(library: Library) -> None:
    found = stated(library)["CMP-cluster"]
    assert (found.share, found.whole) == (Decimal("0.998"), False)
    assert weakest(found) == [("CMP-cluster", "99.8 %")]


def test_an_agreement_goes_before_the_word_of_the_component() -> None:
    both = sms(HALL + "availability: {value: 99.99 %}\n", OLA)
    assert weakest(stated(both)["CMP-hall"]) == [("OLA-hall", "99.9 %")]


@pytest.mark.parametrize(
    ("day", "ids"),
    [
        (date(2026, 12, 31), ["OLA-hall"]),
        (date(2027, 1, 1), ["UA-power"]),
        (date(2025, 12, 31), []),
    ],
)
def test_on_a_day_only_what_is_in_force_counts(library: Library, day: date, ids: list[str]) -> None:
    found = stated(library, day).get("CMP-hall")
    assert [id for id, _ in weakest(found)] == ids if found else not ids


def test_times_and_amounts_are_received_by_component(library: Library) -> None:
    found = received(library)
    assert list(found) == ["CMP-hall"]
    (promise,) = found["CMP-hall"]
    assert (promise.metric, promise.priority, promise.quantity.in_words) == (
        "resolution-time",
        "P1",
        "4 hours",
    )
    (spot,) = spots(promise.source)
    assert (spot.path, spot.route) == ("agreements/OLA-hall.yml", ("targets", 1, "value"))
    assert received(library, date(2027, 1, 1)) == {}


def test_customers_are_those_of_the_service_and_of_its_agreements(library: Library) -> None:
    assert customers_of(library, "SVC-compute") == ("CUS-ocean", "CUS-survey")
    assert customers_of(library, "SVC-storage") == ()


def test_an_agreement_of_their_own_goes_before_the_default(library: Library) -> None:
    day = date(2026, 6, 1)
    found = covering(library, "SVC-compute", "CUS-survey", day)
    assert [each.id for each in found] == ["SLA-compute", "SLA-default"]
    assert [each.id for each in covering(library, "SVC-compute", "CUS-ocean", day)] == ["SLA-default"]
    assert [each.id for each in covering(library, "SVC-storage", "CUS-survey", day)] == ["SLA-default"]
    assert covering(library, "SVC-archive", "CUS-survey", day) == ()
    assert covering(library, "SVC-compute", "CUS-survey", date(2028, 1, 1)) == ()
    assert len(covering(library, "SVC-compute", "CUS-survey")) == 2, "without a day, time alters nothing"


def test_agreements_by_service_and_customer(library: Library) -> None:
    found = agreed(library, date(2026, 6, 1))
    assert {pair: [sla.id for sla in slas] for pair, slas in found.items()} == {
        ("SVC-compute", "CUS-survey"): ["SLA-compute"],
        ("SVC-compute", ""): ["SLA-default"],
        ("SVC-storage", ""): ["SLA-default"],
    }
