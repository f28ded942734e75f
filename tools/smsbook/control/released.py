"""The releases there are, by their tags and their files."""

from __future__ import annotations

import re
from dataclasses import dataclass

from smsbook.control.manifest import KIND, PREFIX
from smsbook.control.repository import Repository
from smsbook.library.library import Library
from smsbook.source.folder import CouldNotRun

VERSION = re.compile(r"[0-9]{1,9}\.[0-9]{1,9}(\.[0-9]{1,9})?")
Number = tuple[int, ...]


@dataclass(frozen=True)
class Last:
    """The last release: its version, and the commit that holds it; without a commit, git lacks it."""

    version: str
    commit: str


def number(version: str) -> Number:
    """Return a version as numbers that can be compared. Raises CouldNotRun where it is none."""
    if not VERSION.fullmatch(version):
        raise CouldNotRun(
            f"`{version}` is no version, expected two or three numbers with dots, such as 1.0 or 2.1.3"
        )
    parts = tuple(int(part) for part in version.split("."))
    return (*parts, 0)[:3]


def release_path(version: str) -> str:
    """Return where the file of a release lies, below the SMS folder."""
    return f"releases/{version}.yml"


def last_release(repository: Repository, library: Library) -> Last | None:
    """Return the release with the highest version, or None where there is none yet."""
    tagged = repository.ask("for-each-ref", "--format=%(refname:strip=2)", f"refs/tags/{PREFIX}*").split()
    written = [document.id for document in library.documents if document.kind == KIND]
    versions = {name.removeprefix(PREFIX) for name in (*tagged, *written)}
    known = [version for version in versions if VERSION.fullmatch(version)]
    if not known:
        return None
    version = max(known, key=lambda item: (number(item), item))
    return Last(version, tagged_commit(repository, version) or _adding(repository, version))


def tagged_commit(repository: Repository, version: str) -> str:
    """Return the commit that the tag of a release names, or nothing where there is no such tag."""
    return repository.answer("rev-parse", "--quiet", "--verify", f"refs/tags/{PREFIX}{version}^{{commit}}")


def _adding(repository: Repository, version: str) -> str:
    """Return the commit that brought the file of a release whose tag is not here.

    In a shallow clone the oldest commit seems to bring everything, so there is no telling.
    """
    if repository.shallow:
        return ""
    path = repository.path(release_path(version))
    return repository.answer("log", "-1", "--format=%H", "--diff-filter=A", "--", path)
