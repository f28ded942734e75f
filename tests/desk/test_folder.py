"""The SMS at the desk: what editors hold lies over the disk, and what breaks is kept as it last was."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as some

import shelf
from conftest import AS_OF
from smsbook.check.run import check
from smsbook.desk.diagnostics import of_file, of_report
from smsbook.desk.folder import Folder
from smsbook.desk.overlay import scan
from smsbook.desk.state import Judged, judged

from .conftest import HERE, put

DAY = date.fromisoformat(AS_OF)
SLA = "agreements/SLA-compute.yml"


def rules(folder: Folder) -> set[tuple[str, str]]:
    folder.read()
    return {(item.spot.path, item.rule) for item in checked(folder).report.findings}


def checked(folder: Folder) -> Judged:
    state = folder.state()
    return judged(state, state.library(), DAY)


def test_it_finds_what_a_check_finds(folder: Folder, root: Path) -> None:
    for path, old in ((SLA, "SVC-compute"), ("roles/people.yml", "id: jo"), (SLA, "metric: ")):
        file = root / path
        file.write_text(file.read_text(encoding="utf-8").replace(old, f"{old}X", 1), encoding="utf-8")
    (root / "policies").mkdir()
    (root / "policies/broken.yml").write_text("kind: [", encoding="utf-8")
    folder.take(scan(root, folder.overlay.saved))
    mine = checked(folder).report
    assert mine.findings == check(root, DAY).findings
    assert len({finding.rule for finding in mine.findings}) > 3


def test_what_an_editor_holds_lies_over_the_disk(folder: Folder, root: Path) -> None:
    text = folder.present(SLA) or ""
    put(folder, SLA, text.replace("CUS-skerry", "CUS-skery"))
    assert rules(folder) == {(SLA, "broken-reference")}
    put(folder, "services/SVC-new.yml", text)
    assert ("services/SVC-new.yml", "duplicate-id") in rules(folder)
    folder.overlay.release("services/SVC-new.yml")
    folder.overlay.release(SLA)
    assert rules(folder) == set()
    assert (root / SLA).read_text(encoding="utf-8") == text


def test_only_what_changed_is_read_again(folder: Folder, root: Path) -> None:
    before = dict(folder.readings)
    (root / "services/SVC-archive.yml").unlink()
    (root / SLA).write_text((folder.present(SLA) or "") + "# more\n", encoding="utf-8")
    assert folder.take(scan(root, folder.overlay.saved))
    changed = {path for path in before if folder.readings.get(path) is not before[path]}
    assert changed == {SLA, "services/SVC-archive.yml"}
    assert not folder.take(scan(root, folder.overlay.saved))


def test_a_file_that_breaks_is_known_as_it_last_was(folder: Folder) -> None:
    whole = folder.present(SLA) or ""
    put(folder, SLA, whole.replace("owner: ", "owner ["))
    assert {link.to for link in folder.library().links if link.source.path == SLA} >= {"CUS-skerry"}
    assert folder.library().names["SLA-compute"].title.startswith("SLA on")
    assert rules(folder) == {(SLA, "syntax-error")}
    put(folder, SLA, whole)
    assert rules(folder) == set()
    folder.library()
    assert not folder.broken()


def test_saving_what_is_shown_or_closing_it_changes_nothing(folder: Folder, root: Path) -> None:
    library = folder.library()
    put(folder, SLA, folder.present(SLA) or "")
    assert folder.library() is library
    text = (folder.present(SLA) or "") + "# more\n"
    put(folder, SLA, text)
    library = folder.library()
    (root / SLA).write_text(text, encoding="utf-8")
    assert not folder.take(scan(root, folder.overlay.saved))
    folder.overlay.release(SLA)
    assert folder.library() is library
    assert not folder.broken()


def test_what_is_said_at_once_keeps_the_rest_in_its_place(folder: Folder) -> None:
    text = (folder.present(SLA) or "").replace("CUS-skerry", "CUS-skery")
    put(folder, SLA, text)
    folder.read()
    before = checked(folder)
    put(folder, SLA, "# new\n" + text.replace("metric: availability", "metric: availabilty"))
    folder.read()
    told = of_file(folder.readings[SLA], before, str, "utf-16")
    assert [(item.range.start.line, item.code) for item in told] == [
        (12, "broken-reference"),
        (16, "value-not-allowed"),
    ]
    put(folder, SLA, text.replace("owner: ", "owner ["))
    folder.read()
    assert [item.code for item in of_file(folder.readings[SLA], before, str, "utf-16")] == ["syntax-error"]


def test_a_finding_is_shown_where_it_is_with_what_belongs_to_it(folder: Folder) -> None:
    put(folder, "services/SVC-other.yml", (folder.present("services/SVC-compute.yml") or ""))
    folder.read()
    found = of_report(checked(folder).report, lambda path: f"file:///{path}", "utf-16")
    item = next(one for one in found["services/SVC-other.yml"] if one.code == "duplicate-id")
    assert (item.range.start.line, item.range.start.character, item.range.end.character) == (2, 4, 15)
    assert item.message.startswith("found the id `SVC-compute`, which ")
    assert "\n→ give one of the two another id" in item.message
    assert item.related_information is not None
    assert item.related_information[0].location.uri == "file:///services/SVC-compute.yml"


def test_only_documents_below_the_folder_count(folder: Folder, root: Path) -> None:
    path = folder.overlay.path
    assert path(root / "services/SVC-new.yml") == "services/SVC-new.yml"
    assert path(root / "services/../sms.yml") is None or path(root / "sms.yml") == "sms.yml"
    assert path(root.parent / "mkdocs.yml") is None
    assert path(root / "services/notes.md") is None
    assert path(root / ".git/x.yml") is None


def test_a_link_stays_a_link_whatever_an_editor_shows(folder: Folder, root: Path) -> None:
    outside = root.parent / "outside"
    outside.mkdir()
    (outside / "SVC-far.yml").write_text("kind: service\n", encoding="utf-8")
    (root / "services/SVC-link.yml").symlink_to(outside / "SVC-far.yml")
    (root / "more").symlink_to(outside)
    folder.take(scan(root, folder.overlay.saved))
    put(folder, "services/SVC-link.yml", "kind: service\nid: SVC-link\n")
    assert rules(folder) == {("services/SVC-link.yml", "symbolic-link"), ("more", "symbolic-link")}
    assert folder.overlay.path(root / "more/SVC-far.yml") is None
    linked = root.parent / "linked"
    linked.symlink_to(root)
    assert Folder(linked).overlay.path(root / SLA) == SLA


def test_odd_texts_are_findings(folder: Folder) -> None:
    put(folder, "services/SVC-half.yml", "kind: service\nid: SVC-half\ntitle: \ud83d\n")
    put(folder, "services/SVC-huge.yml", "x" * 1_000_001)
    put(folder, "services/SVC-bom.yml", "\ufeffkind: service\nid: SVC-bom\ntitle: With a mark\n")
    found = {(path.rpartition("/")[2], rule) for path, rule in rules(folder)}
    assert ("SVC-huge.yml", "too-large") in found
    assert {rule for name, rule in found if name == "SVC-bom.yml"} == {"missing-key"}


PATHS = some.sampled_from([SLA, "services/SVC-compute.yml", "services/SVC-new.yml", "roles/people.yml"])
TEXTS = some.sampled_from(
    ["", "kind: [", "kind: service\nid: SVC-new\ntitle: New\n", "kind: people\nid: people\n"]
)
STEPS = some.lists(
    some.tuples(some.sampled_from(["type", "close", "write", "look"]), PATHS, TEXTS), max_size=8
)


@given(STEPS)
@settings(max_examples=15, deadline=None)
def test_what_is_read_bit_by_bit_is_what_is_read_at_once(steps: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as name:
        root = Path(name)
        for path, text in shelf.sections(HERE / "desk.sms").items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        folder = Folder(root, shelf.kinds())
        folder.take(scan(root, {}))
        for step, path, text in steps:
            if step == "type":
                folder.overlay.hold(path, text)
            elif step == "close":
                folder.overlay.release(path)
            elif step == "write":
                (root / path).write_text(text, encoding="utf-8")
            else:
                folder.take(scan(root, folder.overlay.saved))
            folder.library()
        folder.take(scan(root, folder.overlay.saved))
        fresh = Folder(root, shelf.kinds())
        fresh.overlay.held.update(folder.overlay.held)
        fresh.take(scan(root, {}))
        one, other = folder.state().library(), fresh.state().library()
        assert one.documents == other.documents
        assert one.links == other.links
        assert sorted(map(str, folder.state().shape())) == sorted(map(str, fresh.state().shape()))
        if not folder.broken():
            assert folder.library().links == other.links
