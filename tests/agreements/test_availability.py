"""Availability through the graph: against every state and timetable, and as a person reads its working."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from math import floor, prod
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as some

from smsbook.agreements.availability import Availability, availabilities
from smsbook.agreements.steps import Stated
from smsbook.agreements.support import Edge, Need, Support, support
from smsbook.agreements.working import lines, percent

TINY = Fraction(1, 10**25)
SLOTS = 4
KINDS_OF_EDGE: tuple[tuple[Need | None, str], ...] = (
    (None, ""),
    (None, ""),
    ("redundant", ""),
    ("redundant", ""),
    ("redundant", "x"),
    ("required", ""),
    ("best-effort", ""),
)


@dataclass(frozen=True)
class System:
    """Some parts that rest on later ones; the first is a service that is made of its parts only."""

    edges: tuple[Edge, ...]
    needed: tuple[tuple[tuple[str, str], int], ...]
    shares: tuple[Decimal, ...]

    @property
    def graph(self) -> Support:
        kinds = {str(number): "component" for number in range(len(self.shares))} | {"0": "service"}
        return support(kinds, self.edges, dict(self.needed))

    @property
    def stated(self) -> dict[str, Stated]:
        return {str(number): Stated(share) for number, share in enumerate(self.shares) if number}

    @property
    def top(self) -> Availability:
        return availabilities(self.graph, self.stated, ["0"])["0"]


@some.composite
def systems(draw: some.DrawFn, most: int = 6, parts: int = 100) -> System:
    count = draw(some.integers(2, most))
    edges = []
    for above, below in combinations(map(str, range(count)), 2):
        need, group = draw(some.sampled_from(KINDS_OF_EDGE))
        if need:
            edges.append(Edge(above, below, need, group))
    if not any(edge.above == "0" and edge.need != "best-effort" for edge in edges):
        edges.append(Edge("0", "1", "redundant"))
    sizes: dict[tuple[str, str], int] = {}
    for edge in edges:
        if edge.need == "redundant":
            sizes[edge.above, edge.group] = sizes.get((edge.above, edge.group), 0) + 1
    needed = {
        key: draw(some.sampled_from([1, 1, size])) if size < 3 else draw(some.integers(1, size))
        for key, size in sizes.items()
    }
    shares = draw(some.lists(some.integers(0, parts), min_size=count, max_size=count))
    return System(tuple(edges), tuple(needed.items()), tuple(Decimal(share) / parts for share in shares))


def works(graph: Support, up: Mapping[str, bool]) -> dict[str, bool]:
    """Tell for each part whether it works, when these work by themselves; edges lead to later parts."""
    found: dict[str, bool] = {}
    for id in sorted(graph.nodes, key=int, reverse=True):
        node = graph.nodes[id]
        found[id] = (
            up.get(id, True)
            and all(found[edge.below] for edge in node.required)
            and all(sum(found[part] for part in group.ids) >= group.needed for group in node.groups)
        )
    return found


@settings(max_examples=150)
@given(systems())
def test_independent_outages_as_counted_over_all_states(system: System) -> None:
    graph, stated = system.graph, system.stated
    exact = Fraction(0)
    for state in product((True, False), repeat=len(stated)):
        up = dict(zip(stated, state, strict=True))
        if works(graph, up)["0"]:
            exact += prod(
                Fraction(stated[id].share) if up[id] else 1 - Fraction(stated[id].share) for id in up
            )
    found = system.top
    assert not found.estimated
    assert not found.unknown
    assert abs(Fraction(found.independent) - exact) < TINY


def worst_timetable(system: System) -> int:
    """Return in how many slots the service can be down, over all timetables of the outages of its parts."""
    graph, stated = system.graph, system.stated
    choices = [list(combinations(range(SLOTS), int((1 - each.share) * SLOTS))) for each in stated.values()]
    down = {
        state: not works(graph, dict(zip(stated, state, strict=True)))["0"]
        for state in product((True, False), repeat=len(stated))
    }
    return max(
        sum(down[tuple(slot not in outage for outage in plan)] for slot in range(SLOTS))
        for plan in product(*choices)
    )


@settings(max_examples=60, deadline=None)
@given(systems(most=5, parts=SLOTS))
def test_no_timetable_is_worse_than_the_worst_case(system: System) -> None:
    assert worst_timetable(system) <= (1 - system.top.worst) * SLOTS + Decimal(1).scaleb(-20)


@settings(max_examples=60, deadline=None)
@given(some.lists(some.integers(0, SLOTS), min_size=2, max_size=4), some.data())
def test_the_worst_case_happens_where_nothing_is_shared(up: list[int], data: some.DataObject) -> None:
    size = data.draw(some.integers(1, len(up)))
    edges = [
        Edge("0", str(number), "redundant" if number <= size else "required")
        for number in range(1, len(up) + 1)
    ]
    needed = (("0", ""), data.draw(some.integers(1, size)))
    shares = (Decimal(0), *(Decimal(slots) / SLOTS for slots in up))
    system = System(tuple(edges), (needed,), shares)
    assert worst_timetable(system) == floor((1 - system.top.worst) * SLOTS + Decimal(1).scaleb(-20))


@given(systems())
def test_the_worst_case_is_never_better_and_no_part_that_is_needed_is_worse(system: System) -> None:
    found, graph = system.top, system.graph
    assert found.worst <= found.independent
    for part in graph.nodes["0"].must:
        assert found.independent <= system.stated[part].share


@given(systems(), some.data())
def test_improving_a_part_never_worsens_the_service(system: System, data: some.DataObject) -> None:
    number = data.draw(some.integers(1, len(system.shares) - 1))
    better = data.draw(some.integers(int(system.shares[number] * 100), 100))
    shares = (*system.shares[:number], Decimal(better) / 100, *system.shares[number + 1 :])
    before, after = system.top, replace(system, shares=shares).top
    assert after.independent >= before.independent
    assert after.worst >= before.worst


@given(systems(), some.randoms())
def test_the_order_of_parts_does_not_matter(system: System, chance: Random) -> None:
    edges = list(system.edges)
    chance.shuffle(edges)
    assert replace(system, edges=tuple(edges)).top == system.top


@given(systems(), some.data())
def test_parts_without_a_number_leave_an_upper_bound(system: System, data: some.DataObject) -> None:
    part = str(data.draw(some.integers(1, len(system.shares) - 1)))
    stated = {id: each for id, each in system.stated.items() if id != part}
    bound = availabilities(system.graph, stated, ["0"])["0"]
    assert bound.independent >= system.top.independent
    assert bound.worst >= system.top.worst
    assert {id for id, _ in bound.unknown} <= {part}


@given(systems())
def test_each_alone_is_as_all_together(system: System) -> None:
    ids = list(system.graph.nodes)
    together = availabilities(system.graph, system.stated, ids)
    for id in ids:
        alone = availabilities(system.graph, system.stated, [id])[id]
        assert alone == together[id]
        assert list(lines(alone.working)) == list(lines(together[id].working))


def ladder(steps: int) -> tuple[Support, dict[str, Stated]]:
    """Return stand-ins that share parts with each other all the way down."""
    edges = [
        Edge(above, below, "redundant")
        for step in range(steps)
        for above in (f"a{step}", f"b{step}")
        for below in (f"a{step + 1}", f"b{step + 1}")
    ]
    graph = support({}, [Edge("top", "a0", "redundant"), Edge("top", "b0", "redundant"), *edges])
    return graph, {id: Stated(Decimal("0.9")) for id in graph.nodes}


def test_what_is_too_much_to_count_is_an_estimate_and_says_so() -> None:
    graph, stated = ladder(5)
    assert availabilities(graph, stated, ["top"])["top"].estimated == ()
    graph, stated = ladder(8)
    found = availabilities(graph, stated, ["top"])["top"]
    assert len(found.estimated) == 16
    assert found.worst <= found.independent
    assert "  an estimate: counted as if each use failed by itself: " in "\n".join(lines(found.working))


def test_deep_and_wide_graphs() -> None:
    count = 20_000
    stated = {str(number): Stated(Decimal("0.999999")) for number in range(count)}
    chain = support({}, [Edge(str(number), str(number + 1)) for number in range(count - 1)])
    wide = support({"top": "service"}, [Edge("top", id) for id in stated])
    deep, flat = availabilities(chain, stated, ["0"])["0"], availabilities(wide, stated, ["top"])["top"]
    assert percent(deep.independent) == percent(flat.independent) == "98.0198 %"
    assert deep.worst == flat.worst == Decimal("0.98")
    assert sum(1 for _ in lines(deep.working)) == count


def test_what_stand_ins_share_is_counted_case_by_case() -> None:
    edges = [Edge("SVC-a", f"CMP-{node}", "redundant") for node in "bcd"]
    graph = support({"SVC-a": "service"}, [*edges, Edge("CMP-b", "CMP-feed"), Edge("CMP-c", "CMP-feed")])
    stated = {id: Stated(Decimal("0.9")) for id in graph.nodes if id != "SVC-a"}
    found = availabilities(graph, stated, ["SVC-a"])["SVC-a"]
    assert found.independent == Decimal("0.9") * Decimal("0.999") + Decimal("0.1") * Decimal("0.9")
    assert not found.estimated
    shown = "\n".join(lines(found.working))
    assert "counted case by case, up and down, since several stand-ins share it: CMP-feed" in shown


def test_a_service_of_parts_at_best_effort_only_is_unknown() -> None:
    graph = support({"SVC-a": "service"}, [Edge("SVC-a", "CMP-b", "best-effort")])
    found = availabilities(graph, {"CMP-b": Stated(Decimal("0.9"))}, ["SVC-a"])["SVC-a"]
    assert found.unknown == (("SVC-a", "it states no availability"),)
    assert "\n".join(lines(found.working)) == (
        "SVC-a: it states no availability and is counted as never failing\n"
        "  left out, since only at best effort: CMP-b"
    )


def test_a_cycle_leaves_the_number_unknown() -> None:
    graph = support(
        {"SVC-a": "service"}, [Edge("SVC-a", "CMP-b"), Edge("CMP-b", "CMP-c"), Edge("CMP-c", "CMP-b")]
    )
    stated = {"CMP-b": Stated(Decimal("0.9")), "CMP-c": Stated(Decimal("0.8"))}
    found = availabilities(graph, stated, ["SVC-a"])["SVC-a"]
    assert found.unknown == (("CMP-b", "it rests on itself"),)
    assert found.independent == Decimal("0.9")


def test_a_group_that_needs_more_than_it_has_is_unknown() -> None:
    graph = support({"SVC-a": "service"}, [Edge("SVC-a", "CMP-b", "redundant", "x")], {("SVC-a", "x"): 2})
    found = availabilities(graph, {"CMP-b": Stated(Decimal("0.9"))}, ["SVC-a"])["SVC-a"]
    assert found.unknown == (("SVC-a", "2 needed of 1"),)
    assert found.in_words == ("unknown because of SVC-a: 2 needed of 1; at most 100 %")


def test_a_number_for_the_whole_covers_what_the_part_rests_on() -> None:
    graph = support({"SVC-a": "service"}, [Edge("SVC-a", "CMP-b"), Edge("CMP-b", "CMP-c")])
    stated = {"CMP-b": Stated(Decimal("0.9"), whole=True), "CMP-c": Stated(Decimal("0.8"))}
    assert availabilities(graph, stated, ["SVC-a"])["SVC-a"].independent == Decimal("0.9")
    stated["CMP-b"] = Stated(Decimal("0.9"))
    assert availabilities(graph, stated, ["SVC-a"])["SVC-a"].independent == Decimal("0.72")


def test_numbers_on_different_bases_are_named() -> None:
    graph = support({"SVC-a": "service"}, [Edge("SVC-a", "CMP-b"), Edge("SVC-a", "CMP-c")])
    stated = {
        "CMP-b": Stated(Decimal("0.9"), basis="service hours"),
        "CMP-c": Stated(Decimal("0.8"), basis="calendar"),
    }
    found = availabilities(graph, stated, ["SVC-a"])["SVC-a"]
    assert found.bases == (("calendar", ("CMP-c",)), ("service hours", ("CMP-b",)))


def test_the_working_can_be_followed_from_line_to_line() -> None:
    graph = support(
        {"SVC-compute": "service", "CMP-cluster": "component", "CMP-node-a": "component"},
        [
            Edge("SVC-compute", "CMP-cluster"),
            Edge("SVC-compute", "CMP-node-a", "redundant", "login"),
            Edge("SVC-compute", "CMP-node-b", "redundant", "login"),
            Edge("SVC-compute", "CMP-robot", "best-effort"),
            Edge("CMP-cluster", "CMP-hall"),
            Edge("CMP-node-a", "CMP-hall"),
            Edge("CMP-node-b", "CMP-hall"),
        ],
    )
    stated = {
        "CMP-cluster": Stated(Decimal("0.99"), "CMP-cluster.yml:12"),
        "CMP-node-a": Stated(Decimal("0.9"), "UA-hardware.yml:40"),
        "CMP-node-b": Stated(Decimal("0.8"), "UA-hardware.yml:44"),
        "CMP-hall": Stated(Decimal("0.999"), "OLA-hall.yml:7", whole=True),
    }
    found = availabilities(graph, stated, ["SVC-compute"])["SVC-compute"]
    assert found.independent == Decimal("0.999") * Decimal("0.99") * Decimal("0.98")
    assert found.worst == 1 - (Decimal("0.001") + Decimal("0.01") + Decimal("0.1"))
    assert [edge.below for edge in found.best_effort] == ["CMP-robot"]
    assert "\n".join(lines(found.working)) == WORKING


WORKING = """\
SVC-compute: 96.9229 % if outages are independent, 88.9 % in the worst case; all of these have to work:
  counted once, since several parts rest on it:
    CMP-hall: 99.9 % stated in OLA-hall.yml:7, what it rests on included
  CMP-cluster: 99 %; 99 % stated in CMP-cluster.yml:12 for the part itself, and all of these have to work:
    CMP-hall: counted once, see above
  1 of 2 in the group login has to work: 98 % if outages are independent, 90 % in the worst case:
    CMP-node-a: 90 %; 90 % stated in UA-hardware.yml:40 for the part itself, and all of these have to work:
      CMP-hall: counted once, see above
    CMP-node-b: 80 %; 80 % stated in UA-hardware.yml:44 for the part itself, and all of these have to work:
      CMP-hall: counted once, see above
  left out, since only at best effort: CMP-robot"""
