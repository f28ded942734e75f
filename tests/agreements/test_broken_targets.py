"""Breaking each promise of the example in turn: what supports it gives less, or the SLA promises more.

The changes are derived from the documents; what is found after each stands in `broken-targets.txt`, to be
read by people. Each is found as what it is and at the document that was changed, and nothing else is; where
nothing is found, there is a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from conftest import AS_OF, PROJECT
from gold import hold
from mutation.gate import Gate
from mutation.mutants import sealed, written
from smsbook.agreements.accepted import gaps
from smsbook.agreements.quantity import Amount, Ratio, quantity
from smsbook.agreements.supplies import graph
from smsbook.agreements.support import Support
from smsbook.library.document import Document
from smsbook.library.library import Library
from smsbook.rules import (
    agreement_before_its_time,
    broken_reference,
    doubtful_availability,
    ended_agreement,
    idle_acceptance,
    lapsed_acceptance,
    renewal_gap,
    reversed_validity,
    short_supporting_agreement,
    unagreed_customer,
    unagreed_service,
    unclear_quantity,
    uncovered_hours,
    unfitting_maintenance,
    unreachable_availability,
    unused_agreement,
    weaker_target,
)
from smsbook.source.finding import Finding, Route

HERE = Path(__file__).parent
TODAY = date.fromisoformat(AS_OF)
RULES = (
    agreement_before_its_time,
    broken_reference,
    doubtful_availability,
    ended_agreement,
    idle_acceptance,
    lapsed_acceptance,
    renewal_gap,
    reversed_validity,
    short_supporting_agreement,
    unagreed_customer,
    unagreed_service,
    unclear_quantity,
    uncovered_hours,
    unfitting_maintenance,
    unreachable_availability,
    unused_agreement,
    weaker_target,
)
EXPECTED = {
    "availability": {unreachable_availability.ID, doubtful_availability.ID},
    "hours": {uncovered_hours.ID},
    "maintenance": {unfitting_maintenance.ID},
    "longer": {short_supporting_agreement.ID},
    "shorter": {short_supporting_agreement.ID},
    "later": {agreement_before_its_time.ID},
    "over": {ended_agreement.ID},
}


@dataclass(frozen=True)
class Break:
    """One value of a document, written anew so that a promise is no longer carried.

    `what` is the metric or clause; `parts` are what it is about: services, or what they rest on.
    """

    document: Document
    what: str
    name: str
    route: Route
    value: str
    parts: frozenset[str]

    @property
    def before(self) -> object:
        """The value as it stands."""
        value: Any = self.document.body
        for step in self.route:
            value = value.get(step) if isinstance(value, dict) else value[step]
        return value

    @property
    def in_words(self) -> str:
        """The change, as in «response-p1: PT1H becomes 2000 h»."""
        before = self.before if isinstance(self.before, str) else "what it says" if self.before else "nothing"
        return f"{self.name}: {before} becomes {self.value}"


@cache
def gate() -> Gate:
    return Gate(PROJECT / "sms", TODAY)


@cache
def support() -> Support:
    return graph(gate().library)


@cache
def breaks() -> tuple[Break, ...]:
    found: list[Break] = []
    for document in gate().library.of_kind("sla", "ola", "ua"):
        found += (*_targets(document), *_clauses(document))
    for document in gate().library.of_kind("component"):
        found += _component(document)
    return tuple(each for each in found if each.value != each.before)


def _targets(document: Document) -> Iterator[Break]:
    promised = document.kind == "sla"
    about = frozenset(document.body["services" if promised else "supports"])
    for index, target in enumerate(document.body["targets"]):
        parts = frozenset({target["service"]}) if "service" in target else about
        value = _other(target["value"], promised=promised)
        yield Break(document, target["metric"], target["id"], ("targets", index, "value"), value, parts)


def _other(value: str, *, promised: bool) -> str:
    """Return a value that is better where it is promised, and worse where it is received."""
    match quantity(value):
        case Ratio():
            return "99.999 %" if promised else "90 %"
        case Amount() as amount:
            return replace(amount, number=amount.number * (1000 if promised else Decimal("0.001"))).in_words
    return "1 min" if promised else "2000 h"


def _clauses(document: Document) -> Iterator[Break]:
    promised = document.kind == "sla"
    parts = frozenset(document.body["services" if promised else "supports"])
    changes = {
        ("service_hours",): ("hours", "24/7" if promised else "Mo 10:00-11:00"),
        ("support", "hours"): ("hours", "24/7" if promised else "Mo 10:00-11:00"),
        ("maintenance", "window"): ("maintenance", "first Su 03:00-04:00" if promised else "24/7"),
        ("maintenance", "notice"): ("maintenance", "P52W" if promised else "P1D"),
    }
    for route, (what, value) in changes.items():
        if route[0] in document.body:
            yield Break(document, what, ".".join(route), route, value, parts)
    until, first = ("validity", "until"), ("validity", "from")
    if promised:
        yield Break(document, "longer", "validity.until", until, "2035-12-31", parts)
        yield Break(document, "over", "validity.until", until, "2026-10-31", parts)
    else:
        yield Break(document, "shorter", "validity.until", until, "2027-03-31", parts)
        yield Break(document, "later", "validity.from", first, "2027-02-01", parts)


def _component(document: Document) -> Iterator[Break]:
    parts = frozenset({document.id})
    if "availability" in document.body:
        yield Break(document, "availability", "availability", ("availability", "value"), "90 %", parts)
    yield Break(document, "hours", "service_hours", ("service_hours",), "Mo 10:00-11:00", parts)


@cache
def broken() -> tuple[tuple[Break, tuple[Finding, ...]], ...]:
    """Return each break with what is found after it."""
    return tuple((each, _found(each)) for each in breaks())


def _found(each: Break) -> tuple[Finding, ...]:
    return found_in(changed(each.document, each.route, each.value))


def changed(document: Document, route: Route, value: object) -> Library:
    """Return the example with one value of one document written anew."""
    body = deepcopy(document.body)
    _write(body, route, value)
    library, shape = gate().changed({document.path: written(sealed(body))})
    assert not shape
    return library


def _write(body: Any, route: Route, value: object) -> None:
    for step in route[:-1]:
        body = body[step]
    body[route[-1]] = value


def found_in(library: Library) -> tuple[Finding, ...]:
    """Return what is found about agreements."""
    return tuple(finding for rule in RULES for finding in rule.check(library, TODAY))


def below(ids: Iterable[str], *, must: bool = True) -> set[str]:
    """Return what some services cannot do without, or all whose outages matter to them, and themselves."""
    found, ahead = set(ids), list(ids)
    while ahead:
        node = support().nodes[ahead.pop()]
        new = set(node.must if must else node.counted) - found
        found |= new
        ahead += new
    return found


def harmless(each: Break) -> str:
    """Return why nothing has to be found after a break; nothing where something has to."""
    library = gate().library
    if each.what == "over":
        return ""
    if each.document.kind == "sla":
        if any(gap.what == each.what for gap in gaps(library, each.document)):
            return "what is found is accepted"
        received = {
            other.what
            for other in breaks()
            if other.document.kind != "sla" and other.parts & below(each.parts)
        }
        missing = each.what not in {*received, "longer"}
        return "no part that is needed promises anything of the kind" if missing else ""
    services = [id for sla in library.of_kind("sla") for id in sla.body["services"]]
    if not each.parts & below(services, must=False):
        return "every service can do without it"
    if not each.parts & below(services):
        return "another part stands in for it"
    if each.what == "maintenance" and each.document.get("maintenance.interrupts") is False:
        return "the work interrupts nothing"
    promised = {other.what for other in breaks() if other.document.kind == "sla"}
    return "" if each.what in promised | {"shorter", "later"} else "nothing of the kind is promised"


def told() -> str:
    """Write down what is found after each break."""
    lines: list[str] = []
    path = ""
    for each, findings in broken():
        if each.document.path != path:
            path = each.document.path
            lines += ["", f"{each.document.id}"]
        lines.append(f"  {each.in_words}")
        found = sorted({_in_words(finding) for finding in findings})
        lines += [f"    {text}" for text in found or [f"nothing, since {harmless(each)}"]]
    return "\n".join([*lines[1:], ""])


def _in_words(finding: Finding) -> str:
    here = Path(finding.spot.path).stem
    others = ", ".join(sorted({Path(spot.path).stem for spot in finding.related} - {here}))
    body = next(each.body for each in gate().library.documents if each.path == finding.spot.path)
    where = ".".join(_named(body, finding.spot.route))
    return f"{finding.rule}: {where} in {here}" + (f" with {others}" if others else "")


def _named(value: Any, route: Route) -> Iterator[str]:
    for step in route:
        value = value.get(step) if isinstance(value, dict) else value[step]
        yield value["id"] if isinstance(value, dict) and "id" in value else str(step)


def test_nothing_is_found_before() -> None:
    assert found_in(gate().library) == ()


def test_each_break_is_found_and_nothing_else() -> None:
    for each, findings in broken():
        found = {finding.rule for finding in findings}
        assert bool(found) != bool(harmless(each)), (each.document.id, each.in_words, found)
        assert found <= EXPECTED.get(each.what, {weaker_target.ID}), (each.document.id, each.in_words)
        for finding in findings:
            files = {spot.path for spot in (finding.spot, *finding.related)}
            assert each.document.path in files, (each.document.id, each.in_words)


def test_what_is_found_after_each_break() -> None:
    hold(told(), HERE / "broken-targets.txt")


def test_what_is_received_may_always_be_better() -> None:
    received = [each for each in breaks() if each.document.kind != "sla"]
    for path, group in groupby(received, key=lambda each: each.document.path):
        each_break = list(group)
        body = deepcopy(each_break[0].document.body)
        for each in each_break:
            _write(body, each.route, _better(each))
        library, _ = gate().changed({path: written(sealed(body))})
        assert {finding.rule for finding in found_in(library)} <= {idle_acceptance.ID}, path


def _better(each: Break) -> str:
    """Return a value at least as good as the one that is received."""
    match each.what:
        case "hours":
            return "24/7"
        case "maintenance":
            return "P52W" if each.route[-1] == "notice" else "second Tu 08:00-09:00"
        case "shorter":
            return "2040-12-31"
        case "later":
            return "2020-01-01"
    return _other(str(each.before), promised=True)


def test_stand_ins_that_get_worse_together_are_found() -> None:
    groups = [group for node in support().nodes.values() for group in node.groups]
    for group in groups:
        members = [gate().document(f"services/{id}.yml") for id in group.ids]
        bodies = {member.path: deepcopy(member.body) for member in members}
        for body in bodies.values():
            body["availability"]["value"] = "60 %"
        library, _ = gate().changed({path: written(sealed(body)) for path, body in bodies.items()})
        found = found_in(library)
        assert {finding.rule for finding in found} == {unreachable_availability.ID}
        for finding in found:
            assert bodies.keys() <= {spot.path for spot in finding.related}


def test_the_example_holds_every_kind_of_edge_and_an_accepted_gap() -> None:
    nodes = support().nodes.values()
    groups = [group for node in nodes for group in node.groups]
    assert any(node.required for node in nodes)
    assert any(1 <= group.needed < len(group.members) for group in groups)
    assert any(node.best_effort for node in nodes)
    assert len(gaps(gate().library)) == 1


def test_the_accepted_gap_is_one() -> None:
    (gap,) = gaps(gate().library)
    open_gap = found_in(changed(gap.document, ("accepted_gaps",), []))
    assert {finding.rule for finding in open_gap} == {unfitting_maintenance.ID}
    assert {spot.path for finding in open_gap for spot in (finding.spot, *finding.related)} == {
        gap.document.path,
        f"agreements/{gap.about}.yml",
    }
    lapsed = found_in(changed(gap.document, (*gap.spot.route, "until"), "2026-10-31"))
    assert [finding.rule for finding in lapsed] == [lapsed_acceptance.ID]
