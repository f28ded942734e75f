"""A small SMS at the desk: as a folder of files, and as what an editor's questions are asked of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import shelf
from conftest import AS_OF
from smsbook.desk.answers import Desk
from smsbook.desk.folder import Folder
from smsbook.desk.overlay import scan
from smsbook.desk.sheet import Sheet
from smsbook.desk.state import judged
from smsbook.source.finding import Position

HERE = Path(__file__).parent
CURSOR = "|"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The SMS folder, in a folder that an editor opens."""
    for path, text in shelf.sections(HERE / "desk.sms").items():
        file = tmp_path / "sms" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "sms"


@pytest.fixture
def folder(root: Path) -> Folder:
    """The SMS, read."""
    found = Folder(root, shelf.kinds())
    found.take(scan(root, {}))
    return found


def desk(folder: Folder) -> Desk:
    """What answers questions, with a check behind it."""
    report = judged(folder.state(), folder.state().library(), date.fromisoformat(AS_OF)).report
    return Desk(
        folder, lambda path: f"file:///{path}", "utf-16", as_of=date.fromisoformat(AS_OF), report=report
    )


def put(folder: Folder, path: str, text: str) -> tuple[Sheet, Position]:
    """Let an editor show a text; the place of the cursor in it is marked by `|`."""
    before, _, after = text.partition(CURSOR)
    folder.overlay.hold(path, before + after)
    lines = before.replace("\r\n", "\n").split("\n")
    sheet = Sheet(path, folder.present(path) or "", folder.kinds)
    return sheet, Position(len(lines), len(lines[-1]) + 1)


def marked(folder: Folder, path: str, old: str, new: str) -> tuple[Sheet, Position]:
    """Let an editor show a file of the SMS in which a piece is replaced by one with the cursor."""
    text = folder.present(path) or ""
    assert old in text
    return put(folder, path, text.replace(old, new, 1))
