"""The ready workflows: accepted by the hosts' schemas, careful with strangers, and every step runs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from first_approval import APPROVE, ready_to_approve

from conftest import PROJECT, Run, replace
from smsbook import __version__
from smsbook.adopt.begin import begin
from smsbook.adopt.wish import Wish
from smsbook.source.tree import build

GITHUB = sorted((PROJECT / "ci/github").glob("*.yml"))
GITLAB = sorted((PROJECT / "ci/gitlab").glob("*.yml"))
# What GitHub would put into the place of an expression; whatever else is said in `env` is not known here.
BASE, TOKEN = "github.event.pull_request.base.sha", "github.token"


def read(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = build(file.read_text(encoding="utf-8"), file.name).data
    return data


def jobs(file: Path) -> dict[str, dict[str, Any]]:
    """The jobs of a file, as the host sees them: what a job of GitLab extends is put into it."""
    data = read(file)
    if "jobs" in data:
        return dict(data["jobs"])
    shared = {name: job for name, job in data.items() if name.startswith(".")}
    return {
        name: {**shared.get(job.get("extends"), {}), **job}
        for name, job in data.items()
        if isinstance(job, dict) and name not in shared
    }


def steps(file: Path) -> Iterator[dict[str, Any]]:
    for job in jobs(file).values():
        yield from job["steps"]


# --- how they are written -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schema", "files"),
    [("vendor.github-workflows", GITHUB), ("vendor.gitlab-ci", GITLAB)],
    ids=["github", "gitlab"],
)
def test_the_hosts_schemas_accept_them(schema: str, files: list[Path]) -> None:
    assert files
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    if schema == "vendor.gitlab-ci":
        command += ["--data-transform", "gitlab-ci"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", GITHUB, ids=lambda file: file.stem)
def test_workflows_of_github_are_careful(file: Path) -> None:
    text, data = file.read_text(encoding="utf-8"), read(file)
    assert "pull_request_target" not in text
    assert "secrets." not in text
    assert data["permissions"] == {}, "nothing is allowed unless a job asks for it"
    for job in data["jobs"].values():
        assert set(job["permissions"].values()) <= {"read", "write"}
        assert job["timeout-minutes"]
    for step in steps(file):
        assert "${{" not in step.get("run", ""), "what strangers write never becomes part of a script"
        assert set(re.findall(r"\$\{\{ *(.*?) *\}\}", json.dumps(step.get("env", {})))) <= {BASE, TOKEN}
        if "uses" in step:
            assert re.fullmatch(r"(actions|github)/[\w/-]+@v\d+", step["uses"])
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["fetch-depth"] == "0", "history is part of the check"
            kept = step["with"].get("persist-credentials") != "false"
            assert kept == (file.stem == "smsbook-publish"), "only who pushes keeps the token"
    if "pull_request" in data["on"]:
        allowed = {
            (name, right) for job in data["jobs"].values() for name, right in job["permissions"].items()
        }
        assert allowed == {("contents", "read"), ("security-events", "write")}


def test_each_job_of_gitlab_has_a_rule_and_the_whole_history() -> None:
    for name, job in jobs(PROJECT / "ci/gitlab/smsbook.yml").items():
        assert job["rules"], name
        assert job["timeout"], name
    assert read(PROJECT / "ci/gitlab/smsbook.yml")[".smsbook"]["variables"]["GIT_DEPTH"] == "0"
    (included,) = read(PROJECT / "ci/gitlab/gitlab-ci.yml")["include"]
    assert included == {"local": ".gitlab/smsbook.yml"}


# --- a scratch clone, in which they run -----------------------------------------------------------------


@dataclass
class Clone:
    """A repository begun by `smsbook init`, cloned from its origin, and what a host provides around it."""

    folder: Path
    programs: Path
    summary: Path = field(init=False)

    def __post_init__(self) -> None:
        self.summary = self.folder.parent / "summary.md"
        self.summary.touch()

    @property
    def environment(self) -> dict[str, str]:
        home = self.folder.parent / "home"
        home.mkdir(exist_ok=True)
        kept = {name: os.environ[name] for name in ("LANG", "TMPDIR") if name in os.environ}
        path = os.pathsep.join([str(self.programs), "/usr/local/bin", "/usr/bin", "/bin"])
        return {
            **kept,
            "PATH": path,
            "HOME": str(home),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "PIP_NO_INDEX": "1",  # what smsbook depends on is there already
            "PIP_NO_DEPS": "1",
        }

    def run(self, script: str, env: Mapping[str, str] | None = None) -> Run:
        """Run a script as the hosts do: with bash, up to the first command that fails."""
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.folder,
            env={**self.environment, **(env or {})},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def git(self, *words: str) -> str:
        who = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main"]
        done = subprocess.run(
            ["git", *who, *words],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", "A change")
        return self.git("rev-parse", "HEAD")

    def step(self, name: str, file: str, env: Mapping[str, str] | None = None) -> Run:
        """Run the step of a workflow of GitHub that bears a name, with its own `env`."""
        (found, *_) = [item for item in steps(PROJECT / f"ci/github/{file}.yml") if item.get("name") == name]
        known = {"${{ " + BASE + " }}": (env or {}).get("BASE", ""), "${{ " + TOKEN + " }}": "a-token"}
        own = {key: known.get(value, value) for key, value in found.get("env", {}).items()}
        return self.run(found["run"], {**own, **(env or {})})

    def job(self, name: str, env: Mapping[str, str] | None = None) -> list[Run]:
        """Run the script of a job of GitLab, line by line as far as it succeeds."""
        found = jobs(PROJECT / "ci/gitlab/smsbook.yml")[name]
        variables = {
            key: re.sub(r"\$(\w+)", lambda match: (env or {}).get(match[1], ""), value)
            for key, value in found.get("variables", {}).items()
        }
        done = []
        for line in found["script"]:
            done.append(self.run(line, {**variables, **(env or {})}))
            if done[-1].returncode:
                break
        return done


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An origin with a fresh SMS and the wheel of smsbook in it, and an environment it is installed into."""
    folder = tmp_path_factory.mktemp("begun")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder / "dist"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
    )
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    place = folder / "venv/lib" / version / "site-packages/borrowed.pth"
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    place.write_text("".join(f"{path}\n" for path in sorted(borrowed)), encoding="utf-8")
    wheel = f"./smsbook-{__version__}-py3-none-any.whl"
    begin(folder / "work", Wish(date.today(), "Harbour College IT", install=wheel))
    (folder / "dist" / wheel).rename(folder / "work" / wheel)
    work = Clone(folder / "work", folder / "venv/bin")
    work.git("init", "--quiet")
    work.commit()
    work.git("clone", "--quiet", "--bare", ".", "../origin.git")
    installed = work.step("Install smsbook", "smsbook-check")
    assert installed.returncode == 0, installed.stderr
    assert work.run("command -v smsbook").stdout.strip() == str(folder / "venv/bin/smsbook")
    return folder


@pytest.fixture
def clone(begun: Path, tmp_path: Path) -> Clone:
    """A fresh clone of the origin, with programs that the host would provide."""
    subprocess.run(
        ["git", "clone", "--quiet", begun / "origin.git", tmp_path / "clone"], check=True, capture_output=True
    )
    return Clone(tmp_path / "clone", begun / "venv/bin")


def test_every_script_is_run_here() -> None:
    """A step that is added to a workflow has to be run by a test, too."""
    named = {step["name"] for file in GITHUB for step in steps(file) if "run" in step}
    text = Path(__file__).read_text(encoding="utf-8")
    assert {name for name in named if f'"{name}"' not in text} == set()
    for name in jobs(PROJECT / "ci/gitlab/smsbook.yml"):
        assert f'"{name}"' in text


def test_both_hosts_install_what_requirements_say(begun: Path) -> None:
    work = Clone(begun / "work", begun / "venv/bin")
    for job in jobs(PROJECT / "ci/gitlab/smsbook.yml").values():
        done = work.run(job["before_script"][-1])
        assert done.returncode == 0, done.stderr


def breaking(clone: Clone) -> str:
    """Commit a reference that leads nowhere; return the commit before it."""
    base = clone.git("rev-parse", "HEAD")
    replace(clone.folder / "sms/plans/scope.yml", "provider: organization", "provider: organisation")
    clone.commit()
    return base


def harmless(clone: Clone) -> str:
    """Commit a change that is in order; return the commit before it."""
    base = clone.git("rev-parse", "HEAD")
    replace(clone.folder / "sms/parties/organization.yml", "mission:", "mission: Computing for all.")
    clone.commit()
    return base


def test_github_checks_a_pull_request(clone: Clone) -> None:
    good = clone.step("Check", "smsbook-check", {"BASE": harmless(clone)})
    assert good.returncode == 0, good.stdout + good.stderr
    bad = clone.step("Check", "smsbook-check", {"BASE": breaking(clone)})
    assert bad.returncode == 1, bad.stdout + bad.stderr
    assert re.search(r"^::error .*file=sms/plans/scope\.yml,.*line=\d+", bad.stdout, re.MULTILINE)
    log = json.loads((clone.folder / "build/reports/smsbook.sarif").read_text(encoding="utf-8"))
    assert "broken-reference" in {result["ruleId"] for result in log["runs"][0]["results"]}
    assert clone.step("Show the summary", "smsbook-check").returncode == 0
    assert "organisation" in clone.summary.read_text(encoding="utf-8")


def test_github_checks_everything_on_the_main_branch(clone: Clone) -> None:
    """Without a pull request there is no base, and what was broken before counts."""
    breaking(clone)
    harmless(clone)
    assert clone.step("Check", "smsbook-check").returncode == 1
    assert clone.step("Check", "smsbook-check", {"BASE": clone.git("rev-parse", "HEAD~1")}).returncode == 0


def test_a_preview_is_built_on_both_hosts(clone: Clone) -> None:
    done = clone.step("Build the handbook", "smsbook-check")
    assert done.returncode == 0, done.stderr
    assert "Harbour College IT" in (clone.folder / "build/site/index.html").read_text(encoding="utf-8")
    told = [jobs(PROJECT / "ci/gitlab/smsbook.yml")["smsbook-preview"]["script"]]
    assert told == [["smsbook build sms"]], "the same command as on GitHub, run above"


def release(clone: Clone, version: str) -> None:
    """Approve a document and commit a release of it; share it with the origin."""
    if version == "1.0":
        ready_to_approve(clone.folder)
        done = clone.run(APPROVE)
        assert done.returncode == 0, done.stderr
        clone.commit()
    done = clone.run(
        f"smsbook release {version} && git push --quiet origin HEAD sms-{version}",
        {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in WHO.items()},
    )
    assert done.returncode == 0, done.stdout + done.stderr


WHO = {"NAME": "A", "EMAIL": "a@b.example"}


def own_origin(clone: Clone) -> None:
    """Give a clone an origin of its own, so that pushes do not meet those of other tests."""
    clone.git("clone", "--quiet", "--bare", ".", "../origin.git")
    clone.git("remote", "set-url", "origin", "../origin.git")


def test_github_publishes_a_tag(clone: Clone) -> None:
    own_origin(clone)
    release(clone, "1.0")
    done = clone.step("Publish", "smsbook-publish", {"GITHUB_REF_NAME": "sms-1.0"})
    assert done.returncode == 0, done.stderr
    there = clone.git("ls-tree", "--name-only", "origin/gh-pages").split()
    assert {"1.0", "latest", "versions.json"} <= set(there)


def test_gitlab_publishes_all_tags(clone: Clone) -> None:
    own_origin(clone)
    release(clone, "1.0")
    harmless(clone)
    release(clone, "1.1")
    for done in clone.job("pages", {"CI_COMMIT_TAG": "sms-1.1", "CI_SERVER_HOST": "git.example.org"}):
        assert done.returncode == 0, done.stderr
    assert {"1.0", "1.1", "latest", "versions.json"} <= {
        path.name for path in (clone.folder / "public").iterdir()
    }


def test_gitlab_checks_a_merge_request(clone: Clone) -> None:
    (good,) = clone.job("smsbook-check", {"CI_MERGE_REQUEST_DIFF_BASE_SHA": harmless(clone)})
    assert good.returncode == 0, good.stdout + good.stderr
    (bad,) = clone.job("smsbook-check", {"CI_MERGE_REQUEST_DIFF_BASE_SHA": breaking(clone)})
    assert bad.returncode == 1, bad.stdout + bad.stderr
    reports = jobs(PROJECT / "ci/gitlab/smsbook.yml")["smsbook-check"]["artifacts"]["reports"]
    quality = json.loads((clone.folder / reports["codequality"]).read_text(encoding="utf-8"))
    assert "sms/plans/scope.yml" in {issue["location"]["path"] for issue in quality}
    assert "<testsuite" in (clone.folder / reports["junit"]).read_text(encoding="utf-8")


@pytest.fixture
def command_line(tmp_path: Path) -> Path:
    """Stand-ins for the hosts' own command lines, which write down what they are told."""
    folder = tmp_path / "host"
    folder.mkdir()
    for name in ("gh", "glab"):
        program = folder / name
        program.write_text(f'#!/bin/sh\necho "{name} $*" >> "{folder}/calls"\necho "[]"\n', encoding="utf-8")
        program.chmod(0o755)
    return folder


def test_what_is_due_each_week(clone: Clone, command_line: Path) -> None:
    path = {"PATH": f"{command_line}{os.pathsep}{clone.environment['PATH']}"}
    plan = clone.folder / "sms/plans/PLAN-sms.yml"
    soon = date.today() + timedelta(days=10)
    text = re.sub(
        r"^    by: .*", f"    by: {soon}", plan.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE
    )
    plan.write_text(text, encoding="utf-8")
    opened = clone.step("Open or update issues", "smsbook-due", path)
    assert opened.returncode == 0, opened.stderr
    for done in clone.job("smsbook-due", path):
        assert done.returncode == 0, done.stderr
    calls = (command_line / "calls").read_text(encoding="utf-8")
    for tool in ("gh", "glab"):
        assert re.search(rf"^{tool} api .*--method POST", calls, re.MULTILINE), calls


def test_code_owners_are_looked_at_where_smsbook_makes_them(clone: Clone) -> None:
    for name, entry in (
        ("people", "{id: jo-doe, name: Jo Doe, handles: {github: jo, gitlab: jdoe}}"),
        ("assignments", "{role: SMS.manager, person: jo-doe}"),
    ):
        head = (
            f'kind: {name}\nid: {name}\ntitle: Example\nversion: "0.1"\nstatus: draft\nowner: SMS.manager\n'
        )
        (clone.folder / f"sms/roles/{name}.yml").write_text(f"{head}{name}:\n  - {entry}\n", encoding="utf-8")
    script = jobs(PROJECT / "ci/gitlab/smsbook.yml")["smsbook-due"]["script"][-1]
    file = clone.folder / "CODEOWNERS"
    for host, check in (
        ("github", lambda: clone.step("Check who is asked", "smsbook-due")),
        ("gitlab", lambda: clone.run(script)),
    ):
        file.write_text("/sms/ @somebody\n", encoding="utf-8")
        assert check().returncode == 0, "no line of it is made by smsbook"
        assert clone.run(f"smsbook owners sms --write --host {host}").returncode == 0
        assert check().returncode == 0
        file.write_text(file.read_text(encoding="utf-8").replace("@j", "@k"), encoding="utf-8")
        assert check().returncode == 1


def test_what_time_has_brought(clone: Clone) -> None:
    done = clone.step("Check what time has brought", "smsbook-due")
    assert done.returncode == 0, done.stdout + done.stderr
    assert clone.step("Show the summary", "smsbook-due").returncode == 0
    assert clone.summary.read_text(encoding="utf-8")
