"""The versions of an SMS: which are tagged, and which of them are published on a branch."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from smsbook.control.manifest import PREFIX
from smsbook.control.repository import GitSaysNo, Repository
from smsbook.site.folder import VERSIONS
from smsbook.site.state import Tagged
from smsbook.source.folder import CouldNotRun

_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._+-]*")
_MOST_NAMED = 10


@dataclass(frozen=True)
class Shelf:
    """What a branch of published versions holds: each version with the commit it shows and its aliases."""

    branch: str
    commit: str = ""
    made_from: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def alias_for(self, version: str, usual: str) -> str:
        """Return the usual alias for a version, or none where a later version is published already."""
        return "" if any(_rank(other) > _rank(version) for other in self.made_from) else usual


def usable_name(word: str, what: str) -> str:
    """Return a name that can be part of an address. Raises CouldNotRun where it cannot."""
    if not _NAME.fullmatch(word):
        raise CouldNotRun(f"found {word!r} as {what}, expected letters, digits, dots and hyphens, as in 1.1")
    return word


def tagged(repository: Repository, version: str) -> Tagged:
    """Return a version that has a tag `sms-VERSION`; without a name, the highest.

    Raises CouldNotRun where there is no such tag.
    """
    known = sorted(_tags(repository), key=_rank, reverse=True)
    name = usable_name(version.removeprefix(PREFIX), "a version") if version else "".join(known[:1])
    if not known:
        raise CouldNotRun(f"there is no tag {PREFIX}… yet; make the first version with `smsbook release 1.0`")
    if name not in known:
        there = ", ".join(known[:_MOST_NAMED]) + (", …" if len(known) > _MOST_NAMED else "")
        raise CouldNotRun(
            f"there is no tag {PREFIX}{name}; the versions with a tag are {there}; "
            f"fetch tags with `git fetch --tags`, or make the version with `smsbook release {name}`"
        )
    try:
        ref = f"refs/tags/{PREFIX}{name}^{{commit}}"
        said = repository.ask("show", "-s", "--no-show-signature", "--format=%H%n%cs%n%ct", ref)
    except GitSaysNo as error:
        raise CouldNotRun(
            f"the tag {PREFIX}{name} names no commit; expected one that holds the SMS"
        ) from error
    commit, day, moment = said.splitlines()[-3:]
    return Tagged(name, commit, date.fromisoformat(day), int(moment))


def shelf(repository: Repository, branch: str, commit: str) -> Shelf:
    """Return what a commit of published versions holds. Raises CouldNotRun where its list cannot be read."""
    if not commit:
        return Shelf(branch)
    said = repository.answer("cat-file", "blob", f"{commit}:{VERSIONS}") or "[]"
    try:
        entries: list[dict[str, Any]] = json.loads(said)
        made_from = {str(item["version"]): _commit(item) for item in entries}
        names = {str(item["version"]): tuple(map(str, item["aliases"])) for item in entries}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CouldNotRun(f"{VERSIONS} on the branch {branch} is not what mike writes; restore it") from error
    return Shelf(branch, commit, made_from, names)


def _commit(entry: Mapping[str, Any]) -> str:
    properties = entry.get("properties")
    return str(properties.get("commit") or "") if isinstance(properties, dict) else ""


def _tags(repository: Repository) -> list[str]:
    listed = repository.answer("for-each-ref", "--format=%(refname)", f"refs/tags/{PREFIX}*").splitlines()
    names = (ref.removeprefix(f"refs/tags/{PREFIX}") for ref in listed)
    return [name for name in names if _NAME.fullmatch(name)]


def _rank(version: str) -> Any:
    """Return what versions are ordered by: as mike orders them, which is how the selector shows them."""
    try:
        from verspec.loose import LooseVersion  # type: ignore[import-untyped]
    except ImportError:
        raise CouldNotRun(
            "mike is not installed beside smsbook; install it with `pip install mike`"
        ) from None
    return version[:1].isdigit(), LooseVersion(version)
