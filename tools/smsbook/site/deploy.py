"""Put a built site among the published versions with mike, in a process of its own.

mike works on the repository and with the name that its environment gives it; so what it makes is seen by
nobody before it is whole. It reads what to do from standard input, as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from smsbook.control.repository import Repository
from smsbook.source.folder import CouldNotRun

BRANCH = "published"  # in the repository that only mike sees
_NO_MIKE = "mike is not installed beside smsbook; install it with `pip install mike`"


def deploy(repository: Repository, folder: Path, before: str, asked: dict[str, object]) -> str:
    """Return the commit with the site added to the versions that commit `before` holds (empty: to none).

    `asked` holds site, version, title, alias, default, message and properties, see `main`. The commit is
    in the repository, and no branch leads to it yet. Raises CouldNotRun where mike is missing or refuses.
    """
    place = folder / "mike.git"
    shape = repository.ask("rev-parse", "--show-object-format")
    repository.ask("init", "--quiet", "--bare", "--template=", f"--object-format={shape}", str(place))
    settings = _environment(repository, place)
    if before:
        repository.ask("update-ref", f"refs/heads/{BRANCH}", before, settings=settings)
    _run(repository, folder, settings, asked)
    return repository.ask("rev-parse", f"refs/heads/{BRANCH}", settings=settings)


def _environment(repository: Repository, place: Path) -> dict[str, str]:
    """Return what makes git use a place of its own for branches, and share everything else."""
    settings = {
        "GIT_DIR": str(place),
        "GIT_OBJECT_DIRECTORY": str(repository.common / "objects"),
        "PYTHONHASHSEED": "0",  # mike writes a version's names in the order of a set
        "PYTHONUTF8": "1",
    }
    shallow = repository.common / "shallow"
    if shallow.is_file():
        settings["GIT_SHALLOW_FILE"] = str(shallow)
    try:
        name, _, rest = repository.ask("var", "GIT_COMMITTER_IDENT").partition(" <")
    except CouldNotRun as error:
        raise CouldNotRun(
            "git does not know who publishes; tell it with `git config user.name` and `git config user.email`"
        ) from error
    return settings | {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": rest.partition(">")[0]}


def _run(repository: Repository, folder: Path, settings: dict[str, str], asked: dict[str, object]) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "smsbook.site.deploy"],
        cwd=folder,
        env={**repository.environment, **settings},
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        said = (done.stderr.strip() or "it said nothing").splitlines()[-1]
        raise CouldNotRun(_NO_MIKE if "No module named 'mike'" in said else f"mike could not publish: {said}")


def main() -> None:
    """Do what standard input asks for: a commit for the site, and one where the root is to lead elsewhere."""
    from mike import commands  # type: ignore[import-untyped]
    from mike.git_utils import GitEmptyCommit, GitError  # type: ignore[import-untyped]

    asked = json.load(sys.stdin)
    aliases = [asked["alias"]] if asked["alias"] else []
    try:
        with (
            suppress(GitEmptyCommit),
            commands.deploy(
                {"site_dir": asked["site"]},
                asked["version"],
                asked["title"],
                aliases,
                update_aliases=True,
                alias_type=commands.AliasType.copy,
                set_props=list(asked["properties"].items()),
                branch=BRANCH,
                message=asked["message"],
            ),
        ):
            pass
        if asked["default"]:
            with suppress(GitEmptyCommit):
                words = f"Let the root lead to {asked['default']}"
                commands.set_default(asked["default"], branch=BRANCH, message=words)
    except (GitError, ValueError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
