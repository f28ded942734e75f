"""What `smsbook check` prints, whole, and the code it returns, on a small broken SMS.

`UPDATE_GOLD=1 .venv/bin/pytest tests/reports` writes the gold files `broken.txt` and `broken.json`.
"""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import gold
import shelf
from conftest import AS_OF, PROJECT, smsbook
from smsbook.check.run import check
from smsbook.reports import FORMATS, render
from smsbook.source.finding import Severity

HERE = Path(__file__).parent
DAY = date.fromisoformat(AS_OF)
ESCAPE = "\x1b"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the small broken SMS in `sms/`; the current one."""
    shutil.copytree(HERE / "broken", tmp_path / "sms")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "CLICOLOR_FORCE", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of the example SMS, which has no findings; the current one."""
    shutil.copytree(PROJECT / "sms", tmp_path / "sms")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- whole outputs


@pytest.mark.parametrize(("form", "file"), [("text", "broken.txt"), ("json", "broken.json")])
def test_the_whole_report(broken: Path, form: str, file: str) -> None:
    printed = render(check(Path("sms"), DAY), form)
    gold.hold(printed, HERE / file)
    assert render(check(Path("sms"), DAY), form) == printed  # same input, same bytes


def test_the_command_prints_the_report(broken: Path) -> None:
    for form, file in (("text", "broken.txt"), ("json", "broken.json")):
        done = smsbook("check", "sms", "--format", form, "--as-of", AS_OF, cwd=broken)
        assert (done.returncode, done.stderr) == (1, "")
        assert done.stdout == (HERE / file).read_text(encoding="utf-8")


def test_json_is_versioned_and_says_what_text_says(broken: Path) -> None:
    report = check(Path("sms"), DAY)
    data = json.loads(render(report, "json"))
    assert (data["format"], data["version"]) == ("smsbook-check", 1)
    assert data["as_of"] == AS_OF
    assert data["summary"]["errors"] == report.count(Severity.ERROR) > 0
    assert data["summary"]["warnings"] == report.count(Severity.WARNING) > 0
    text = render(report, "text")
    for finding in data["findings"]:
        assert finding["message"] in text
        assert finding["mend"] in text
        assert (Path(finding["path"])).exists() or finding["rule"] in ("missing-document", "missing-record")
    assert len(data["coverage"][0]["requirements"]) == 82
    assert sum(data["coverage"][0]["states"].values()) == 82


def test_findings_are_sorted(broken: Path) -> None:
    places = [(f.spot.path, f.position.line, f.position.column) for f in check(Path("sms"), DAY).findings]
    assert places == sorted(places)


# --- colours


def on_a_terminal(*arguments: str, cwd: Path, **env: str) -> str:
    """Run the command on a pseudo-terminal and return what appears there."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "smsbook", *arguments]
    environment = {**os.environ, "TERM": "xterm-256color", **env}
    with subprocess.Popen(command, cwd=cwd, env=environment, stdout=follower, stderr=follower) as running:
        os.close(follower)
        shown = b""
        while True:
            try:
                part = os.read(leader, 65_536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part
        running.wait(timeout=60)
    os.close(leader)
    return shown.decode("utf-8").replace("\r\n", "\n")


def test_a_terminal_shows_colours_and_the_same_words(broken: Path) -> None:
    shown = on_a_terminal("check", "sms", "--as-of", AS_OF, cwd=broken)
    assert "\x1b[1;31m" in shown
    assert COLOUR.sub("", shown) == (HERE / "broken.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colours_where_none_are_wanted(broken: Path, env: dict[str, str]) -> None:
    shown = on_a_terminal("check", "sms", "--as-of", AS_OF, cwd=broken, **env)
    assert ESCAPE not in shown
    assert shown == (HERE / "broken.txt").read_text(encoding="utf-8")


def test_json_on_a_terminal_is_json(broken: Path) -> None:
    shown = on_a_terminal("check", "sms", "--format", "json", "--as-of", AS_OF, cwd=broken)
    assert json.loads(shown)["version"] == 1


def test_a_pipe_has_no_escape_codes(broken: Path) -> None:
    assert ESCAPE not in smsbook("check", "sms", cwd=broken).stdout


def test_content_cannot_steer_the_terminal(clean: Path) -> None:
    file = clean / "sms/policies/POL-access-control.yml"
    text = file.read_text().replace("status: approved", r'status: "\e[2Jgone\x9b31m\u202e"')
    file.write_text(text + '"\\e]0;title\\a": x\n')
    shutil.copy(file, clean / "sms/policies/\x1b[31m\nred.yml")
    printed = render(check(Path("sms"), DAY), "text")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", printed)
    assert r"\x1b[2Jgone" in printed
    assert r"sms/policies/\x1b[31m\nred.yml" in printed


def test_a_file_name_that_is_not_utf_8(clean: Path) -> None:
    (clean / "sms/policies" / os.fsdecode(b"gr\xf6sse.yml")).write_text("a: [\n")
    for form in FORMATS:
        done = smsbook("check", "sms", "--format", form, cwd=clean)
        assert (done.returncode, done.stderr) == (1, "")
        assert re.search(r"gr(\\+udcf6|%F6)sse.yml", done.stdout)


# --- exit codes


def test_clean_is_0(clean: Path) -> None:
    done = smsbook("check", "sms", "--as-of", AS_OF, cwd=clean)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"\n\d+ documents checked: no findings\n$", done.stdout)


def test_findings_are_1(broken: Path) -> None:
    assert smsbook("check", "sms", cwd=broken).returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere"],
        ["sms/policies"],
        ["sms", "--format", "poem"],
        ["sms", "--fail-on", "whim"],
        ["sms", "--as-of", "soon"],
        ["sms", "--weather"],
        ["sms", "too", "many"],
    ],
)
def test_could_not_run_is_2(clean: Path, arguments: list[str]) -> None:
    done = smsbook("check", *arguments, cwd=clean)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr


def orphan(folder: Path) -> None:
    """Add a document that brings a warning and nothing else."""
    file = folder / "sms/services/CMP-alone.yml"
    file.write_text(
        "kind: component\nid: CMP-alone\ntitle: Left over\nversion: '1.0'\nstatus: approved\n"
        "owner: CONFM.manager\nprovided_by: own\nmonitoring: Nobody looks at it\n"
        "approval:\n  by: joao-ferreira\n  role: CONFM.owner\n  date: 2026-11-02\n  seal: s1:00\n"
    )
    shelf.seal_anew(file)


@pytest.mark.parametrize(("threshold", "code"), [("error", 0), ("warning", 1), ("info", 1)])
def test_the_threshold(clean: Path, threshold: str, code: int) -> None:
    orphan(clean)
    done = smsbook("check", "sms", "--fail-on", threshold, "--as-of", AS_OF, cwd=clean)
    assert "1 warning" in done.stdout
    assert done.returncode == code


@pytest.mark.parametrize(
    ("arguments", "code"), [([], 0), (["--fail-on", "warning"], 1), (["--strict-time"], 1)]
)
def test_time_is_a_warning_unless_asked(clean: Path, arguments: list[str], code: int) -> None:
    done = smsbook("check", "sms", "--as-of", "2035-01-01", *arguments, cwd=clean)
    assert done.returncode == code
    assert ("error  the review" if "--strict-time" in arguments else "warning  the review") in done.stdout
    assert ("brought by time alone" in done.stdout) == ("--strict-time" not in arguments)


# --- where


def test_one_file_as_path(broken: Path) -> None:
    whole = check(Path("sms"), DAY)
    only = check(Path("sms/agreements/SLA-a.yml"), DAY)
    expected = tuple(finding for finding in whole.findings if finding.spot.path == "agreements/SLA-a.yml")
    assert only.findings == expected != ()
    done = smsbook("check", "sms/sms.yml", "--as-of", AS_OF, cwd=broken)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("where", "path", "shown"),
    [
        (".", "sms", "sms/"),
        (".", ".", "sms/"),
        (".", "./sms/", "sms/"),
        ("sms", ".", ""),
        ("sms/policies", "..", "../"),
        ("elsewhere", "../sms", "../sms/"),
        ("elsewhere", "..", "../sms/"),
        ("elsewhere", "../sms/agreements/SLA-a.yml", None),
        ("elsewhere", "{root}/sms", None),
        (".", "{root}/sms", "sms/"),
        (".", "sms/agreements/SLA-a.yml", "sms/"),
        ("sms/agreements", "SLA-a.yml", None),
    ],
)
def test_paths_lead_there_from_where_one_is(broken: Path, where: str, path: str, shown: str | None) -> None:
    (broken / "elsewhere").mkdir()
    here = broken / where
    done = smsbook("check", path.format(root=broken), "--format", "json", "--as-of", AS_OF, cwd=here)
    assert done.returncode == 1, done.stderr
    data = json.loads(done.stdout)
    (found,) = {item["path"] for item in data["findings"] if item["path"].endswith("SLA-a.yml")}
    assert (here / found).resolve() == broken / "sms/agreements/SLA-a.yml"
    if shown is not None:
        assert found == f"{shown}agreements/SLA-a.yml"


def test_a_reader_that_goes_away_is_no_error(broken: Path) -> None:
    command = f"{sys.executable} -m smsbook check sms --format json | head -c 1"
    done = subprocess.run(["bash", "-c", command], cwd=broken, capture_output=True, text=True, check=True)
    assert done.stderr == ""
