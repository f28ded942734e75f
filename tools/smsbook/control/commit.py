"""Make a commit of one new file and a tag out of sight, then let both appear at once.

Nothing that git shows changes until `appear`. It moves branch and tag in one transaction of git, and then
brings the file into the working tree, in a process of its own: what ends this one does not reach it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from smsbook.control.alone import Workplace
from smsbook.control.repository import GitSaysNo, Repository
from smsbook.source.folder import CouldNotRun

_MODE = "100644"


@dataclass(frozen=True)
class Step:
    """A branch that moves from one commit to the next, and a tag, by its object, that appears with it.

    Where the branch is there already, `before` and `after` are the same; where the tag is, `tag` is empty.
    """

    branch: str
    before: str
    after: str
    tag: str = ""
    tag_object: str = ""


def commit_file(
    repository: Repository, work: Workplace, parent: str, path: str, text: str, message: str
) -> str:
    """Return a new commit on top of `parent` that adds one file, by its path in the repository.

    It is signed where git signs commits. No branch leads to it yet.
    """
    index = {"GIT_INDEX_FILE": str(work.folder / "index")}
    blob = repository.ask("hash-object", "-w", "--no-filters", "--stdin", given=text.encode())
    repository.ask("read-tree", parent, settings=index)
    entry = f"{_MODE},{blob},{path}"
    repository.ask("update-index", "--add", "--cacheinfo", entry, settings=index)
    tree = repository.ask("write-tree", settings=index)
    signed = ["-S"] if repository.answer("config", "--type=bool", "commit.gpgSign") == "true" else []
    command = ["-c", "i18n.commitEncoding=UTF-8", "commit-tree", *signed, "-p", parent, "-F", "-", tree]
    return repository.ask(*command, given=message.encode())


def tag_object(repository: Repository, work: Workplace, name: str, commit: str, message: str) -> str:
    """Return a new annotated tag of a commit, signed where git signs tags; no name leads to it yet.

    Git makes it in an empty repository that shares the objects of the real one, because signing and naming
    cannot be had apart.
    """
    place = work.folder / "tag.git"
    shape = repository.ask("rev-parse", "--show-object-format")
    repository.ask("init", "--quiet", "--bare", "--template=", f"--object-format={shape}", str(place))
    settings = {"GIT_DIR": str(place), "GIT_OBJECT_DIRECTORY": str(repository.common / "objects")}
    config = f"include.path={repository.common / 'config'}"
    command = ["-c", config, "-c", "core.bare=true", "-c", "core.worktree=", "-c", "core.hooksPath="]
    tag = ["tag", "--annotate", "--cleanup=verbatim", "-F", "-", "--", name, commit]
    repository.ask(*command, *tag, given=message.encode(), settings=settings)
    return repository.ask("rev-parse", f"refs/tags/{name}", settings=settings)


def appear(repository: Repository, work: Workplace, step: Step) -> None:
    """Move the branch and set the tag, both or neither, then bring the working tree up to the branch."""
    if step.before != step.after:
        # before anything moves: can the working tree follow?
        repository.ask("read-tree", "--dry-run", "-m", "-u", step.before, step.after)
    _out_of_reach(lambda: _appear(repository, work, step))


def follow(repository: Repository, work: Workplace, before: str, after: str) -> None:
    """Bring index and working tree from one commit to the next; what else changed there stays."""
    repository.ask("read-tree", "-m", "-u", before, after, keep=[work.lock])


def _appear(repository: Repository, work: Workplace, step: Step) -> None:
    _move(repository, work, step)
    if step.before == step.after:
        return
    try:
        follow(repository, work, step.before, step.after)
    except GitSaysNo as error:
        raise CouldNotRun(
            f"the release is made, but its file could not be put into the working tree: {error}; "
            "run the same command again"
        ) from error


def _move(repository: Repository, work: Workplace, step: Step) -> None:
    lines, moving = ["start"], []
    if step.before != step.after:
        lines.append(f"update {step.branch} {step.after} {step.before}")
        moving.append(f"{step.branch} {step.after}\n")
    if step.tag:
        lines.append(f"create refs/tags/{step.tag} {step.tag_object}")
        moving.append(f"refs/tags/{step.tag} {step.tag_object}\n")
    lines += ["prepare", "commit", ""]
    words = ["update-ref", "-m", f"smsbook release: {step.tag or step.after}", "--stdin"]
    work.moving.write_text("".join(moving), encoding="utf-8")
    try:
        repository.ask(*words, given="\n".join(lines).encode(), keep=[work.lock])
    finally:
        work.moving.unlink()


def _out_of_reach(work: Callable[[], None]) -> None:
    """Do the work in a process and session of its own, which a kill meant for this one does not reach."""
    if not hasattr(os, "fork"):
        work()
        return
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _do(work, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        said = stream.read().decode("utf-8", "replace")
    _, status = os.waitpid(child, 0)
    if status:
        raise CouldNotRun(said or "the process that makes the release was ended; run the command again")


def _do(work: Callable[[], None], writer: int) -> NoReturn:
    """Do the work and end this process with it; what went wrong goes to `writer`."""
    code = 1
    try:
        os.setsid()
        work()
        code = 0
    except Exception as error:  # the other process raises it again
        os.write(writer, str(error).encode())
    finally:
        os._exit(code)
