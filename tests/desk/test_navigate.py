"""What is meant at a place, where it is given, and every place that refers to it."""

from __future__ import annotations

import pytest

from smsbook.desk.folder import Folder
from smsbook.desk.navigate import Finder, Place, in_present, meant_at
from smsbook.desk.positions import Lines
from smsbook.source.finding import Position

from .conftest import marked, put

SLA, COMPUTE = "agreements/SLA-compute.yml", "services/SVC-compute.yml"


def meant(folder: Folder, path: str, old: str, new: str) -> str:
    sheet, position = marked(folder, path, old, new)
    found = meant_at(folder.latest(), sheet, position)
    return found.name.name if found else ""


def shown(folder: Folder, place: Place | None) -> tuple[str, int, str]:
    assert place is not None
    line = Lines(folder.present(place.path) or "").line(place.span.start)
    return place.path, place.span.start.line, line[place.span.start.column - 1 : place.span.end.column - 1]


@pytest.mark.parametrize(
    ("path", "old", "new", "id"),
    [
        (SLA, "owner: SLM.owner", "owner: SLM.|owner", "SLM.owner"),
        (SLA, '"SVC-compute-gpu"', '"|SVC-compute-gpu"', "SVC-compute-gpu"),
        (SLA, "[SVC-compute,", "[SVC-compute|,", "SVC-compute"),
        (SLA, "id: SLA-compute", "id: |SLA-compute", "SLA-compute"),
        (COMPUTE, "🚀 SVC-compute,", "🚀 |SVC-compute,", "SVC-compute"),
        (COMPUTE, "unlike SVC-compute-gpu", "unlike SVC-compute-|gpu", "SVC-compute-gpu"),
        (COMPUTE, "# SVC-compute is", "# SVC-co|mpute is", "SVC-compute"),
        ("roles/assignments.yml", 'person: "max"', 'person: "m|ax"', "max"),
        (COMPUTE, "for everybody", "for max| everybody", ""),  # an English word, no person
        (COMPUTE, "title: Batch", "title: peo|ple Batch", ""),
        (COMPUTE, "lifecycle: planned", "life|cycle: planned", ""),
    ],
)
def test_a_name_is_meant_where_it_is_referred_to_or_mentioned(
    folder: Folder, path: str, old: str, new: str, id: str
) -> None:
    assert meant(folder, path, old, new) == id


def test_while_the_yaml_is_broken_a_value_alone_on_its_line_is_meant(folder: Folder) -> None:
    sheet, position = put(folder, "roles/assignments.yml", "kind: assignments\nid [\n  - person: m|ax\n")
    found = meant_at(folder.latest(), sheet, position)
    assert found is not None
    assert found.name.title == "Max Roe"


@pytest.mark.parametrize(
    ("id", "path", "line"),
    [
        ("SVC-compute", COMPUTE, 3),
        ("SLA-compute", SLA, 2),
        ("jo-doe", "roles/people.yml", 8),
        ("max", "roles/people.yml", 10),
    ],
)
def test_a_name_is_given_in_one_place(folder: Folder, id: str, path: str, line: int) -> None:
    library = folder.library()
    assert shown(folder, Finder(library).definition(library.names[id])) == (path, line, id)


def test_what_fitsm_names_is_given_nowhere(folder: Folder) -> None:
    library = folder.library()
    assert Finder(library).definition(library.names["SLM.owner"]) is None


def test_references_are_those_of_the_library_at_their_places(folder: Folder) -> None:
    library = folder.library()
    found = [shown(folder, place) for place in Finder(library).references(library.names["SVC-compute"])]
    assert found == [
        (SLA, 10, "SVC-compute"),
        (SLA, 18, "SVC-compute"),
        ("services/SVC-archive.yml", 8, "SVC-compute"),
        ("services/SVC-compute-gpu.yml", 9, "SVC-compute"),
    ]


def test_a_mention_beside_a_reference_is_not_taken_for_one(folder: Folder) -> None:
    text = (folder.present(SLA) or "").replace("title: SLA on", "title: SVC-compute and SLA on")
    put(folder, SLA, text)
    library = folder.library()
    found = [shown(folder, place)[:2] for place in Finder(library).references(library.names["SVC-compute"])]
    assert found[:2] == [(SLA, 10), (SLA, 18)]


def test_what_moved_since_it_was_read_is_found_where_it_is_now(folder: Folder) -> None:
    library = folder.library()
    place = Finder(library).definition(library.names["SVC-compute"])
    assert place is not None
    was = folder.present(COMPUTE) or ""
    now = f"# new\n# new\n{was}"
    assert in_present(place, "SVC-compute", was, now).span.start == Position(5, 5)
    assert in_present(place, "SVC-compute", was, was) == place
    assert in_present(place, "SVC-compute", was, "") == place
