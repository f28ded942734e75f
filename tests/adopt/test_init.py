"""`smsbook init`: a repository whose gate is green at once, and nobody's file is touched."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import shelf
from conftest import AS_OF, smsbook
from smsbook.adopt import source as sources
from smsbook.adopt.begin import begin
from smsbook.adopt.example import example
from smsbook.adopt.first_sms import first_sms
from smsbook.adopt.source import source
from smsbook.adopt.steps import MONTHS, STEPS
from smsbook.adopt.surroundings import surroundings
from smsbook.adopt.wish import EDITIONS, HOSTS, STRUCTURES, Wish, usable
from smsbook.check.run import check
from smsbook.cli.main import cli
from smsbook.coverage.state import State
from smsbook.source.folder import CouldNotRun
from smsbook.standard.catalogue import editions
from smsbook.standard.editor import editor_schemas
from smsbook.standard.model import processes

TODAY = date.fromisoformat(AS_OF)
WEIRD = (
    'The "quoted" IT',
    "Kommune: Åse & Ø, «IT»",
    "🐙 Tentacle #1 {services}",
    "no",
    "@name@",
    "''",
    "2026-01-31",
)


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """All files below a folder, with their content and the moment of their last change."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def git(folder: Path, *words: str) -> None:
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.example", "GIT_COMMITTER_NAME": "A"}
    environment = {**os.environ, **who, "GIT_COMMITTER_EMAIL": "a@b.example"}
    subprocess.run(["git", *words], cwd=folder, env=environment, check=True, capture_output=True)


def test_from_an_empty_folder_to_a_handbook(tmp_path: Path) -> None:
    """As it stands in the README, and with what mkdocs.yml proposes."""
    assert smsbook("init", "--defaults", cwd=tmp_path).returncode == 0
    looks = tmp_path / "mkdocs.yml"
    proposed = re.sub(r"^# (site_url|theme| +)", r"\1", looks.read_text(encoding="utf-8"), flags=re.MULTILINE)
    looks.write_text(proposed, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "-m", "start")
    checked = smsbook("check", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout
    assert "planned" in checked.stdout
    built = smsbook("build", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    page = (tmp_path / "build/site/index.html").read_text(encoding="utf-8")
    assert "<title>Our organisation" in page
    assert 'rel="canonical" href="https://handbook.example.org/' in page
    assert "assets/logo.svg" not in page
    assert "assets/smsbook.css" in page, "all else is taken over"
    status = subprocess.run(["git", "status", "--short"], cwd=tmp_path, capture_output=True, check=True)
    assert status.stdout == b"", "what is built is not committed"


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_all_is_planned_and_little_is_found(tmp_path: Path, structure: str, edition: str) -> None:
    begin(tmp_path, Wish(TODAY, "Harbour College IT", structure, edition))
    report = check(tmp_path, TODAY, strict_time=True)
    assert [(finding.rule, report.weight(finding)) for finding in report.findings] == [
        ("vacant-named-role", "warning")
    ]
    assert not report.fails()
    (coverage,) = report.coverage
    assert coverage.catalogue.edition == EDITIONS[edition]
    states = {result.state for result in coverage.results}
    assert states == {State.PLANNED, State.DOCUMENTED}
    assert coverage.count(State.DOCUMENTED) <= 5, "a first draft documents next to nothing"
    assert {document.head.status for document in report.library.documents} == {"draft"}
    assert {item.id for item in processes()} <= {document.id for document in report.library.documents}
    organization = next(report.library.of_kind("organization"))
    assert organization.get("structure") == structure


def test_the_plan_lapses_by_itself(tmp_path: Path) -> None:
    """The gate tightens: what was planned for a day that has passed is found by the scheduled check."""
    begin(tmp_path, Wish(TODAY, "Harbour College IT"))
    later = check(tmp_path, date(2027, 2, 1), strict_time=True)
    assert later.fails()
    assert "lapsed-plan" in {finding.rule for finding in later.findings}
    assert not check(tmp_path, date(2027, 2, 1)).fails(), "but no pull request turns red by it"


def test_each_edition_can_be_begun_with_and_the_plan_is_in_order() -> None:
    assert sorted(EDITIONS.values()) == sorted(editions())
    months = [step.months for step in STEPS]
    assert months == sorted(months)
    assert months[-1] == MONTHS == 18
    assert STEPS[0].names[0].startswith("GR")


@pytest.mark.parametrize("host", HOSTS)
def test_running_twice_changes_nothing(tmp_path: Path, host: str) -> None:
    first = smsbook("init", "--defaults", "--host", host, "--as-of", AS_OF, cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    before = snapshot(tmp_path)
    again = smsbook("init", "--host", host, "--as-of", "2027-03-01", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (0, "all files are there already; nothing was written\n")
    assert snapshot(tmp_path) == before
    hosts = {
        "github": ".github/workflows/smsbook-check.yml",
        "gitlab": ".gitlab-ci.yml",
        "other": "ci/pre-receive",
    }
    assert {path for path in hosts.values() if path in before} == {hosts[host]}
    assert ("CODEOWNERS" in before) == (host != "other")


def test_what_is_there_stays_and_is_said(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("ours\n")
    (tmp_path / ".gitignore").write_text("*.log\n")
    (tmp_path / "sms/plans").mkdir(parents=True)
    (tmp_path / "sms/plans/PLAN-sms.yml").write_text("kind: plan\n")
    done = smsbook("init", "--defaults", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "left 3 files as they were:\n  .gitignore\n  README.md\n  sms/ (1 file)\n" in done.stdout
    assert "  .gitignore: add a line `/build/` to it" in done.stdout
    assert (tmp_path / "README.md").read_text() == "ours\n"
    assert (tmp_path / ".gitignore").read_text() == "*.log\n"
    assert (tmp_path / "sms/plans/PLAN-sms.yml").read_text() == "kind: plan\n"
    assert (tmp_path / "sms/sms.yml").is_file()


def test_an_sms_that_is_there_gets_only_what_is_around_it(tmp_path: Path) -> None:
    (tmp_path / "sms").mkdir()
    (tmp_path / "sms/sms.yml").write_text('name: Hafen-IT\nstandards: ["FitSM-1:2016"]\n')
    done = smsbook("init", "--host", "gitlab", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "sms").iterdir()] == ["sms.yml"]
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "# Service management system of Hafen-IT\n" in readme
    assert "FitSM-1 2016" in readme
    assert "Hardly anything is documented" not in readme


def test_a_run_that_was_stopped_is_completed(tmp_path: Path) -> None:
    """The settings come last: as long as they are missing, the rest of the SMS may be missing too."""
    written = begin(tmp_path, Wish(TODAY, "Harbour College IT")).written
    assert written[-1] == "sms/sms.yml"
    before = snapshot(tmp_path)
    for path in ("sms/sms.yml", "sms/processes/CHM.yml"):
        (tmp_path / path).unlink()
    again = begin(tmp_path, Wish(TODAY, "Harbour College IT"))
    assert again.written == ("sms/processes/CHM.yml", "sms/sms.yml")
    assert {path: text for path, (text, _) in snapshot(tmp_path).items()} == {
        path: text for path, (text, _) in before.items()
    }


def test_another_host_is_added(tmp_path: Path) -> None:
    begin(tmp_path, Wish(TODAY, "Harbour College IT", host="github"))
    assert begin(tmp_path, Wish(TODAY, host="gitlab")).written == (
        ".gitlab-ci.yml",
        ".gitlab/smsbook.yml",
    )


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (".gitlab-ci.yml", "stages: [test]\n", "`- local: .gitlab/smsbook.yml` under `include`"),
        ("mkdocs.yml", "site_name: x\n", "INHERIT: !ENV SMSBOOK_SETTINGS"),
        ("requirements.txt", "mkdocs\n", "add smsbook to it"),
        (".pre-commit-config.yaml", "repos: []\n", "runs `smsbook check sms`"),
    ],
)
def test_what_a_file_that_was_there_lacks_is_said(
    tmp_path: Path, path: str, text: str, expected: str
) -> None:
    (tmp_path / path).write_text(text)
    (hint,) = begin(tmp_path, Wish(TODAY, host="gitlab")).hints
    assert hint.startswith(f"{path}: ")
    assert expected in hint


# --- what it refuses ------------------------------------------------------------------------------------


def refused(folder: Path, *words: str) -> str:
    """Run `smsbook init`, which has to refuse, and return what it says."""
    before = snapshot(folder)
    done = smsbook("init", *words, cwd=folder)
    assert done.returncode == 2, done.stdout
    assert "Traceback" not in done.stderr
    assert "mistake of its own" not in done.stderr
    assert snapshot(folder) == before, "nothing is written"
    return done.stderr


def test_a_file_a_foreign_sms_and_ways_out_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "is a file, expected a folder" in refused(tmp_path, "file", "--defaults")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "sms.yml").write_text("name: Ours\n")
    assert "this folder is a service management system itself" in refused(inside, "--defaults")
    linked, elsewhere = tmp_path / "linked", tmp_path / "elsewhere"
    linked.mkdir()
    elsewhere.mkdir()
    (linked / "sms").symlink_to(elsewhere)
    assert "sms is a symbolic link" in refused(linked, "--defaults")
    assert list(elsewhere.iterdir()) == []
    (tmp_path / "blocked").mkdir()
    (tmp_path / "blocked/.github").write_text("")
    assert ".github is a file, expected a folder" in refused(tmp_path / "blocked", "--defaults")


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    if os.geteuid():
        closed.chmod(0o555)
    else:  # nothing is closed to root but what the system itself keeps
        closed = Path("/proc/smsbook")
    done = smsbook("init", str(closed), "--defaults", cwd=tmp_path)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "nothing was written" in done.stderr


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), "--name is not said, and here is nobody to ask"),
        (("--name", "X Y"), "--structure is not said"),
        (("--defaults", "--name", "X"), "the name cannot be used"),
        (("--defaults", "--name", "two\nlines"), "in one line"),
        (("--defaults", "--name", "n" * 200), "expected 2 to 120"),
        (("--defaults", "--as-of", "9999-12-31"), "too far ahead"),
        (("--defaults", "--edition", "v4"), "'v4' is not one of"),
        (("--example", "--defaults", "--name", "X Y"), "--example brings its own"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, words: tuple[str, ...], expected: str) -> None:
    assert expected in refused(tmp_path, *words)


def test_it_asks_four_questions_on_a_terminal(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, b"Harbour College IT\nfederation\n2016\ngitlab\n")
    command = [sys.executable, "-m", "smsbook", "init", "new"]
    done = subprocess.run(command, cwd=tmp_path, stdin=theirs, capture_output=True, text=True, check=False)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("?") == 4
    said = (tmp_path / "new/sms/sms.yml").read_text()
    assert "name: Harbour College IT\nstandards:\n  - FitSM-1:2016\n" in said
    assert (tmp_path / "new/.gitlab-ci.yml").is_file()
    assert "structure: federation" in (tmp_path / "new/sms/parties/organization.yml").read_text()


# --- what is written ------------------------------------------------------------------------------------


def held(name: str) -> None:
    """Hold that a name arrives in documents, settings, handbook and README as it is."""
    wish = usable(Wish(TODAY, name))
    files = first_sms(wish)
    built, findings = shelf.library(files)
    assert findings == []
    assert built.settings["name"] == wish.name
    organization = next(built.of_kind("organization"))
    assert (organization.title, organization.get("name")) == (wish.name, wish.name)
    around = surroundings(wish, "going-on")
    text = around["mkdocs.yml"].decode().replace("!ENV ", "")
    title = yaml.safe_load(text)["site_name"]
    assert isinstance(title, str)
    assert title.strip()
    assert not set(title) & set("<>&\"'")
    readme = around["README.md"].decode()
    assert readme.startswith("# Service management system of ")
    assert "<" not in readme.partition("\n")[0]


@pytest.mark.parametrize("name", WEIRD)
def test_weird_names(name: str) -> None:
    held(name)


@settings(max_examples=15, deadline=None)
@given(st.text(min_size=2, max_size=40))
def test_any_name_arrives_or_is_refused(name: str) -> None:
    try:
        usable(Wish(TODAY, name))
    except CouldNotRun:
        return
    held(name)


def test_no_name_is_taken_for_a_place_to_fill(tmp_path: Path) -> None:
    begin(tmp_path, Wish(TODAY, "@install@"))
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.parent.name != "schemas":
            assert not re.search(
                r"@(name|site|note|edition|going|pipeline)@", path.read_text(encoding="utf-8")
            ), path


def test_editors_find_the_schema_of_every_file(tmp_path: Path) -> None:
    begin(tmp_path, Wish(TODAY, "Harbour College IT"))
    mapping = json.loads((tmp_path / ".vscode/settings.json").read_text())["yaml.schemas"]
    for file in sorted((tmp_path / "sms").rglob("*.yml")):
        path = file.relative_to(tmp_path).as_posix()
        first = file.read_text(encoding="utf-8").partition("\n")[0]
        schema = (file.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
        assert schema.is_file(), path
        found = [
            name
            for name, globs in mapping.items()
            for glob in ([globs] if isinstance(globs, str) else globs)
            if fnmatchcase(path, glob)
        ]
        assert [(tmp_path / name).resolve() for name in found] == [schema], path
    assert {path.name for path in (tmp_path / "schemas").iterdir()} == set(editor_schemas())


def test_the_example_is_whole_and_says_that_it_is_one(tmp_path: Path) -> None:
    done = smsbook("init", "--example", "--defaults", "--as-of", AS_OF, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for path, content in example().items():
        assert (tmp_path / "sms" / path).read_bytes() == content
    assert not check(tmp_path, TODAY, strict_time=True).findings
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "of Tidemark Research Computing" in readme
    assert "invented" in readme


@pytest.mark.parametrize("host", HOSTS)
def test_the_readme_names_commands_and_files_that_exist(tmp_path: Path, host: str) -> None:
    begin(tmp_path, Wish(TODAY, "Harbour College IT", host=host))
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    for path in re.findall(r"^\| `([^`]+)` \| ", readme, re.MULTILINE):
        assert " " in path or (tmp_path / path).exists(), path
    for path in re.findall(r"`(sms/[^` ]+)`", readme):
        assert (tmp_path / path).exists(), path
    commands = [line.split() for line in re.findall(r"`smsbook ([^`]+)`", readme)]
    assert len(commands) > 5
    for name, *words in commands:
        known = {option for item in cli.commands[name].params for option in item.opts}
        assert {word for word in words if word.startswith("--")} <= known, name


# --- where the pipeline gets smsbook --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("remembered", "expected"),
    [
        (None, "smsbook==0.1.0"),
        ({"url": "https://x.example/s.whl", "archive_info": {"hashes": {"sha256": "ab"}}}, "s.whl#sha256=ab"),
        (
            {"url": "https://x.example/s.git", "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}},
            "smsbook @ git+https://x.example/s.git@c0ffee",
        ),
        ({"url": "file:///somewhere", "dir_info": {}}, "./smsbook-0.1.0-py3-none-any.whl"),
        ({"url": "https://user:secret@x.example/s.whl"}, "./smsbook-0.1.0-py3-none-any.whl"),
    ],
)
def test_the_pipeline_installs_what_is_installed_here(
    monkeypatch: pytest.MonkeyPatch, remembered: dict[str, object] | None, expected: str
) -> None:
    monkeypatch.setattr(sources, "_direct_url", lambda: remembered)
    install, _ = source()
    assert install.endswith(expected)
    assert source("smsbook @ file:x") == ("smsbook @ file:x", ())
