"""Measure the check of agreements: do promises hold through a graph of services and components?

    python benchmarks/chain.py [--sizes 2000,20000] [--rounds 3]

A size is a number of components, and of edges between what is needed and what needs it. The SMS is generated
in memory, the same each time, and nothing is wrong with it: all that is promised is looked at. Reading
(syntax, shape, references) is measured apart from the check, which is every rule that knows of agreements.
Each figure is the median of the rounds, in seconds of processor time.
"""

from __future__ import annotations

import argparse
import gc
import inspect
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from generate import AS_OF
from run import machine
from smsbook.library.gather import Gathered, gather
from smsbook.library.library import Library, build_library
from smsbook.rules import ADVICE, RULES
from smsbook.schema.kinds import load_kinds, load_settings_kind
from smsbook.schema.shipped import shipped
from smsbook.source.folder import Text
from smsbook.standard.model import shipped_names

Data = dict[str, Any]
KINDS = load_kinds(shipped("schemas"))
SETTINGS = {
    "name": "Benchmark of agreements",
    "standards": ["FitSM-1:v3.0.1"],
    "time_zone": "Europe/London",
    "holidays": {"country": "GB"},
}
IN_A_DIVISION = 20  # components, and edges
VALID = {"from": "2026-01-01", "until": "2027-12-31"}
SUPPORT = {"hours": "Mo-Fr 08:00-18:00"}


@dataclass(frozen=True)
class Figure:
    """Seconds of processor time for reading and for the check, of an SMS with so much in it."""

    components: int
    edges: int
    documents: int
    reading: float
    check: float

    @property
    def per_edge(self) -> float:
        """The check, in microseconds for each edge."""
        return 1e6 * self.check / self.edges


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the check of agreements.")
    parser.add_argument("--sizes", default="2000,20000", help="numbers of components, such as 2000,20000")
    parser.add_argument("--rounds", type=int, default=3, help="how often each size is measured")
    chosen = parser.parse_args()
    print(machine())
    measure(IN_A_DIVISION, 1)  # imports what is imported only when needed
    figures = [measure(int(size), chosen.rounds) for size in chosen.sizes.split(",")]
    print("\n| components | edges | documents | reading, s | check, s | µs an edge | × |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    for figure in figures:
        cells = [f"{figure.components}", f"{figure.edges}", f"{figure.documents}"]
        cells += [f"{figure.reading:.2f}", f"{figure.check:.2f}", f"{figure.per_edge:.0f}"]
        print(f"| {' | '.join([*cells, f'{figure.per_edge / figures[0].per_edge:.2f}'])} |")


def measure(size: int, rounds: int) -> Figure:
    """Measure one size; the garbage collector is off, as in a check."""
    gc.collect()
    gc.disable()
    texts = list(written(size))
    start = time.process_time()
    gathered = gather(texts, KINDS, load_settings_kind(shipped("schemas")))
    reading = time.process_time() - start
    taken = []
    for _ in range(rounds):
        library = build(gathered)
        start = time.process_time()
        found = check(library)
        taken.append(time.process_time() - start)
        if found:
            raise SystemExit(f"{found} findings in what should hold, so its time would mean nothing")
    gc.enable()
    kinds = [document.kind for document in gathered.documents]
    edges = sum(len(document.body.get("components", ())) for document in gathered.documents)
    return Figure(kinds.count("component"), edges, len(kinds), reading, median(taken))


def build(gathered: Gathered) -> Library:
    """Return a library that nobody has looked at yet."""
    if gathered.findings:
        raise SystemExit(f"{gathered.findings[0].message}, so its time would mean nothing")
    return build_library(KINDS, gathered.documents, gathered.settings, shipped_names(), gathered.texts, "sms")


def check(library: Library) -> int:
    """Run every rule that knows of agreements, and return the number of findings."""
    day = date.fromisoformat(AS_OF)
    rules = [rule for rule in (*RULES, *ADVICE) if "smsbook.agreements" in inspect.getsource(rule)]
    return sum(len(list(rule.check(library, day))) for rule in rules)


# --- the SMS ------------------------------------------------------------------------------------------------


def written(size: int) -> Iterator[Text]:
    """Yield the texts of an SMS with so many components and edges, a multiple of a division's."""
    if size < IN_A_DIVISION or size % IN_A_DIVISION:
        raise SystemExit(f"expected a multiple of {IN_A_DIVISION} components, not {size}")
    yield Text("sms.yml", json.dumps(SETTINGS))
    divisions = size // IN_A_DIVISION
    for document in (*shared(divisions), *(each for number in range(divisions) for each in division(number))):
        yield Text(KINDS[document["kind"]].path(document["id"]), json.dumps(document))


def shared(divisions: int) -> Iterator[Data]:
    """Yield the suppliers, the agreement on the hall, and a default agreement on all services."""
    yield {**_head("supplier", "SUP-halls"), "type": "internal"}
    yield {**_head("supplier", "SUP-lines"), "type": "external"}
    yield {**_head("ola", "OLA-hall"), "supplier": "SUP-halls", "supports": ["CMP-0-0"], **_supply("24/7")}
    services = [f"SVC-{number}" for number in range(divisions)]
    yield {**_head("sla", "SLA-default"), "default": True, "services": services, **_promised(0)}


def division(number: int) -> Iterator[Data]:
    """Yield a customer, a service, its agreement, and 20 components with 20 edges, two of them supplied.

    Every tenth service is a platform on which the nine after it rest; all of them rest on one hall.
    """
    yield _head("customer", f"CUS-{number}")
    yield _service(number)
    yield _sla(number)
    for index in range(IN_A_DIVISION):
        yield _component(number, index)
    yield _ua(number)


def _service(number: int) -> Data:
    """Return a service with 12 edges; the other 8 are between its components."""
    platform = number - number % 10
    ahead = f"SVC-{platform}" if platform != number else f"CMP-{number}-2"
    required = [f"CMP-{number}-0", f"CMP-{number}-1", "CMP-0-0" if number else "CMP-0-3", ahead]
    nodes = [f"CMP-{number}-{index}" for index in range(4, 7)]
    gates = [f"CMP-{number}-{index}" for index in range(7, 9)]
    others = [f"CMP-{number}-{index}" for index in range(9, 12)]
    return {
        **_head("service", f"SVC-{number}"),
        "lifecycle": "live",
        "customers": [f"CUS-{number}"],
        "components": [
            *({"component": id, "need": "required"} for id in required),
            *({"component": id, "need": "redundant", "group": "nodes"} for id in nodes),
            *({"component": id, "need": "redundant", "group": "gates"} for id in gates),
            *({"component": id, "need": "best-effort"} for id in others),
        ],
        "groups": [{"group": "nodes", "needed": 2}],
    }


def _component(number: int, index: int) -> Data:
    """Return a component: the hall (in division 0), a line, or one of our own; 4 to 11 rest on 12 to 19."""
    document = _head("component", f"CMP-{number}-{index}")
    if (number, index) == (0, 0):
        return {**document, "provided_by": "internal-supplier", "supplier": "SUP-halls"}
    if index == 1:
        return {**document, "provided_by": "external-supplier", "supplier": "SUP-lines"}
    below = [{"component": f"CMP-{number}-{index + 8}", "need": "required"}] if 4 <= index < 12 else []
    return {
        **document,
        "provided_by": "own",
        "availability": {"value": "99.99 %", "period": "P1M"},
        **({"components": below} if below else {}),
    }


def _sla(number: int) -> Data:
    """Return an agreement with a customer; every other one takes most over from the default agreement."""
    promised = _promised(number)
    own = {"based_on": "SLA-default", "targets": promised["targets"][:2]} if number % 2 else promised
    return {
        **_head("sla", f"SLA-{number}"),
        "customers": [f"CUS-{number}"],
        "services": [f"SVC-{number}"],
        **own,
    }


def _promised(number: int) -> Data:
    return {
        "validity": VALID,
        "service_hours": "24/7",
        "support": SUPPORT,
        "maintenance": {"window": "second Tu 07:00-13:00", "notice": "P2W"},
        "targets": [
            _target("available", "availability", f"9{number % 8}.5 %", period="P1M"),
            _target("response", "response-time", f"{number % 4 + 2} h", priority="P1", basis="support-hours"),
            _target("repair", "resolution-time", "24 h", priority="P1", basis="support-hours"),
            _target("recovery", "recovery-time", "2 days"),
            _target("rate", "throughput", "1 Gbit/s"),
        ],
    }


def _ua(number: int) -> Data:
    document = {**_head("ua", f"UA-{number}"), "supplier": "SUP-lines", "supports": [f"CMP-{number}-1"]}
    return {**document, **_supply(f"Mo-Sa 0{number % 4 + 4}:00-20:00")}


def _supply(hours: str) -> Data:
    return {
        "validity": {"from": "2025-01-01", "until": "2028-12-31"},
        "service_hours": "24/7",
        "support": {"hours": hours},
        "maintenance": {"window": "second Tu 08:00-09:00", "notice": "P4W"},
        "targets": [
            _target("available", "availability", "99.9 %", period="P1M"),
            _target("response", "response-time", "30 min", basis="support-hours"),
            _target("repair", "resolution-time", "8 h", basis="support-hours"),
            _target("recovery", "recovery-time", "1 day"),
            _target("rate", "throughput", "2 GB/s"),
        ],
    }


def _target(id: str, metric: str, value: str, **more: str) -> Data:
    return {"id": id, "name": f"Promise of {metric}", "metric": metric, "value": value, **more}


def _head(kind: str, id: str) -> Data:
    return {
        "kind": kind,
        "id": id,
        "title": f"{KINDS[kind].title} {id}",
        "version": "1.0",
        "status": "approved",
        "owner": "SMS.owner",
    }


if __name__ == "__main__":
    main()
