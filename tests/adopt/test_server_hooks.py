"""The hooks for a bare git server: what does not check clean is not taken, and a tag is published."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from first_approval import APPROVE, ready_to_approve

from conftest import Run, replace
from smsbook.adopt.begin import begin
from smsbook.adopt.wish import Wish

PROGRAMS = Path(sys.executable).parent
WHO = {f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def run(folder: Path, *words: str | Path) -> Run:
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    path = os.pathsep.join((str(PROGRAMS), os.environ["PATH"]))
    environment = {"PATH": path, "HOME": str(home), "LANG": "C.UTF-8", **WHO}
    command = [str(word) for word in words]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def git(folder: Path, *words: str | Path) -> str:
    done = run(folder, "git", *words)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A working copy with a first SMS; its origin is a bare repository with both hooks."""
    server, folder = tmp_path / "server.git", tmp_path / "work"
    folder.mkdir()
    begin(folder, Wish(date.today(), "Harbour College IT", host="other"))
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "start")
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", server)
    for hook in ("pre-receive", "post-receive"):
        shutil.copy(folder / "ci" / hook, server / "hooks" / hook)
        (server / "hooks" / hook).chmod(0o755)
    git(folder, "remote", "add", "origin", server)
    return folder


def break_it(work: Path) -> None:
    replace(work / "sms/plans/scope.yml", "provider: organization", "provider: organisation")
    git(work, "commit", "--quiet", "--all", "-m", "break it")


def mend_it(work: Path) -> None:
    replace(work / "sms/plans/scope.yml", "provider: organisation", "provider: organization")
    git(work, "commit", "--quiet", "--all", "-m", "mend it")


def there(work: Path, branch: str = "main") -> str:
    return run(work.parent / "server.git", "git", "rev-parse", "--verify", "--quiet", branch).stdout.strip()


def test_what_does_not_check_clean_is_not_taken(work: Path) -> None:
    git(work, "push", "--quiet", "origin", "main")
    taken = there(work)
    assert taken == git(work, "rev-parse", "HEAD")
    break_it(work)
    refused = run(work, "git", "push", "origin", "main")
    assert refused.returncode != 0
    assert "[broken-reference]" in refused.stderr
    assert "sms/plans/scope.yml" in refused.stderr
    assert "not taken: mend what is listed above" in refused.stderr
    assert there(work) == taken
    git(work, "push", "--quiet", "origin", "main:refs/heads/draft")
    assert there(work, "draft"), "other branches are for drafts"
    mend_it(work)
    git(work, "push", "--quiet", "origin", "main")
    assert there(work) == git(work, "rev-parse", "HEAD")


def test_a_push_runs_and_reads_nothing_of_its_own(work: Path, tmp_path: Path) -> None:
    """Attributes, hooks and symbolic links of a stranger stay what they are: text."""
    git(work, "push", "--quiet", "origin", "main")
    (tmp_path / "secret.yml").write_text("kind: policy\n")
    (work / "sms/policies/POL-secret.yml").symlink_to(tmp_path / "secret.yml")
    (work / ".gitattributes").write_text("*.yml filter=evil\n")
    config = tmp_path / "home/.gitconfig"
    config.write_text(f'[filter "evil"]\n\tsmudge = touch {tmp_path}/ran; cat\n')
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "-m", "odd")
    assert run(work, "git", "push", "origin", "main").returncode != 0
    assert not (tmp_path / "ran").exists()


def test_another_folder_branch_and_a_missing_sms(work: Path) -> None:
    server = work.parent / "server.git"
    git(server, "config", "smsbook.folder", "elsewhere")
    refused = run(work, "git", "push", "origin", "main")
    assert refused.returncode != 0
    assert "there is no elsewhere/sms.yml" in refused.stderr
    git(server, "config", "smsbook.branch", "approved")
    git(work, "push", "--quiet", "origin", "main")
    git(server, "config", "--unset", "smsbook.folder")
    break_it(work)
    assert run(work, "git", "push", "origin", "main:approved").returncode != 0


def test_a_tag_publishes_the_handbook(work: Path, tmp_path: Path) -> None:
    server, web = work.parent / "server.git", tmp_path / "web"
    git(work, "push", "--quiet", "origin", "main")
    ready_to_approve(work)
    for command in (APPROVE, "git commit --quiet --all -m approve", "smsbook release 1.0"):
        done = run(work, *command.split())
        assert done.returncode == 0, done.stderr
    told = run(work, "git", "push", "origin", "main", "sms-1.0")
    assert "smsbook.handbook" in told.stderr, "it says what is missing"
    git(work, "push", "--quiet", "origin", "--delete", "sms-1.0")
    git(server, "config", "smsbook.handbook", web)
    done = run(work, "git", "push", "origin", "sms-1.0")
    assert done.returncode == 0, done.stderr
    assert (web / "1.0/index.html").is_file(), done.stderr
    assert (web / "versions.json").is_file()
    assert there(work, "gh-pages"), "the bare repository remembers what was published"
