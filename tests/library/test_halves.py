"""Two processes read the same as one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import PROJECT
from smsbook.library import halves
from smsbook.library.gather import Gathered
from smsbook.schema.kinds import load_kinds, load_settings_kind
from smsbook.schema.shipped import shipped

SCHEMAS = shipped("schemas")
KINDS, SETTINGS = load_kinds(SCHEMAS), load_settings_kind(SCHEMAS)


def gathered(root: Path) -> Gathered:
    return halves.gather_folder(root, KINDS, SETTINGS)


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    root = tmp_path / "sms"
    shutil.copytree(PROJECT / "sms", root)
    for file in list(root.rglob("*.yml"))[::7]:
        file.write_text(file.read_text(encoding="utf-8").replace("status: ", "status:\t", 1) + "zzz: 1\n")
    (root / "services/SVC-binary.yml").write_bytes(b"\xff\xfe")
    return root


def test_two_processes_find_what_one_finds(damaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = gathered(damaged)
    monkeypatch.setattr(halves, "_WORTH_IT", 2)
    monkeypatch.setattr("threading.active_count", lambda: 1)
    both = gathered(damaged)
    assert len(alone.findings) > 5
    assert both == alone


def test_a_second_process_that_dies_loses_nothing(damaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = gathered(damaged)
    real, first = halves.gather, [True]

    def gather(*arguments: object) -> Gathered:
        import multiprocessing

        if multiprocessing.parent_process() is not None:
            raise MemoryError
        first.append(False)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(halves, "gather", gather)
    monkeypatch.setattr(halves, "_WORTH_IT", 2)
    monkeypatch.setattr("threading.active_count", lambda: 1)
    assert gathered(damaged) == alone
    assert len(first) == 3
