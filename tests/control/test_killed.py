"""A command that is killed leaves every file whole, old or new, and the next one completes the work."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import smsbook
from control.conftest import files
from smsbook.control.files import Writing, clean, write_all
from smsbook.source.folder import CouldNotRun

MOMENTS = (*(("beside", wait) for wait in (0, 0.004, 0.01)), *[("in place", 0)] * 3)  # seconds
DOCUMENTS = 30
COMMAND = ("approve", "--all-in-review", "--by", "jo-doe", "--date", "2026-07-01")
POLICY = 'kind: policy\nid: POL-{0}\ntitle: Policy {0}\nversion: "1.0"\nstatus: in-review\nowner: ISM.owner\n'


def killed(root: Path, moment: str, wait: float) -> None:
    """Run the command; kill it a while after it has begun to write files beside their places, or in place."""
    policies, first = root / "policies", root / "policies" / "POL-0.yml"
    beside, place = _beside(policies), first.stat().st_ino
    command = [sys.executable, "-m", "smsbook", *COMMAND]
    process = subprocess.Popen(command, cwd=root.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while process.poll() is None and not _beside(policies) - beside:
        time.sleep(0.001)
    while moment == "in place" and process.poll() is None and first.stat().st_ino == place:
        pass  # it takes less than a millisecond to put all files in place
    time.sleep(wait)
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
    process.communicate()


def _beside(folder: Path) -> set[str]:
    return {entry.name for entry in os.scandir(folder) if entry.name.startswith(".smsbook-")}


def test_killed_at_any_time_no_file_is_torn(small: Path) -> None:
    for file in (small / "policies").iterdir():
        file.unlink()
    for number in range(DOCUMENTS):
        (small / "policies" / f"POL-{number}.yml").write_text(POLICY.format(number), encoding="utf-8")
    old = files(small)
    smsbook(*COMMAND, cwd=small.parent)
    new = files(small)
    assert all(b"s1:" in new[path] for path in new if path.startswith("policies/"))
    torn, interrupted = [], 0
    for moment, wait in MOMENTS:
        for path, content in old.items():
            (small / path).write_bytes(content)
        killed(small, moment, wait)
        found = {path: content for path, content in files(small).items() if ".smsbook-" not in path}
        assert found.keys() == old.keys()
        torn += [path for path in old if found[path] not in (old[path], new[path])]
        interrupted += found != new
    assert not torn
    assert interrupted, "no run was killed before its end"
    assert smsbook(*COMMAND, cwd=small.parent).returncode == 0
    assert files(small) == new, "what killed runs left is gone, and the work is done"


def test_what_a_run_at_work_holds_is_left_alone(tmp_path: Path) -> None:
    mine, dead, others = (
        tmp_path / name for name in (f".smsbook-{os.getpid()}-x", ".smsbook-99999999-x", ".smsbook-")
    )
    for file in (mine, dead, others):
        file.touch()
    clean([tmp_path, tmp_path / "missing"])
    assert set(tmp_path.iterdir()) == {mine, others}


def test_nothing_is_written_where_one_file_cannot_be(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"1")
    second.write_bytes(b"changed meanwhile")
    with pytest.raises(
        CouldNotRun, match=r"second was changed while smsbook was at work; nothing was written"
    ):
        write_all([Writing(first, b"1", b"2"), Writing(second, b"1", b"2")])
    with pytest.raises(CouldNotRun, match="second is there already"):
        write_all([Writing(first, b"1", b"2"), Writing(second, None, b"2")])
    with pytest.raises(CouldNotRun, match="cannot be written"):
        write_all([Writing(first, b"1", b"2"), Writing(second / "third", None, b"2")])
    assert files(tmp_path) == {"first": b"1", "second": b"changed meanwhile"}


def test_the_rights_of_a_file_stay(tmp_path: Path) -> None:
    file, new = tmp_path / "file", tmp_path / "folder" / "new"
    file.write_bytes(b"1")
    file.chmod(0o640)
    write_all([Writing(file, b"1", b"2"), Writing(new, None, b"3")])
    assert files(tmp_path) == {"file": b"2", "folder/new": b"3"}
    assert [path.stat().st_mode & 0o777 for path in (file, new)] == [0o640, 0o644]


def test_a_terminal_is_told_the_same(small: Path) -> None:
    import pty

    command = ("approve", "POL-one", "--by", "jo-doe", "--date", "2026-07-01", "--dry-run")
    piped = smsbook(*command, cwd=small.parent).stdout
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "smsbook", *command], cwd=small.parent, stdout=theirs
    ) as process:
        process.wait()
    os.close(theirs)
    shown = os.read(ours, 10_000).decode("utf-8")
    os.close(ours)
    assert re.sub("\r\n", "\n", shown) == piped
    assert "would approve POL-one" in piped
