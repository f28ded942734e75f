"""A quick fix writes what the finding proposes, and nothing where the text has moved on."""

from __future__ import annotations

import pytest
from lsprotocol import types

from smsbook.desk.diagnostics import of_report
from smsbook.desk.fixes import fixes
from smsbook.desk.folder import Folder

from .conftest import desk, marked, put

SLA = "agreements/SLA-compute.yml"


def proposed(folder: Folder, path: str, old: str, new: str) -> list[str]:
    """What the file's only finding proposes: the new line for each."""
    sheet, _ = marked(folder, path, old, new)
    folder.read()
    here = desk(folder)
    assert here.report is not None
    found = of_report(here.report, here.uri, here.encoding)[path]
    assert len(found) == 1
    made = []
    for action in fixes(here, path, found):
        assert action.edit is not None
        assert action.edit.changes is not None
        (edit,) = action.edit.changes[f"file:///{path}"]
        line = sheet.lines.lines[edit.range.start.line].encode("utf-16-le")
        start, end = 2 * edit.range.start.character, 2 * edit.range.end.character
        made.append(
            (line[:start] + edit.new_text.encode("utf-16-le") + line[end:]).decode("utf-16-le").strip()
        )
    return made


@pytest.mark.parametrize(
    ("path", "old", "new", "lines"),
    [
        (SLA, "CUS-skerry", "CUS-skery", ["- CUS-skerry"]),
        (
            SLA,
            '"SVC-compute-gpu"',
            '"SVC-compute-gpus"',
            [f'services: [SVC-compute, "{id}"]' for id in ("SVC-compute-gpu", "SVC-compute")],
        ),
        (SLA, "metric: availability", "metric: availabilty", ["metric: availability"]),
        (SLA, "customers:", "custommers:", ["customers:"]),
        ("plans/PLAN-sms.yml", "v3.0.1 PR4.2", "v3.0.1 PR4.22", ["- FitSM-1:v3.0.1 PR4.2"]),
        (SLA, "CUS-skerry", "XYZ-nobody", []),
    ],
)
def test_a_fix_writes_the_word_that_was_meant(
    folder: Folder, path: str, old: str, new: str, lines: list[str]
) -> None:
    assert proposed(folder, path, old, new) == lines


def test_nothing_is_proposed_for_a_text_that_has_moved_on_or_by_others(folder: Folder) -> None:
    marked(folder, SLA, "CUS-skerry", "CUS-skery")
    folder.read()
    here = desk(folder)
    assert here.report is not None
    found = of_report(here.report, here.uri, here.encoding)[SLA]
    assert len(fixes(here, SLA, found)) == 1
    found[0].source = "yaml"
    assert fixes(here, SLA, found) == []
    found[0].source = "smsbook"
    put(folder, SLA, "\n" + (folder.present(SLA) or ""))
    assert fixes(here, SLA, found) == []
    found[0].range = types.Range(types.Position(0, 0), types.Position(99, 0))
    assert fixes(here, SLA, found) == []


def test_what_a_title_says_is_never_written(folder: Folder) -> None:
    put(
        folder,
        "parties/CUS-skerri.yml",
        "kind: customer\nid: CUS-skerri\ntitle: 'x or `y: [z`'\nowner: SLM.owner\n",
    )
    assert proposed(folder, SLA, "CUS-skerry", "CUS-skerrj") == ["- CUS-skerri", "- CUS-skerry"]
