"""The effective text: an agreement says what differs, and takes over the rest."""

from __future__ import annotations

from datetime import date

import pytest

import shelf
from agreements.sample import DEFAULT, OWN, document, sms, text
from smsbook.agreements.terms import Terms, terms
from smsbook.library.library import Library


@pytest.fixture(scope="module")
def library() -> Library:
    return sms(DEFAULT, OWN)


def held(found: Terms) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(entry.document.id, entry.text("id"), entry.about) for entry in found.targets]


def test_what_an_agreement_lacks_comes_from_the_one_it_builds_on(library: Library) -> None:
    found = text(library, "SLA-compute")
    assert [each.id for each in found.inherited_from] == ["SLA-default"]
    assert found.get("security") == "Data belong to those who stored them."
    assert found.inherited("security")
    assert found.spot("security").path == "agreements/SLA-default.yml"
    assert (found.first, found.last) == (date(2026, 1, 1), date(2027, 12, 31))
    assert found.spot("validity.until").path == "agreements/SLA-default.yml"
    assert found.spot("validity.until").route == ("validity", "until")


def test_a_field_of_its_own_is_taken_whole(library: Library) -> None:
    found = text(library, "SLA-compute")
    assert found.get("support.hours") == "Mo-Fr 08:00-18:00"
    assert found.get("support.languages") is None
    assert not found.inherited("support")
    spot = found.spot("support.hours")
    assert (spot.path, spot.route) == ("agreements/SLA-compute.yml", ("support", "hours"))


def test_whom_it_is_for_is_not_taken_over(library: Library) -> None:
    found = text(library, "SLA-compute")
    assert found.get("default") is None
    assert found.get("title") == "Example"
    assert found.get("customers") == ["CUS-survey"]
    assert found.get("version") == "1.0"
    assert not found.inherited("version")


def test_a_value_that_nobody_wrote_is_missed_in_the_agreement(library: Library) -> None:
    found = text(library, "SLA-compute")
    assert found.get("maintenance.window") is None
    assert found.spot("maintenance.window").path == "agreements/SLA-compute.yml"
    assert found.spot("support.languages").route == ("support",)
    assert not found.inherited("maintenance")


def test_targets_are_taken_over_one_by_one_and_the_own_one_wins(library: Library) -> None:
    assert held(text(library, "SLA-compute")) == [
        ("SLA-compute", "available", ("SVC-compute",)),
        ("SLA-compute", "first", ("SVC-compute",)),
        ("SLA-compute", "nightly", ("SVC-compute",)),
        ("SLA-default", "response-p2", ("SVC-compute",)),
        ("SLA-default", "rate", ("SVC-compute",)),
    ]


def test_a_target_stands_in_the_file_that_holds_it(library: Library) -> None:
    *_, last = text(library, "SLA-compute").targets
    assert last.spot() == last.spot("value")
    assert last.spot().path == "agreements/SLA-default.yml"
    assert last.spot().route == ("targets", 4, "value")
    assert last.spot("share").route == ("targets", 4)


def test_a_target_for_one_service_leaves_the_others_to_the_default() -> None:
    both = OWN.replace("[SVC-compute]", "[SVC-compute, SVC-storage]").replace(
        "metric: response-time, value: PT1H,", "metric: response-time, value: PT1H, service: SVC-compute,"
    )
    found = held(text(sms(DEFAULT, both), "SLA-compute"))
    assert ("SLA-compute", "first", ("SVC-compute",)) in found
    assert ("SLA-default", "response-p1", ("SVC-storage",)) in found
    assert ("SLA-default", "response-p2", ("SVC-compute", "SVC-storage")) in found


def test_a_target_without_priority_takes_the_place_of_those_with_one() -> None:
    all_alike = OWN.replace(" priority: P1,", "")
    ids = [id for _, id, _ in held(text(sms(DEFAULT, all_alike), "SLA-compute"))]
    assert ids == ["available", "first", "nightly", "rate"]


def test_the_same_id_or_name_is_the_same_target() -> None:
    same_name = OWN.replace("name: Nights start", "name: Images come in")
    assert "rate" not in [id for _, id, _ in held(text(sms(DEFAULT, same_name), "SLA-compute"))]
    same_id = OWN.replace("id: nightly", "id: rate")
    assert [source for source, id, _ in held(text(sms(DEFAULT, same_id), "SLA-compute")) if id == "rate"] == [
        "SLA-compute"
    ]


def test_the_nearest_of_several_wins() -> None:
    middle = """
kind: sla
id: SLA-members
based_on: SLA-default
services: [SVC-compute]
continuity: Back within ten days.
security: Members see no data of others.
targets:
- {name: Jobs run, metric: availability, value: 98 %}
"""
    library = sms(DEFAULT, middle, OWN.replace("based_on: SLA-default", "based_on: SLA-members"))
    found = text(library, "SLA-compute")
    assert [each.id for each in found.inherited_from] == ["SLA-members", "SLA-default"]
    assert found.spot("security").path == "agreements/SLA-members.yml"
    assert found.get("continuity") == "Back within ten days."
    assert found.get("service_hours") == "24/7"
    assert [entry.text("value") for entry in found.targets if entry.text("metric") == "availability"] == [
        "98.5 %"
    ]


def test_agreements_that_build_on_each_other_come_to_an_end() -> None:
    library = sms(DEFAULT + "based_on: SLA-compute\n", OWN)
    assert [each.id for each in text(library, "SLA-compute").inherited_from] == ["SLA-default"]
    assert [each.id for each in text(library, "SLA-default").inherited_from] == ["SLA-compute"]


def test_what_is_retired_or_not_there_hands_nothing_down() -> None:
    assert text(sms(DEFAULT + "status: retired\n", OWN), "SLA-compute").inherited_from == ()
    assert text(sms(OWN), "SLA-compute").inherited_from == ()


@pytest.mark.parametrize(
    ("day", "more", "holds"),
    [
        (date(2026, 1, 1), "", True),
        (date(2025, 12, 31), "", False),
        (date(2027, 12, 31), "", True),
        (date(2028, 1, 1), "", False),
        (date(2026, 6, 1), "status: in-review\n", False),
        (date(2099, 1, 1), "validity: {from: 2026-02-01}\n", True),
        (date(2026, 1, 31), "validity: {from: 2026-02-01}\n", False),
    ],
)
def test_in_force_is_what_is_approved_and_holds_on_the_day(day: date, more: str, holds: bool) -> None:
    assert text(sms(DEFAULT, OWN + more), "SLA-compute").in_force(day) is holds


def test_what_has_a_wrong_shape_is_left_out() -> None:
    broken = OWN.replace("value: 98.5 %", "value: [98.5]").replace(
        "support: {hours: Mo-Fr 08:00-18:00}", "support: by mail"
    )
    library, findings = shelf.library(shelf.documents(DEFAULT, broken))
    assert len(findings) == 2
    found = terms(library, document(library, "SLA-compute"))
    assert found.get("support.hours") == "Mo-Fr 09:00-17:00", "what is at fault says nothing"
    assert ("SLA-compute", "available", ("SVC-compute",)) not in held(found)


def test_an_agreement_with_a_supplier_covers_what_it_supports() -> None:
    ola = """
kind: ola
id: OLA-hall
supports: [CMP-hall, CMP-network]
targets:
- {name: Repair, metric: resolution-time, value: PT4H}
- {name: Power, metric: availability, value: 99.9 %, service: CMP-hall}
"""
    found = text(sms(ola), "OLA-hall")
    assert found.covers == ("CMP-hall", "CMP-network")
    assert [entry.about for entry in found.targets] == [("CMP-hall", "CMP-network"), ("CMP-hall",)]
