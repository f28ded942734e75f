"""Which parts take most: those that are needed by their outages, stand-ins by that of all of them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given

from agreements.test_availability import System, systems
from smsbook.agreements.steps import Stated
from smsbook.agreements.support import Edge, support
from smsbook.agreements.weakest import losses


def test_a_stand_in_takes_no_more_than_its_group() -> None:
    graph = support(
        {"SVC-a": "service"},
        [
            Edge("SVC-a", "CMP-cluster"),
            Edge("SVC-a", "CMP-node-a", "redundant"),
            Edge("SVC-a", "CMP-node-b", "redundant"),
            Edge("SVC-a", "CMP-robot", "best-effort"),
            Edge("CMP-node-a", "CMP-hall"),
            Edge("CMP-cluster", "CMP-hall"),
            Edge("CMP-hall", "CMP-power"),
        ],
    )
    shares = {"cluster": "0.998", "node-a": "0.6", "node-b": "0.9", "robot": "0.1", "power": "0.5"}
    stated = {f"CMP-{name}": Stated(Decimal(share)) for name, share in shares.items()}
    stated["CMP-hall"] = Stated(Decimal("0.999"), whole=True)
    assert losses(graph, stated, "SVC-a") == {
        "SVC-a": 0,
        "CMP-cluster": Decimal("0.002"),
        "CMP-node-a": Decimal("0.04"),
        "CMP-node-b": Decimal("0.04"),
        "CMP-hall": Decimal("0.001"),
    }


@given(systems())
def test_a_part_that_is_needed_takes_its_outage_and_no_other_takes_more(system: System) -> None:
    found = losses(system.graph, system.stated, "0")
    required = {edge.below for edge in system.graph.nodes["0"].required}
    for id, lost in found.items():
        outage = 1 - system.stated[id].share if id in system.stated else Decimal(0)
        assert 0 <= lost <= outage
        assert lost == outage or id not in required
