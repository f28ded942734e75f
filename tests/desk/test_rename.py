"""Renaming an id: everything that names it changes, nothing else does, and a refusal says why."""

from __future__ import annotations

import subprocess
from datetime import date
from difflib import unified_diff
from pathlib import Path

import pytest
from lsprotocol import types

from conftest import AS_OF
from smsbook.check.run import check
from smsbook.desk.folder import Folder, load
from smsbook.desk.positions import Lines
from smsbook.desk.rename import Renaming
from smsbook.desk.renames import prepare, renaming, workspace_edit
from smsbook.source.finding import Position
from smsbook.source.folder import CouldNotRun

from .conftest import desk, marked, put

SLA, COMPUTE, PEOPLE = "agreements/SLA-compute.yml", "services/SVC-compute.yml", "roles/people.yml"


def asked(folder: Folder, path: str, old: str, new_id: str) -> Renaming:
    """Rename what stands behind the first `old` of a file."""
    sheet, position = marked(folder, path, old, f"{old}|")
    return renaming(desk(folder), path, types.Position(*sheet.lines.write(position)), new_id)


def carried_out(folder: Folder, found: Renaming) -> str:
    """Write the change to the disk as an editor does; return what changed, line by line."""
    lines: list[str] = []
    for path, edits in found.edits.items():
        before = folder.present(path) or ""
        after = before
        for edit in sorted(edits, key=lambda item: item.span.start, reverse=True):
            start, end = (offset(before, place) for place in (edit.span.start, edit.span.end))
            after = after[:start] + edit.text + after[end:]
        to = found.moved[1] if found.moved and found.moved[0] == path else path
        (folder.root / path).unlink()
        (folder.root / to).write_bytes(after.encode("utf-8"))
        old, new = before.splitlines(), after.splitlines()
        lines += [*unified_diff(old, new, path, to, lineterm="", n=0)]
        folder.overlay.release(path)
    return "".join(f"{line}\n" for line in lines if not line.startswith("@@"))


def offset(text: str, place: Position) -> int:
    return sum(len(line) for line in text.splitlines(keepends=True)[: place.line - 1]) + place.column - 1


def test_a_document_changes_its_id_its_file_and_whatever_names_it(folder: Folder, root: Path) -> None:
    found = asked(folder, SLA, "services: [SVC-com", "SVC-batch")
    assert found.moved == (COMPUTE, "services/SVC-batch.yml")
    assert carried_out(folder, found) == (
        "--- agreements/SLA-compute.yml\n"
        "+++ agreements/SLA-compute.yml\n"
        '-services: [SVC-compute, "SVC-compute-gpu"]\n'
        '+services: [SVC-batch, "SVC-compute-gpu"]\n'
        "-    service: SVC-compute\n"
        "+    service: SVC-batch\n"
        "--- services/SVC-archive.yml\n"
        "+++ services/SVC-archive.yml\n"
        "-related: [SVC-compute]\n"
        "+related: [SVC-batch]\n"
        "--- services/SVC-compute-gpu.yml\n"
        "+++ services/SVC-compute-gpu.yml\n"
        "-- SVC-compute\n"
        "+- SVC-batch\n"
        "--- services/SVC-compute.yml\n"
        "+++ services/SVC-batch.yml\n"
        "-# SVC-compute is our first service.\n"
        "+# SVC-batch is our first service.\n"
        "-id: SVC-compute  # chosen in 2024\n"
        "+id: SVC-batch  # chosen in 2024\n"
        "-  Computing for everybody. 🚀 SVC-compute, unlike SVC-compute-gpu, has no cards; see\n"
        "+  Computing for everybody. 🚀 SVC-batch, unlike SVC-compute-gpu, has no cards; see\n"
    )
    assert check(root, date.fromisoformat(AS_OF)).findings == ()


def test_a_person_with_a_plain_name_changes_where_the_person_is_meant(folder: Folder, root: Path) -> None:
    text = (folder.present(COMPUTE) or "").replace("Computing for", "A max of computing for")
    (root / COMPUTE).write_text(text, encoding="utf-8")
    folder.take(load(root, {})[0])
    found = asked(folder, PEOPLE, "id: ma", "max-roe")
    assert found.moved is None
    assert carried_out(folder, found) == (
        "--- roles/assignments.yml\n"
        "+++ roles/assignments.yml\n"
        "-    deputy: max\n"
        "+    deputy: max-roe\n"
        '-    person: "max"\n'
        '+    person: "max-roe"\n'
        "--- roles/people.yml\n"
        "+++ roles/people.yml\n"
        "-  - id: max\n"
        "+  - id: max-roe\n"
    )
    assert check(root, date.fromisoformat(AS_OF)).findings == ()


def commit(root: Path) -> None:
    git = ["git", "-C", str(root), "-c", "user.name=A", "-c", "user.email=a@b.example"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "start"]):
        subprocess.run([*git, *command], check=True)


@pytest.mark.parametrize(
    ("written", "then"),
    [
        ("", "aliases:\n- SVC-compute\n"),
        ("aliases: [SVC-old]\n", "aliases: [SVC-compute, SVC-old]\n"),
        ("aliases:\n  - SVC-old\n", "aliases:\n  - SVC-compute\n  - SVC-old\n"),
        ("aliases: []\n", "aliases: []\n"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_was_committed_is_kept_among_the_former_ids(
    folder: Folder, root: Path, written: str, then: str, end: str
) -> None:
    text = (folder.present(COMPUTE) or "").replace("title:", f"{written}title:").replace("\n", end)
    (root / COMPUTE).write_bytes(text.encode("utf-8"))
    commit(root)
    folder.take(*load(root, {}))
    carried_out(folder, asked(folder, COMPUTE, "id: SVC", "SVC-batch"))
    after = (root / "services/SVC-batch.yml").read_bytes().decode("utf-8")
    assert f"id: SVC-batch  # chosen in 2024{end}{then.replace(chr(10), end)}title:" in after
    assert ("\r\n" in after) == (end == "\r\n")
    assert after.count("\n") == after.count(end)
    assert [
        item for item in check(root, date.fromisoformat(AS_OF)).findings if item.severity == "error"
    ] == []


def test_back_to_a_former_id(folder: Folder, root: Path) -> None:
    text = (folder.present(COMPUTE) or "").replace("title:", "aliases: [SVC-old]\ntitle:")
    (root / COMPUTE).write_text(text, encoding="utf-8")
    folder.take(load(root, {})[0])
    carried_out(folder, asked(folder, COMPUTE, "id: SVC", "SVC-old"))
    assert check(root, date.fromisoformat(AS_OF)).findings == ()


@pytest.mark.parametrize(
    ("path", "old", "new_id", "why"),
    [
        (
            SLA,
            "[SVC-com",
            "SVC-archive",
            "`SVC-archive` is taken: {sms}/services/SVC-archive.yml has it for «Archive»",
        ),
        (SLA, "[SVC-com", "max", "found `max` as the new id, expected `SVC-` followed by letters"),
        (SLA, "[SVC-com", "SVC-x ", "found `SVC-x ` as the new id"),
        (SLA, "[SVC-com", "SVC-x: y", "found `SVC-x: y` as the new id"),
        (SLA, "[SVC-com", "", "found `` as the new id"),
        (PEOPLE, "id: ma", "jo-doe", "`jo-doe` is taken: {sms}/roles/people.yml has it for «Jo Doe»"),
        (PEOPLE, "id: ma", "Max", "found `Max` as the new id, expected small letters"),
        (SLA, "owner: SLM", "SLM.boss", "`SLM.owner` is a name that FitSM gives, so it stays as it is"),
        (PEOPLE, "id: peo", "persons", "there is only one document of the kind people, and that is its id"),
        (SLA, "metric: ava", "x", "there is no id here that could be renamed"),
    ],
)
def test_a_refusal_says_why(folder: Folder, path: str, old: str, new_id: str, why: str) -> None:
    with pytest.raises(CouldNotRun) as refused:
        asked(folder, path, old, new_id)
    assert str(refused.value).startswith(why.format(sms=folder.library().folder))


def test_what_is_given_twice_or_cannot_be_read_is_not_renamed(folder: Folder) -> None:
    put(folder, SLA, (folder.present(SLA) or "").replace("targets:", "targets ["))
    with pytest.raises(CouldNotRun, match=r"SLA-compute.yml cannot be read at the moment; mend it, then"):
        asked(folder, COMPUTE, "id: SVC", "SVC-batch")
    put(folder, "services/SVC-twin.yml", (folder.present(COMPUTE) or ""))
    with pytest.raises(CouldNotRun, match="`SVC-compute` is given twice"):
        asked(folder, COMPUTE, "id: SVC", "SVC-batch")


def test_a_file_that_is_there_already_is_not_replaced(folder: Folder) -> None:
    put(folder, "services/SVC-batch.yml", "kind: [")
    with pytest.raises(CouldNotRun, match=r"is taken|there is a file .*SVC-batch.yml already"):
        asked(folder, COMPUTE, "id: SVC", "SVC-batch")


def test_an_editor_gets_what_it_can_carry_out(folder: Folder) -> None:
    found = asked(folder, COMPUTE, "id: SVC", "SVC-batch")
    plain = workspace_edit(desk(folder), found, {}, types.ClientCapabilities())
    assert plain.document_changes is None
    assert plain.changes is not None
    assert sorted(plain.changes) == sorted(f"file:///{path}" for path in found.edits)
    edits = types.WorkspaceEditClientCapabilities(
        document_changes=True, resource_operations=[types.ResourceOperationKind.Rename]
    )
    able = types.ClientCapabilities(workspace=types.WorkspaceClientCapabilities(workspace_edit=edits))
    whole = workspace_edit(desk(folder), found, {COMPUTE: 7}, able).document_changes
    assert whole is not None
    versions = {
        item.text_document.uri: item.text_document.version
        for item in whole
        if isinstance(item, types.TextDocumentEdit)
    }
    assert versions[f"file:///{COMPUTE}"] == 7
    assert versions[f"file:///{SLA}"] is None
    last = whole[-1]
    assert isinstance(last, types.RenameFile)
    assert (last.old_uri, last.new_uri) == (f"file:///{COMPUTE}", "file:///services/SVC-batch.yml")


def test_an_editor_is_told_first_what_would_be_renamed(folder: Folder) -> None:
    sheet, position = marked(folder, COMPUTE, "🚀 SVC-compute", "🚀 SVC-com|pute")
    told = prepare(desk(folder), COMPUTE, types.Position(*sheet.lines.write(position)))
    assert told.placeholder == "SVC-compute"
    line = Lines(folder.present(COMPUTE) or "").lines[told.range.start.line]
    assert line.encode("utf-16-le")[2 * told.range.start.character : 2 * told.range.end.character] == (
        "SVC-compute".encode("utf-16-le")
    )
