"""Completion: the ids that may stand at a place, and nothing where no id belongs."""

from __future__ import annotations

import pytest

from smsbook.desk.complete import MOST, Offers, complete
from smsbook.desk.folder import Folder

from .conftest import marked, put

SLA = "agreements/SLA-compute.yml"


def offered(folder: Folder, path: str, old: str, new: str) -> Offers | None:
    sheet, position = marked(folder, path, old, new)
    return complete(folder.latest(), sheet, position)


def ids(found: Offers | None) -> list[str]:
    assert found is not None
    return [offer.id for offer in found.offers]


@pytest.mark.parametrize(
    "written",
    [
        "services: [SVC-compute, SVC|]",
        "services: [SVC-compute, 'SVC|']",
        "services:\n  - SVC|",
        "services:\n- SVC|  # the first",
        "services:\r\n  - SVC-compute\r\n  - SVC|",
    ],
)
def test_services_are_offered_where_services_belong(folder: Folder, written: str) -> None:
    found = offered(folder, SLA, 'services: [SVC-compute, "SVC-compute-gpu"]', written)
    assert ids(found) == ["SVC-compute", "SVC-compute-gpu", "SVC-archive"]  # what is retired comes last


def test_what_is_offered_replaces_the_whole_word(folder: Folder) -> None:
    found = offered(folder, SLA, "owner: SLM.owner", "owner: SL|M.owner")
    assert found is not None
    assert "SLM.owner" in ids(found)
    assert all(id.startswith("SLM.") for id in ids(found)[:3])
    assert (found.span.start.column, found.span.end.column) == (8, 17)


def test_an_empty_value_and_a_new_item_are_places_too(folder: Folder) -> None:
    assert "SMS.manager" in ids(offered(folder, SLA, "owner: SLM.owner", "owner: |"))
    assert ids(offered(folder, SLA, "  - CUS-skerry", "  - CUS-skerry\n  - |")) == ["CUS-skerry"]


def test_titles_are_searched_and_people_have_ids(folder: Folder) -> None:
    found = offered(folder, "roles/assignments.yml", "    person: jo-doe", "    person: roe|")
    assert found is not None
    assert [(offer.id, offer.title, offer.kind) for offer in found.offers] == [("max", "Max Roe", "Person")]


def test_requirements_are_offered_with_their_edition(folder: Folder) -> None:
    found = offered(folder, "plans/PLAN-sms.yml", "v3.0.1 PR4.2", "v3.0.1 PR4.|")
    assert ids(found)[:2] == ["FitSM-1:v3.0.1 PR4.1", "FitSM-1:v3.0.1 PR4.2"]
    assert found is not None
    assert found.span.start.column == 9
    found = offered(folder, "plans/PLAN-sms.yml", "      - FitSM-1:v3.0.1 PR4.", "      - |")
    assert found is not None
    assert (len(found.offers), found.more) == (MOST, True)


@pytest.mark.parametrize(
    "old", ["summary: >-\n  Comp", "lifecycle: pl", "title: Ba", "kind: ser", "# SVC-com", "sta"]
)
def test_nothing_is_offered_where_no_id_belongs(folder: Folder, old: str) -> None:
    assert offered(folder, "services/SVC-compute.yml", old, f"{old}|") is None


def test_lines_above_may_be_broken(folder: Folder) -> None:
    text = 'kind: sla\nid: SLA-new\ntitle "New"\nstatus: [dra\nowner: SLM.own|\nservices: [\n'
    sheet, position = put(folder, "agreements/SLA-new.yml", text.replace("status: [dra\n", ""))
    assert ids(complete(folder.latest(), sheet, position)) == ["SLM.owner"]


def test_a_document_is_not_offered_to_itself(folder: Folder) -> None:
    found = offered(folder, "services/SVC-compute.yml", "related: [SVC-compute-gpu]", "related: [SVC-|]")
    assert "SVC-compute" not in ids(found)


def test_a_name_that_could_be_taken_for_yaml_is_not_offered(folder: Folder) -> None:
    put(folder, "services/SVC-a\nowner: x.yml", "kind: service\nid: [\n|")
    folder.read()
    assert any("\n" in word for word in folder.library().names)
    found = offered(folder, SLA, "services: [SVC-compute", "services: [S|")
    assert not any("\n" in id for id in ids(found))
