"""Documents under control, from the first approval to the second published version, as people would do it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import shelf
from chromium import served
from conftest import Run, replace, smsbook

BEGUN = Path(__file__).parent / "begun.sms"
APPROVED, CHANGED = "2026-11-10", "2026-11-17"


def git(folder: Path, *arguments: str, day: str = APPROVED) -> str:
    """Run git in a folder, on a day."""
    moment = {"GIT_AUTHOR_DATE": f"{day}T09:00:00+0100", "GIT_COMMITTER_DATE": f"{day}T09:00:00+0100"}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **moment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """What each command of the scenario said, in order."""
    folder = tmp_path_factory.mktemp("college")
    for path, text in shelf.sections(BEGUN).items():
        file = folder / "sms" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Joan Fell")
    git(folder, "config", "user.email", "joan.fell@harbour.example")
    (folder / ".gitignore").write_text("build/\n", encoding="utf-8")
    said: dict[str, Run] = {}

    def say(name: str, *arguments: str) -> None:
        said[name] = smsbook(*arguments, cwd=folder)

    def keep(subject: str, day: str) -> None:
        git(folder, "add", "--all", day=day)
        git(folder, "commit", "--quiet", "-m", subject, day=day)

    keep("Begin", APPROVED)
    say("waiting", "status", "--mine", "mary-hale", "--as-of", APPROVED)
    say("approve", "approve", "--all-in-review", "--by", "mary-hale", "--date", APPROVED)
    keep("Approve", APPROVED)
    say("release 1.0", "release", "1.0", "--date", APPROVED)
    say("publish 1.0", "publish", "1.0")

    agreement, policy = folder / "sms/agreements/SLA-mail.yml", folder / "sms/policies/POL-access-control.yml"
    replace(agreement, "99.5 %", "99.9 %")
    replace(agreement, '"1.0"', '"1.1"')
    replace(policy, "within two days", "within one day")
    say("check the edit", "check", "--as-of", CHANGED)
    say("diff", "diff", "--as-of", CHANGED)
    say("release too early", "release", "1.1", "--date", CHANGED)
    say("approve by another", "approve", "SLA-mail", "--by", "joan-fell", "--date", CHANGED)
    both = ("SLA-mail", "POL-access-control", "--by", "mary-hale", "--date", CHANGED)
    say("approve the old version", "approve", *both)
    replace(policy, '"1.0"', '"1.1"')
    say("approve again", "approve", *both)
    keep("Promise more", CHANGED)
    say("check again", "check", "--as-of", CHANGED, "--strict-time")
    say("release 1.1", "release", "1.1", "--date", CHANGED)
    say("diff of releases", "diff", "sms-1.0..sms-1.1", "--format", "markdown", "--as-of", CHANGED)
    say("publish again", "publish", "1.0")
    say("publish 1.1", "publish", "1.1", "--to", "web")
    said["folder"] = smsbook("--version", cwd=folder)
    said["folder"].args = folder
    return said


def folder_of(told: dict[str, Run]) -> Path:
    return Path(told["folder"].args)


REFUSED = {
    "check the edit",
    "release too early",
    "approve by another",
    "approve the old version",
    "publish again",
}


def test_only_what_should_be_refused_is(told: dict[str, Run]) -> None:
    failed = {name for name, done in told.items() if done.returncode}
    assert failed == REFUSED, "\n".join(
        f"{told[name].stdout}{told[name].stderr}" for name in failed - REFUSED
    )


def test_status_tells_what_waits_for_whom(told: dict[str, Run]) -> None:
    assert "SLA-mail" in told["waiting"].stdout
    assert "smsbook approve" in told["waiting"].stdout


def test_the_seal_breaks_and_says_where(told: dict[str, Run]) -> None:
    broken = told["check the edit"].stdout
    assert broken.count("[broken-seal]") == 2
    assert "«Purpose»" in broken
    assert "Targets" in broken
    assert "POL-access-control --by mary-hale" in broken


def test_diff_says_what_changed_in_the_words_of_the_documents(told: dict[str, Run]) -> None:
    assert "availability target 99.5 % -> 99.9 %" in told["diff"].stdout
    assert "[-two days.-] {+one day.+}" in told["diff"].stdout
    between = told["diff of releases"].stdout
    assert "99.9" in between
    assert "SLA-mail" in between


def test_what_is_refused_is_refused_with_a_reason(told: dict[str, Run]) -> None:
    assert "nothing was written" in told["release too early"].stderr
    assert "Mary Hale" in told["approve by another"].stderr
    assert "expected a higher one" in told["approve the old version"].stderr
    assert "--replace" in told["publish again"].stderr


def test_a_release_is_a_file_a_commit_and_a_tag(told: dict[str, Run]) -> None:
    folder = folder_of(told)
    assert (folder / "sms/releases/1.1.yml").is_file()
    assert git(folder, "cat-file", "-t", "sms-1.1").strip() == "tag"
    assert "99.9 %" in git(folder, "tag", "-l", "--format=%(contents)", "sms-1.1")
    assert git(folder, "diff", "--name-only", "sms-1.1~", "sms-1.1").split() == ["sms/releases/1.1.yml"]
    assert git(folder, "status", "--porcelain", "--", "sms") == ""
    git(folder, "fsck", "--strict")


def test_both_versions_are_served(told: dict[str, Run], browser: Browser) -> None:
    web = folder_of(told) / "web"
    versions = json.loads((web / "versions.json").read_text(encoding="utf-8"))
    assert [(item["version"], item["aliases"]) for item in versions] == [("1.1", ["latest"]), ("1.0", [])]
    with served(web) as address:
        page = browser.new_page()
        failed: list[str] = []
        page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
        page.goto(address)
        page.wait_for_url("**/latest/**")
        assert page.locator(".md-version__current").inner_text().startswith("1.1")
        page.goto(f"{address}/1.1/agreements/SLA-mail.html")
        assert "99.9 %" in page.inner_text("article")
        assert not page.locator("[data-md-component=outdated]").is_visible()
        page.goto(f"{address}/1.0/agreements/SLA-mail.html")
        assert "99.5 %" in page.inner_text("article")
        page.locator("[data-md-component=outdated]").wait_for(state="visible")
        made_from = git(folder_of(told), "rev-parse", "--short=8", "sms-1.0^{commit}").strip()
        assert f"Version 1.0 · commit {made_from}" in page.inner_text("body")
        choices = page.locator(".md-version__link").evaluate_all("links => links.map(link => link.innerText)")
        assert [choice.strip()[:3] for choice in choices] == ["1.1", "1.0"]
        page.locator("[data-md-component=outdated] a").click()
        page.wait_for_url("**/latest/**")
        page.close()
    assert failed == []


@pytest.mark.parametrize(
    "command",
    [
        ("approve", "POL-access-control", "--by", "mary-hale", "--date", CHANGED),
        ("release", "1.2", "--date", CHANGED),
        ("publish", "1.1", "--replace"),
    ],
    ids=lambda command: command[0],
)
def test_killed_in_the_middle_nothing_is_lost(told: dict[str, Run], command: tuple[str, ...]) -> None:
    folder = folder_of(told)
    policy = folder / "sms/policies/POL-access-control.yml"
    started = time.monotonic()
    if command[0] == "approve":
        replace(policy, '"1.1"', '"1.2"')
        replace(policy, "within one day", "within the hour")
        smsbook(*command, "--dry-run", cwd=folder)
    else:
        smsbook(command[0], "9.9", cwd=folder)
    usual = time.monotonic() - started
    for part in (0.6, 0.9, 1.1):
        running = subprocess.Popen(
            [sys.executable, "-m", "smsbook", *command],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(usual * part)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        git(folder, "fsck", "--strict")
        done = smsbook("check", "--as-of", CHANGED, cwd=folder)
        assert done.returncode in (0, 1), done.stderr
        assert "within the hour" in policy.read_text(encoding="utf-8")
    finished = smsbook(*command, cwd=folder)
    if command[0] == "approve":
        assert finished.returncode == 0, finished.stderr
        git(folder, "commit", "--quiet", "--all", "-m", "Within the hour", day=CHANGED)
    assert smsbook("check", "--as-of", CHANGED, "--strict-time", cwd=folder).returncode == 0
    git(folder, "fsck", "--strict")
