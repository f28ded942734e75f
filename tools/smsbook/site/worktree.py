"""The SMS as it was committed, checked out where nobody works, and gone afterwards."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from smsbook.control.alone import alone
from smsbook.control.repository import GitSaysNo, Repository
from smsbook.source.folder import CouldNotRun

_PREFIX, _TREE = "publish-", "smsbook-publish"
_AS_COMMITTED = {
    "core.hooksPath": os.devnull,
    "core.autocrlf": "false",
    "core.eol": "lf",
    "core.sparseCheckout": "false",
}


@contextmanager
def workshop(repository: Repository) -> Iterator[Path]:
    """Yield a new folder below the repository's .git, for one run at a time; it is removed afterwards.

    What a killed run left there is removed first. Raises CouldNotRun where another run is at work.
    """
    with alone(repository) as inside:
        place = inside.folder.parent
        for left in sorted(place.glob(f"{_PREFIX}*")):
            _discard(repository, left)
        _forget_unfinished(repository)
        folder = Path(mkdtemp(prefix=_PREFIX, dir=place))
        try:
            yield folder
        finally:
            _discard(repository, folder)


def check_out(repository: Repository, commit: str, folder: Path) -> Path:
    """Check a commit out into a worktree in a folder of `workshop`, and return the worktree."""
    tree = folder / _TREE
    settings = [word for name, value in _AS_COMMITTED.items() for word in ("-c", f"{name}={value}")]
    try:
        repository.ask(*settings, "worktree", "add", "--detach", "--quiet", str(tree), commit)
    except GitSaysNo as error:
        raise CouldNotRun(f"git could not check out commit {commit[:8]}: {error}") from error
    return tree


def _discard(repository: Repository, folder: Path) -> None:
    """Remove a run's folder; git forgets a worktree whose place is empty, so that goes first."""
    tree = folder / _TREE
    if tree.exists():
        tree.rename(folder / "gone")
    repository.answer("worktree", "remove", "--force", "--force", str(tree))
    # A program that a killed run had started may still write there; the next run removes what is left.
    shutil.rmtree(folder, ignore_errors=True)


def _forget_unfinished(repository: Repository) -> None:
    """Remove what git noted about a worktree that it had no time to make."""
    for noted in (repository.common / "worktrees").glob(f"{_TREE}*"):
        if not (noted / "gitdir").is_file():
            shutil.rmtree(noted, ignore_errors=True)
