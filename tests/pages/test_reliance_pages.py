"""Pages of services, components and supporting agreements: what depends on them, and who is affected."""

from __future__ import annotations

from pages.carried import (
    DAY,
    example,
    headings,
    page,
    section,
    small,
)
from smsbook.check.impact import impact_in
from smsbook.pages.leaning import leaning
from smsbook.pages.reliance import affected


def test_who_is_affected_is_what_the_command_tells() -> None:
    compared = 0
    for part in example().of_kind("service", "component"):
        told = impact_in(example().library, part.id, DAY)
        found = {each.service: each for each in affected(example(), part.id)}
        services = {each.id: each.need for each in told.group("services")}
        assert {id: each.need for id, each in found.items() if id != part.id} == services
        customers = {customer for each in found.values() for customer in each.customers}
        slas = {sla.id for each in found.values() for sla in each.slas}
        assert customers == {each.id for each in told.group("customers")}
        assert slas == {each.id for each in told.group("agreements") if each.kind == "sla"}
        compared += len(found)
    assert compared > 20


def test_who_leans_on_an_agreement_is_what_the_command_tells() -> None:
    for agreement in example().of_kind("ola", "ua"):
        told = impact_in(example().library, agreement.id, DAY).group("agreements")
        found: dict[str, str] = {}
        for each in leaning(example(), agreement):
            found.setdefault(each.sla.id, each.need)
        assert found == {each.id: each.need for each in told if each.kind == "sla"}


def test_pages_of_parts_say_both_directions() -> None:
    text = page(small(), "CMP-hall")
    depended = section(text, "Depended on by")
    assert "Computing required Houses it." in depended
    assert "Node a required" in depended
    assert "Computing required it stops The survey Example , Example" in section(text, "Who is affected")
    node = page(small(), "CMP-a")
    assert "The hall" in section(node, "Depends on")
    assert "1 of 2 in the group login" in section(node, "Depended on by")
    assert "it goes on while its stand-ins work" in section(node, "Who is affected")
    service = page(small(), "SVC-compute")
    assert headings(service).index("Depends on") < headings(service).index("Who is affected")
    assert "itself" in section(service, "Who is affected")


def test_pages_of_supporting_agreements_say_who_leans_on_them() -> None:
    text = page(example(), "OLA-data-centre")
    assert "required by Batch computing , Interactive notebooks" in section(text, "What it supports")
    leaning = section(text, "Which agreements with customers lean on it")
    assert "Batch computing for the Northreach consortium Batch computing required" in leaning
    assert "is not carried" in leaning
    assert "accepted by Marit Halvorsen until 31 Mar 2027" in leaning
