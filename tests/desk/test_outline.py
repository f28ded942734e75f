"""The outline of a document, and the names that a search finds."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as some

from smsbook.desk.folder import Folder
from smsbook.desk.outline import Entry, outline, search
from smsbook.desk.sheet import Sheet

from .conftest import put

SLA = "agreements/SLA-compute.yml"


def told(entries: Iterable[Entry], indent: str = "") -> str:
    lines = [
        f"{indent}{item.name}{f' ({item.detail})' if item.detail else ''} "
        f"{item.whole.start.line}-{item.whole.end.line}\n{told(item.inner, indent + '  ')}"
        for item in entries
    ]
    return "".join(lines)


def sheet(folder: Folder, path: str) -> Sheet:
    return Sheet(path, folder.present(path) or "", folder.kinds)


def test_an_outline_has_the_id_the_sections_and_their_items(folder: Folder) -> None:
    assert told(outline(sheet(folder, SLA))) == (
        "SLA-compute (SLA on «Batch computing» 🚀) 2-2\n"
        "review 7-9\n"
        "services 10-10\n"
        "customers 11-12\n"
        "targets 13-19\n"
        "  availability (Jobs start — 🚀 «always») 14-19\n"
    )


def test_a_broken_file_has_an_outline_up_to_the_break(folder: Folder) -> None:
    broken, _ = put(folder, SLA, (folder.present(SLA) or "").replace("targets:", "targets ["))
    assert [entry.name for entry in outline(broken)] == ["SLA-compute", "review", "services", "customers"]
    assert outline(put(folder, SLA, "[")[0]) == ()


@given(some.text(alphabet="ab: -\n[]{}'\"#é🚀>|", max_size=60))
@settings(max_examples=80, deadline=None)
def test_every_title_lies_inside_its_section(text: str) -> None:
    def hold(entries: Iterable[Entry]) -> None:
        for entry in entries:
            assert entry.name.strip()
            assert entry.whole.start <= entry.title.start <= entry.title.end <= entry.whole.end
            hold(entry.inner)

    hold(outline(Sheet("x.yml", text, {})))


def test_a_search_finds_ids_and_titles(folder: Folder) -> None:
    library = folder.library()
    assert [name.name for name in search(library, "svc-c")] == ["SVC-compute", "SVC-compute-gpu"]
    assert [name.name for name in search(library, "roe")] == ["max"]
    assert [name.name for name in search(library, "SLM.owner")] == []  # stands in no file
