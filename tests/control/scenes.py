"""A small SMS in a git repository of its own, and what is done to it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import shelf
from conftest import replace
from smsbook.check.run import load
from smsbook.library.seal import seal

HERE = Path(__file__).parent
APPROVAL = "\napproval:\n  by: jo-doe\n  role: SMS.owner\n  date: 2026-07-01\n  seal: "


def git(place: Path, *arguments: str, fails: bool = False) -> str:
    """Run git in a folder, and return what it says."""
    done = subprocess.run(["git", *arguments], cwd=place, capture_output=True, text=True, check=False)
    assert fails or done.returncode == 0, done.stderr
    return done.stdout.strip()


def repository(place: Path, folder: str = "sms") -> Path:
    """Make a repository with the small SMS of `release.sms`, approved and committed; return its folder."""
    git(place, "init", "--quiet", "--initial-branch=main")
    git(place, "config", "user.name", "Ann Author")
    git(place, "config", "user.email", "ann@example.org")
    root = place / folder
    for path, text in shelf.sections(HERE / "release.sms").items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    approve(root)
    commit(place, "Begin")
    return root


def approve(root: Path) -> None:
    """Seal every document that is approved, where its seal is missing or does not fit."""
    for document in load(root)[0].documents:
        if document.head.status == "approved" and document.kind not in ("record", "sms-release"):
            file = root / document.path
            text = file.read_text(encoding="utf-8").partition("\napproval:")[0].rstrip("\n")
            file.write_text(f"{text}{APPROVAL}{seal(document.body)}\n", encoding="utf-8")


def commit(place: Path, message: str) -> str:
    """Commit everything, and return the commit."""
    git(place, "add", "--all")
    git(place, "commit", "--quiet", "-m", message)
    return git(place, "rev-parse", "HEAD")


def revise(root: Path) -> None:
    """Change a policy, remove another, add a third, and have it all approved and committed."""
    replace(root / "policies/POL-one.yml", "So that there is one.", "So that there is exactly one.")
    replace(root / "policies/POL-one.yml", 'version: "1.0"', 'version: "1.1"')
    replace(root / "policies/POL-one.yml", "[POL-two]", "[POL-three]")
    (root / "policies/POL-two.yml").unlink()
    replace(root / "policies/POL-three.yml", "draft", "approved")
    replace(root / "policies/POL-three.yml", '"0.1"', '"1.0"')
    replace(
        root / "roles/assignments.yml",
        "    person: max-roe\n    since: 2026-01-01\n    deputy: jo-doe\n",
        "    person: jo-doe\n    since: 2026-07-01\n    deputy: max-roe\n",
    )
    replace(root / "roles/assignments.yml", '"1.0"', '"1.1"')
    approve(root)
    commit(root, "Revise")


def state(place: Path) -> dict[str, str]:
    """Return what git shows of a repository: its refs, what is checked out, and what is not committed."""
    return {
        "refs": git(place, "for-each-ref"),
        "head": git(place, "rev-parse", "HEAD"),
        "status": git(place, "status", "--porcelain", "--untracked-files=all", "--ignored"),
        "locks": " ".join(str(file) for file in sorted((place / ".git").rglob("*.lock"))),
    }
