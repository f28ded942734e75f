"""The SMS as it stood at a commit."""

from __future__ import annotations

from pathlib import Path

from smsbook.history.blobs import Batch
from smsbook.history.command import NoGit, ask, text
from smsbook.library.gather import gather
from smsbook.library.library import Library, build_library
from smsbook.schema.kinds import load_kinds, load_settings_kind
from smsbook.schema.shipped import shipped
from smsbook.source.finding import Finding
from smsbook.source.folder import CouldNotRun, Text, decode, hidden, is_document, link, shown
from smsbook.standard.model import shipped_names

_LINK, _FILE = "120000", "100"


def resolve(root: Path, revision: str) -> str:
    """Return the full id of the commit that a tag, branch or other name of git's means.

    Raises CouldNotRun where there is none, or git cannot say.
    """
    try:
        return text(
            ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        ).strip()
    except NoGit as reason:
        raise CouldNotRun(str(reason) or _lacking(root, revision)) from None


def texts_at(root: Path, commit: str) -> list[Text]:
    """Return the YAML files of the SMS folder as they were committed, in the order of their paths.

    Raises CouldNotRun where the folder was not there then, or git cannot say.
    """
    entries = sorted(_entries(root, commit))
    at_hand = Batch(root, dict.fromkeys(blob for _, _, blob in entries)).contents()
    found = []
    for path, mode, blob in entries:
        if mode == _LINK:
            found.append(link(path))
        elif blob in at_hand:
            found.append(decode(path, at_hand[blob]))
        else:
            raise CouldNotRun(
                f"{path} at {commit[:8]} is not at hand in this clone; fetch it with `git fetch --refetch`"
            )
    return found


def library_at(root: Path, commit: str) -> tuple[Library, list[Finding]]:
    """Read the SMS as it was committed, with the findings about single files; its own history is left out.

    Raises CouldNotRun where there was none then, or git cannot say.
    """
    schemas = shipped("schemas")
    kinds = load_kinds(schemas)
    gathered = gather(texts_at(root, commit), kinds, load_settings_kind(schemas))
    library = build_library(
        kinds, gathered.documents, gathered.settings, shipped_names(), gathered.texts, shown(root)
    )
    return library, gathered.findings


def _entries(root: Path, commit: str) -> list[tuple[str, str, str]]:
    """Return (path, mode, blob) of the documents, and of the links, that a commit holds in the folder."""
    try:
        listed = text(ask(root, "ls-tree", "-r", "-z", "--end-of-options", commit, "."))
    except NoGit as reason:
        raise CouldNotRun(str(reason) or f"git knows no commit {commit}") from None
    found = []
    for entry in filter(None, listed.split("\0")):
        place, _, path = entry.partition("\t")
        mode, _, blob = place.split(" ")
        if (mode == _LINK and not hidden(path)) or (mode.startswith(_FILE) and is_document(path)):
            found.append((path, mode, blob))
    if not found:
        raise CouldNotRun(
            f"found no documents in {root} at {commit[:8]}: the folder was not there yet, or not here"
        )
    return found


def _lacking(root: Path, revision: str) -> str:
    try:
        ask(root, "rev-parse", "--git-dir")
    except NoGit:
        return f"{root} is not in a git repository, so nothing of its past is known"
    found = f"found no commit, tag or branch {revision!r} in the repository of {root}"
    return f"{found}; `git log` lists what there is"
