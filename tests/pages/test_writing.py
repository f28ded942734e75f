"""Writing pages: only what changed, removing only what was written before."""

from __future__ import annotations

from pathlib import Path

import pytest

from smsbook.pages.page import Page
from smsbook.site.write import MANIFEST, write
from smsbook.source.folder import CouldNotRun

PAGES = [Page("index.md", "Home"), Page("a/one.md", "One ä"), Page("a/b/two.md", "Two")]


def files(folder: Path) -> dict[str, str]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def test_a_second_time_nothing_is_written(tmp_path: Path) -> None:
    out = tmp_path / "build" / "docs"
    assert write(PAGES, out).written == ("a/b/two.md", "a/one.md", "index.md")
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    again = write(reversed(PAGES), out)
    assert (again.total, again.written, again.removed) == (3, (), ())
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


def test_what_is_gone_is_removed_with_its_folder_and_nothing_else(tmp_path: Path) -> None:
    write(PAGES, tmp_path)
    (tmp_path / "a" / "hand-made.md").write_text("mine", encoding="utf-8")
    changed = write([Page("index.md", "Home again")], tmp_path)
    assert (changed.written, changed.removed) == (("index.md",), ("a/b/two.md", "a/one.md"))
    assert files(tmp_path) == {"index.md": "Home again", "a/hand-made.md": "mine"}
    assert not (tmp_path / "a" / "b").exists()


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("mine", encoding="utf-8")
    with pytest.raises(CouldNotRun, match=r"index\.md was not written by smsbook"):
        write(PAGES, tmp_path)
    assert files(tmp_path) == {"index.md": "mine"}


def test_an_edited_page_is_put_right(tmp_path: Path) -> None:
    write(PAGES, tmp_path)
    (tmp_path / "index.md").write_text("edited", encoding="utf-8")
    assert write(PAGES, tmp_path).written == ("index.md",)


def test_a_run_that_was_cut_short_is_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(file: Path, content: bytes) -> None:
        if file.name == "two.md":
            raise KeyboardInterrupt
        replace(file, content)

    from smsbook.site import write as module

    replace = module._replace
    monkeypatch.setattr(module, "_replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write(PAGES, tmp_path)
    monkeypatch.setattr(module, "_replace", replace)
    assert write([PAGES[0], Page("a/one.md", "Other")], tmp_path).total == 2
    assert files(tmp_path) == {"index.md": "Home", "a/one.md": "Other"}


@pytest.mark.parametrize(
    "manifest", ["", "[]", "{", '{"version": 1, "pages": ["../outside.md", "/etc/x", 3]}']
)
def test_a_damaged_manifest_removes_nothing(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "outside.md").write_text("mine", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / MANIFEST).write_text(manifest, encoding="utf-8")
    if "outside" in manifest:
        with pytest.raises(CouldNotRun, match="leads out"):
            write(PAGES, out)
    else:
        write(PAGES, out)
    assert (tmp_path / "outside.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("path", ["../x.md", "/x.md", "a/../../x.md", "linked/x.md"])
def test_nothing_is_written_outside(tmp_path: Path, path: str) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (out / "linked").symlink_to(elsewhere)
    with pytest.raises(CouldNotRun):
        write([Page(path, "x")], out)
    assert files(elsewhere) == {}


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CouldNotRun, match="cannot be written"):
        write(PAGES, tmp_path / "file" / "docs")
