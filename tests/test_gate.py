"""The gate as a whole: one slip in the example SMS, one finding, with file, line and requirement."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import shelf
from conftest import PROJECT, remove_block, replace, smsbook

Check = Callable[..., dict[str, Any]]
PROCESSES = [
    "SPM",
    "SLM",
    "SRM",
    "SACM",
    "CAPM",
    "ISM",
    "CRM",
    "SUPPM",
    "ISRM",
    "PM",
    "CONFM",
    "CHM",
    "RDM",
    "CSI",
]


def only(report: dict[str, Any]) -> dict[str, Any]:
    """Return the one finding of a failed check."""
    assert report["code"] == 1
    assert len(report["findings"]) == 1, [(f["path"], f["line"], f["message"]) for f in report["findings"]]
    finding: dict[str, Any] = report["findings"][0]
    return finding


def test_the_example_is_clean(check: Check) -> None:
    report = check(strict_time=True)
    assert report["code"] == 0
    assert report["findings"] == []


@pytest.mark.parametrize("process", PROCESSES)
def test_delete_a_process_definition(scratch: Path, check: Check, process: str) -> None:
    (scratch / f"sms/processes/{process}.yml").unlink()
    finding = only(check())
    assert finding["path"] == f"sms/processes/{process}.yml"
    assert finding["requirements"][0] == "FitSM-1:v3.0.1 GR2.2"
    assert f"smsbook new process {process}" in finding["mend"]


@pytest.mark.parametrize("process", PROCESSES)
@pytest.mark.parametrize(
    "part", ["goals", "inputs", "activities", "outputs", "responsibilities", "interfaces"]
)
def test_delete_a_part_of_a_process_definition(scratch: Path, check: Check, process: str, part: str) -> None:
    remove_block(scratch / f"sms/processes/{process}.yml", part)
    finding = only(check())
    assert finding["path"] == f"sms/processes/{process}.yml"
    assert finding["requirements"][0] == "FitSM-1:v3.0.1 GR2.2"
    assert part in finding["message"]


@pytest.mark.parametrize("value", ["", " TBD", ' "n/a"', " ''", " ~", " To be defined."])
@pytest.mark.parametrize("part", ["audience", "format", "delivery", "purpose"])
def test_blank_a_part_of_a_report(scratch: Path, check: Check, value: str, part: str) -> None:
    file = scratch / "sms/reports/REP-service-levels.yml"
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    remove_block(file, part)
    with file.open("a", encoding="utf-8") as stream:
        stream.write(f"{part}:{value}\n")
    assert data[part]
    finding = only(check())
    assert finding["path"] == "sms/reports/REP-service-levels.yml"
    assert finding["line"] == file.read_text(encoding="utf-8").count("\n")
    assert finding["requirements"][0] == "FitSM-1:v3.0.1 PR3.2"
    assert "FitSM-1:2016 PR3.2" in finding["requirements"]


@pytest.mark.parametrize("how", ["entry", "person", "until"])
def test_unassign_the_sms_owner(scratch: Path, check: Check, how: str) -> None:
    file = scratch / "sms/roles/assignments.yml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(index for index, line in enumerate(lines) if "- role: SMS.owner" in line)
    end = next(index for index in range(start + 1, len(lines)) if lines[index].lstrip().startswith("- role:"))
    if how == "entry":
        del lines[start:end]
    elif how == "person":
        lines[start:end] = ["    person:\n" if "person:" in line else line for line in lines[start:end]]
    else:
        lines.insert(start + 1, "    until: 2026-01-31\n")
    file.write_text("".join(lines), encoding="utf-8")
    if how == "until":
        shelf.seal_anew(file)
    finding = only(check(strict_time=how == "until"))  # that a term ended is a matter of time
    assert finding["path"] == "sms/roles/assignments.yml"
    assert finding["line"] > 1
    assert finding["requirements"] == ["FitSM-1:v3.0.1 GR1.1", "FitSM-1:2016 GR1.1"]
    assert "SMS.owner" in finding["message"]


@pytest.mark.parametrize("agreement", ["SLA-compute", "SLA-storage", "SLA-default"])
def test_point_an_sla_at_a_service_that_does_not_exist(scratch: Path, check: Check, agreement: str) -> None:
    file = scratch / f"sms/agreements/{agreement}.yml"
    name = next(name for name in ("SVC-compute", "SVC-storage") if f"- {name}\n" in file.read_text())
    line = replace(file, f"- {name}\n", "- SVC-telescope-x\n")
    finding = only(check())
    assert (finding["path"], finding["rule"]) == (f"sms/agreements/{agreement}.yml", "broken-reference")
    assert finding["line"] == line


def test_a_slip_in_an_id_is_answered_by_the_right_one(scratch: Path, check: Check) -> None:
    replace(scratch / "sms/agreements/SLA-compute.yml", "- SVC-compute\n", "- SVC-compuet\n")
    assert "did you mean `SVC-compute`" in only(check())["mend"]


@pytest.mark.parametrize(
    ("path", "key", "misspelt"),
    [
        ("reports/REP-service-levels.yml", "audience", "audiance"),
        ("processes/ISRM.yml", "interfaces", "interface"),
        ("processes/CHM.yml", "outputs", "output"),
        ("services/SVC-compute.yml", "description", "descripton"),
        ("services/SVC-compute.yml", "suppliers", "supplier"),
        ("policies/POL-service-management.yml", "commitments", "comitments"),
        ("parties/CUS-northreach.yml", "channels", "chanels"),
        ("plans/PLAN-sms.yml", "cycles", "cycle"),
        ("agreements/SLA-default.yml", "services", "servces"),
        ("roles/assignments.yml", "assignments", "asignments"),
        ("roles/people.yml", "people", "peple"),
        ("sms.yml", "standards", "standard"),
        ("agreements/SLA-default.yml", "id", "ide"),
        ("agreements/SLA-default.yml", "kind", "knd"),
        ("agreements/SLA-default.yml", "approval", "aproval"),
    ],
)
def test_misspell_a_key(scratch: Path, check: Check, path: str, key: str, misspelt: str) -> None:
    line = replace(scratch / "sms" / path, f"\n{key}:", f"\n{misspelt}:") + 1
    finding = only(check())
    assert (finding["path"], finding["line"], finding["column"]) == (f"sms/{path}", line, 1)
    assert f"`{misspelt}`" in finding["message"] or finding["rule"] == "unknown-kind"
    assert f"{key}:" in finding["mend"]


def test_misspell_a_word(scratch: Path, check: Check) -> None:
    record = min(file.name for file in (scratch / "sms/records").iterdir())
    for path in ("agreements/SLA-compute.yml", "processes/PM.yml", f"records/{record}"):
        line = replace(scratch / "sms" / path, "status: approved", "status: aproved")
        finding = only(check())
        assert (finding["path"], finding["line"], finding["column"]) == (f"sms/{path}", line, 9)
        assert "`aproved`" in finding["message"]
        assert "`approved`" in finding["mend"]
        replace(scratch / "sms" / path, "status: aproved", "status: approved")


def test_duplicate_an_id_by_copying_a_file(scratch: Path, check: Check) -> None:
    for path in ("services/SVC-storage.yml", "processes/PM.yml", "agreements/UA-wan.yml"):
        copy = scratch / "sms" / path.replace(".yml", "-copy.yml")
        shutil.copy(scratch / "sms" / path, copy)
        finding = only(check())
        assert finding["rule"] == "duplicate-id"
        assert {finding["path"], finding["related"][0]["path"]} == {
            f"sms/{path}",
            f"sms/{path.replace('.yml', '-copy.yml')}",
        }
        copy.unlink()


@pytest.mark.parametrize("second", ["SVC-storage", "SVC-notebooks", "SVC-archive"])
def test_duplicate_an_id_by_editing_it(scratch: Path, check: Check, second: str) -> None:
    line = replace(scratch / f"sms/services/{second}.yml", f"id: {second}", "id: SVC-compute")
    finding = only(check())
    assert finding["rule"] == "duplicate-id"
    places = {(spot["path"], spot["line"]) for spot in (finding, *finding["related"])}
    assert (f"sms/services/{second}.yml", line) in places


ONE_OF_EACH_FOLDER = [
    min(folder.glob("*.yml")).relative_to(PROJECT).as_posix()
    for folder in sorted((PROJECT / "sms").iterdir())
    if folder.is_dir()
]


@pytest.mark.parametrize("path", ONE_OF_EACH_FOLDER)
def test_a_tab_in_the_indentation(scratch: Path, check: Check, path: str) -> None:
    file = scratch / path
    text = file.read_text(encoding="utf-8")
    line = next(number for number, content in enumerate(text.split("\n"), 1) if content.startswith("  "))
    lines = text.split("\n")
    lines[line - 1] = "\t" + lines[line - 1].lstrip()
    file.write_text("\n".join(lines), encoding="utf-8")
    finding = only(check())
    assert (finding["path"], finding["rule"]) == (path, "syntax-error")
    assert finding["line"] == line
    assert "tab" in finding["message"]


@pytest.mark.parametrize("path", ONE_OF_EACH_FOLDER)
def test_a_quote_that_ends_nowhere(scratch: Path, check: Check, path: str) -> None:
    file = scratch / path
    line = replace(file, "\ntitle: ", '\ntitle: "') + 1
    text = file.read_text(encoding="utf-8").split("\n")
    text[line - 1] = 'title: "An unfinished text'
    file.write_text("\n".join(text), encoding="utf-8")
    finding = only(check())
    assert (finding["path"], finding["rule"]) == (path, "syntax-error")
    assert (finding["line"], finding["column"]) == (line, 8)


def test_an_empty_folder(tmp_path: Path) -> None:
    done = smsbook("check", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "sms.yml" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    done = smsbook("check", "nowhere", cwd=tmp_path)
    assert done.returncode == 2
    assert "nowhere" in done.stderr


@pytest.mark.parametrize("below", ["sms", "sms/services"])
def test_a_folder_without_read_permission(scratch: Path, below: str) -> None:
    scratch.chmod(0o755)
    for folder in scratch.parents:
        if folder != Path("/") and folder.stat().st_uid == os.getuid():
            folder.chmod(folder.stat().st_mode | 0o055)
        if folder.name.startswith("pytest-of"):
            break
    (scratch / below).chmod(0)
    command = [sys.executable, "-m", "smsbook", "check", str(scratch / "sms")]
    if os.getuid() == 0:  # root may read everything: become somebody else, with what Debian has anyway
        command = ["setpriv", "--reuid=65534", "--clear-groups", *command]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", timeout=60, check=False)
    (scratch / below).chmod(0o755)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_binary_file_renamed(scratch: Path, check: Check) -> None:
    (scratch / "sms/services/SVC-picture.yml").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe")
    finding = only(check())
    assert (finding["path"], finding["rule"]) == ("sms/services/SVC-picture.yml", "not-text")


def test_time_alone_does_not_close_the_gate(scratch: Path) -> None:
    later = smsbook("check", "sms", "--as-of", "2030-01-01", cwd=scratch)
    assert later.returncode == 0, later.stdout[-2000:]
    assert "overdue-review" in later.stdout
    strict = smsbook("check", "sms", "--as-of", "2030-01-01", "--strict-time", cwd=scratch)
    assert strict.returncode == 1
