"""Hover: who and what an id stands for, and what a requirement asks; nothing in it is taken for Markdown."""

from __future__ import annotations

from dataclasses import replace

from lsprotocol import types

from smsbook.desk.folder import Folder

from .conftest import desk, marked, put

SLA = "agreements/SLA-compute.yml"


def hovered(folder: Folder, path: str, old: str, new: str, *, markdown: bool = False) -> str:
    sheet, position = marked(folder, path, old, new)
    folder.read()
    found = replace(desk(folder), markdown=markdown).hover(path, types.Position(*sheet.lines.write(position)))
    if found is None:
        return ""
    assert isinstance(found.contents, types.MarkupContent)
    return found.contents.value


def test_a_document_says_title_kind_state_owner_and_review(folder: Folder) -> None:
    assert hovered(folder, "plans/PLAN-sms.yml", "[SLA-compute", "[SLA-|compute").split("\n") == [
        "SLA-compute: SLA on «Batch computing» 🚀",
        "Service level agreement, draft, version 0.1",
        "owner: SLM.owner (Process owner, Service level management)",
        "next review: 2027-03-01",
    ]


def test_a_role_says_who_holds_it_and_a_person_what_they_hold(folder: Folder) -> None:
    assert "held by max (Max Roe) for SLA-compute" in hovered(folder, SLA, "SLM.owner", "SLM.|owner")
    assert "nobody holds it on 2026-11-21" in hovered(folder, SLA, "SLM.owner", "SLM.|manager")
    person = hovered(folder, "roles/assignments.yml", 'person: "max"', 'person: "|max"')
    assert person.startswith("max: Max Roe\nPerson, in ")
    assert "holds SLM.owner (Process owner, Service level management) for SLA-compute" in person


def test_a_requirement_says_its_topic_and_how_far_it_is(folder: Folder) -> None:
    words = hovered(folder, "plans/PLAN-sms.yml", "v3.0.1 PR4.2", "v3.0.1 PR4|.2").split("\n")
    assert words[0].startswith("FitSM-1:v3.0.1 PR4.2: ")
    assert len(words[1]) > 20
    assert words[2].startswith("planned")
    other = hovered(folder, "plans/PLAN-sms.yml", "v3.0.1 PR4.2", "2016 PR4|.2")
    assert other.startswith("FitSM-1:2016 PR4.2: ")
    assert hovered(folder, "plans/PLAN-sms.yml", "- Write it", "- Write PR4| it").startswith(
        "FitSM-1:v3.0.1 PR4:"
    )
    assert hovered(folder, "plans/PLAN-sms.yml", "- Write the", "- Write hall2| the") == ""


def test_a_finding_is_explained(folder: Folder) -> None:
    sheet, position = marked(folder, SLA, "CUS-skerry", "CUS-|skery")
    found = desk(folder)
    place = types.Position(*sheet.lines.write(position))
    shown = types.Diagnostic(types.Range(place, place), "…", code="broken-reference")
    answer = replace(found, shown={SLA: [shown]}, markdown=False).hover(SLA, place)
    assert answer is not None
    assert isinstance(answer.contents, types.MarkupContent)
    assert answer.contents.value.startswith("broken-reference: A document refers to something that does not")
    assert "How to fix it:" in answer.contents.value


def test_content_is_neither_markdown_nor_steers(folder: Folder) -> None:
    title = "'![x](https://evil.example/x.png) <img src=x> **b** `c` [l](command:evil)'"
    put(folder, "services/SVC-evil.yml", f"kind: service\nid: SVC-evil\ntitle: {title}\n")
    folder.read()
    words = hovered(folder, SLA, "[SVC-compute,", "[SVC-evil|,", markdown=True)
    assert words.startswith("**SVC-evil: \\!\\[x\\](https&#58;//evil.example/x.png) &lt;img src\\=x&gt;")
    assert "\\[l\\](command:evil)" in words
    assert "![" not in words.replace("\\!\\[", "")
