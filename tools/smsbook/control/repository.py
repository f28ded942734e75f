"""The git repository around an SMS: what it says, asked with its own commands."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from smsbook.history.environment import for_writing
from smsbook.source.folder import CouldNotRun

_TIMEOUT = 300  # seconds; somebody may have to type the password of a signing key


class GitSaysNo(CouldNotRun):
    """A git command failed; the message is what it said."""


@dataclass(frozen=True)
class Repository:
    """The repository that holds an SMS folder.

    `folder` is the SMS folder below the top of the working tree, empty where it is the top; `common` is the
    folder that git keeps objects and tags in.
    """

    root: Path
    top: Path
    folder: str
    common: Path
    shallow: bool
    environment: Mapping[str, str] = field(repr=False)

    def path(self, path: str) -> str:
        """Return a path below the SMS folder as the repository names it."""
        return f"{self.folder}/{path}" if self.folder else path

    def ask(
        self,
        *arguments: str,
        given: bytes = b"",
        settings: Mapping[str, str] | None = None,
        keep: Sequence[int] = (),
    ) -> str:
        """Return what a git command answers, without line ends behind it; GitSaysNo where it fails.

        `given` is what it reads, `settings` are variables of its environment, `keep` are files left open.
        """
        environment = {**self.environment, **(settings or {})}
        done = _run(self.top, arguments, given, environment, keep)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip() or f"git {arguments[0]} failed"
            raise GitSaysNo(said)
        return done.stdout.decode("utf-8", "replace").rstrip("\n")

    def answer(self, *arguments: str) -> str:
        """Return what a git command answers, or nothing where it fails."""
        try:
            return self.ask(*arguments)
        except GitSaysNo:
            return ""


def repository(root: Path) -> Repository:
    """Return the repository around an SMS folder. Raises CouldNotRun where there is none that can be used."""
    environment = for_writing()
    questions = ("--show-toplevel", "--path-format=absolute", "--git-common-dir", "--is-shallow-repository")
    done = _run(root, ("rev-parse", *questions), b"", environment)
    lines = done.stdout.decode("utf-8", "surrogateescape").splitlines()
    if done.returncode or len(lines) < len(questions) - 1:
        said = done.stderr.decode("utf-8", "replace")
        if "dubious ownership" in said:
            raise CouldNotRun("the repository belongs to another user, so git does not read it")
        raise CouldNotRun(
            f"{root} is in no git repository; versions are commits and tags, so begin with `git init`"
        )
    top = Path(lines[0])
    folder = root.resolve().relative_to(top.resolve()).as_posix()
    return Repository(
        root=root,
        top=top,
        folder="" if folder == "." else folder,
        common=Path(lines[1]),
        shallow=lines[2] == "true",
        environment=environment,
    )


def _run(
    place: Path,
    arguments: tuple[str, ...],
    given: bytes,
    environment: Mapping[str, str],
    keep: Sequence[int] = (),
) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "--no-pager", "-c", "core.fsmonitor=false", *arguments]
    try:
        return subprocess.run(
            command,
            cwd=place,
            input=given,
            capture_output=True,
            env=dict(environment),
            pass_fds=tuple(keep),
            timeout=_TIMEOUT,
            check=False,
        )
    except FileNotFoundError:
        raise CouldNotRun("git is not installed; versions are commits and tags, so this needs git") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CouldNotRun(f"git did not answer: {error}") from None
