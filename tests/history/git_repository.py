"""Real repositories for tests, made with git as people make them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_SETTINGS = {
    "user.name": "Ann Ä",
    "user.email": "ann@example.org",
    "init.defaultBranch": "main",
    "commit.gpgSign": "false",
    "tag.gpgSign": "false",
    "protocol.file.allow": "always",
    "advice.detachedHead": "false",
}


def git(folder: Path, *arguments: str | Path, **variables: str) -> str:
    """Run git in a folder, and return what it prints."""
    settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    environment = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, **variables}
    done = subprocess.run(
        ["git", "-C", folder, *settings, *arguments],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        timeout=60,
    )
    return done.stdout.decode("utf-8", "replace").strip()


def commit(folder: Path, subject: str, day: str = "2026-03-04", **variables: str) -> str:
    """Commit everything in a repository on a day, and return the commit's id."""
    moment = f"{day}T05:06:07+00:00"
    git(folder, "add", "-A")
    dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    git(folder, "commit", "-q", "--allow-empty", "-m", subject, **(dates | variables))
    return git(folder, "rev-parse", "HEAD")


def repository(folder: Path, **texts: str) -> Path:
    """Begin a repository with an SMS folder `sms` in it, and return that."""
    (folder / "sms").mkdir(parents=True)
    git(folder, "init", "-q")
    write(folder / "sms", **{"sms.yml": "name: X\n"} | texts)
    return folder / "sms"


def write(folder: Path, **texts: str) -> None:
    """Write texts into files below a folder."""
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def policy(version: str = "1.0", status: str = "approved", words: str = "Say it.", approval: str = "") -> str:
    """Return the text of a policy; `approval` is its day and, behind a space, its seal."""
    day, _, seal = approval.partition(" ")
    lines = [f"kind: policy\nid: POL-a\ntitle: A policy\nversion: '{version}'\nstatus: {status}"]
    if day:
        lines.append(f"approval:\n  by: ann\n  role: SMS.owner\n  date: {day}")
        lines += [f"  seal: {seal}"] if seal else []
    lines.append("review:\n  interval: P12M\n  next: 2027-01-31")
    return "\n".join([*lines, f"purpose: {words}", *(f"# line {number}" for number in range(9))]) + "\n"
