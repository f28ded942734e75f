"""The branch that remembers all published versions: where it stands, here and at the remote."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

from smsbook.control.repository import GitSaysNo, Repository
from smsbook.source.folder import CouldNotRun


@dataclass(frozen=True)
class Branch:
    """A branch of published versions: its commit here, and the one of the remote as far as it is known."""

    name: str
    remote: str
    here: str
    there: str

    @property
    def ref(self) -> str:
        """Its full name."""
        return f"refs/heads/{self.name}"

    def newest(self, repository: Repository) -> str:
        """Return the commit to go on from: that of the remote, unless this clone has more than it."""
        if not self.here or (self.there and _holds(repository, self.there, self.here)):
            return self.there
        return self.here


def branch(repository: Repository, name: str, remote: str, *, fetch: bool) -> Branch:
    """Return the branch, with what the remote has now where `fetch` says so.

    Raises CouldNotRun where it cannot be one of published versions, or the remote cannot be asked.
    """
    try:
        repository.ask("check-ref-format", "--branch", name)
    except GitSaysNo as error:
        raise CouldNotRun(f"found {name!r} as a branch, expected a name such as gh-pages") from error
    ref, tracking = f"refs/heads/{name}", f"refs/remotes/{remote}/{name}"
    if ref in repository.answer("worktree", "list", "--porcelain").replace("branch ", "").splitlines():
        raise CouldNotRun(f"the branch {name} is checked out; expected a branch for published versions alone")
    if fetch:
        _fetch(repository, ref, tracking, remote)
    found = Branch(name, remote, _commit(repository, ref), _commit(repository, tracking))
    start = found.newest(repository)
    if start and repository.answer("merge-base", start, "HEAD"):
        raise CouldNotRun(
            f"the branch {name} belongs to the history of the SMS; "
            "expected one for published versions alone, such as gh-pages"
        )
    if fetch and found.there and not _holds(repository, start, found.there):
        raise CouldNotRun(
            f"the branch {name} went different ways here and at {remote}; "
            f"if the one there is right, drop the one here with `git branch -D {name}` and publish again"
        )
    return found


def push(repository: Repository, branch: Branch, commit: str) -> None:
    """Send a commit to the branch at the remote. Raises CouldNotRun where the remote does not take it."""
    try:
        repository.ask("push", "--quiet", "--", branch.remote, f"{commit}:{branch.ref}", settings=_online())
    except GitSaysNo as error:
        if "fetch first" in str(error) or "non-fast-forward" in str(error):
            raise CouldNotRun(
                f"{branch.remote} has a newer {branch.name}: somebody else published meanwhile; "
                "nothing was changed, so run the command again"
            ) from error
        raise CouldNotRun(
            f"{branch.remote} did not take the branch; nothing was changed; git said: {error}"
        ) from error


def move(repository: Repository, branch: Branch, commit: str) -> None:
    """Let the branch lead to a commit, unless it was moved meanwhile; this is CouldNotRun."""
    none = "0" * len(commit)
    try:
        repository.ask("update-ref", "-m", "smsbook publish", branch.ref, commit, branch.here or none)
    except GitSaysNo as error:
        raise CouldNotRun(f"the branch {branch.name} was changed meanwhile; run the command again") from error


def _fetch(repository: Repository, ref: str, tracking: str, remote: str) -> None:
    online = _online()
    try:
        listed = repository.ask("ls-remote", "--", remote, ref, settings=online)
        if listed:
            repository.ask(
                "fetch", "--quiet", "--no-tags", "--", remote, f"+{ref}:{tracking}", settings=online
            )
    except GitSaysNo as error:
        raise CouldNotRun(
            f"{remote} cannot be asked; is the name right (`git remote`)? git said: {error}"
        ) from error


def _commit(repository: Repository, ref: str) -> str:
    return repository.answer("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")


def _holds(repository: Repository, one: str, other: str) -> bool:
    """Tell whether the history of one commit holds another."""
    try:
        repository.ask("merge-base", "--is-ancestor", other, one)
    except GitSaysNo:
        return False
    return True


def _online() -> dict[str, str]:
    """Let git ask for a password where somebody is there to type it."""
    usual = "1" if sys.stdin.isatty() else "0"
    return {"GIT_TERMINAL_PROMPT": os.environ.get("GIT_TERMINAL_PROMPT", usual)}
