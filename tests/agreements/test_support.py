"""The support graph: typed edges, groups and cycles, also in very deep graphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from smsbook.agreements.support import Edge, support

IDS = [f"CMP-{letter}" for letter in "abcdefg"]
PAIRS = some.lists(some.tuples(some.sampled_from(IDS), some.sampled_from(IDS)), max_size=14)


def test_parts_stand_in_the_order_written_and_by_what_happens_without_them() -> None:
    graph = support(
        {"SVC-compute": "service", "CMP-disk": "component"},
        [
            Edge("SVC-compute", "CMP-node-b", "redundant", "login"),
            Edge("SVC-compute", "CMP-disk"),
            Edge("SVC-compute", "CMP-node-a", "redundant", "login"),
            Edge("SVC-compute", "CMP-disk", "required", "a group without meaning"),
            Edge("SVC-compute", "CMP-robot", "best-effort"),
            Edge("SVC-compute", "CMP-feed-1", "redundant", "power"),
            Edge("SVC-compute", "CMP-feed-2", "redundant", "power"),
        ],
        {("SVC-compute", "power"): 2},
    )
    compute = graph.nodes["SVC-compute"]
    assert [edge.below for edge in compute.required] == ["CMP-disk"]
    assert [(group.name, group.needed, group.ids) for group in compute.groups] == [
        ("login", 1, ("CMP-node-b", "CMP-node-a")),
        ("power", 2, ("CMP-feed-1", "CMP-feed-2")),
    ]
    assert [edge.below for edge in compute.best_effort] == ["CMP-robot"]
    assert compute.must == ("CMP-disk", "CMP-feed-1", "CMP-feed-2")
    assert "CMP-robot" not in compute.counted
    assert graph.nodes["CMP-disk"].kind == "component"
    assert graph.nodes["CMP-robot"].kind == "missing"
    assert graph.cycles == ()


def test_a_cycle_is_shown_once_and_by_its_shortest_way_round() -> None:
    long = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")]
    edges = [Edge(above, below) for above, below in [*long, ("c", "a"), ("x", "a"), ("y", "y")]]
    graph = support({}, reversed(edges))
    assert graph.cycles == (("a", "b", "c"), ("y",))
    assert graph.circular == {"a", "b", "c", "d", "y"}


def test_what_is_at_best_effort_closes_no_cycle() -> None:
    graph = support({}, [Edge("a", "b"), Edge("b", "a", "best-effort")])
    assert graph.cycles == ()
    assert support({}, [Edge("a", "b"), Edge("b", "a", "redundant")]).cycles == (("a", "b"),)


@given(PAIRS)
def test_cycles_are_what_can_be_walked(pairs: list[tuple[str, str]]) -> None:
    graph = support({}, [Edge(*pair) for pair in pairs])
    for cycle in graph.cycles:
        assert all(pair in pairs for pair in zip(cycle, (*cycle[1:], cycle[0]), strict=True))
        assert len(set(cycle)) == len(cycle)
        assert min(cycle) == cycle[0]
    reach = {id: _reached(id, pairs) for id in IDS}
    assert graph.circular == {id for id in IDS if id in reach[id]}
    knots = {frozenset(other for other in reach[id] if id in reach[other]) for id in graph.circular}
    assert len(graph.cycles) == len(knots)
    assert all(sum(set(cycle) <= knot for cycle in graph.cycles) == 1 for knot in knots)
    assert graph.cycles == support({}, [Edge(*pair) for pair in reversed(pairs)]).cycles


def _reached(start: str, pairs: list[tuple[str, str]]) -> set[str]:
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        here = ahead.pop()
        for above, below in pairs:
            if above == here and below not in reached:
                reached.add(below)
                ahead.append(below)
    return reached


def test_a_deep_graph_needs_no_deep_stack() -> None:
    chain = [Edge(str(number), str(number + 1)) for number in range(20_000)]
    assert support({}, chain).cycles == ()
    assert len(support({}, [*chain, Edge("20000", "0")]).cycles[0]) == 20_001
