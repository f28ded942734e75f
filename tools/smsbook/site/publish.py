"""Publish a tagged version of the SMS: build it as it was committed, and put it beside the other versions."""

from __future__ import annotations

from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from smsbook.control.repository import Repository, repository
from smsbook.site.branch import Branch, branch, move, push
from smsbook.site.build import CONFIG, build_version
from smsbook.site.deploy import deploy
from smsbook.site.folder import VERSIONS, ready, write_out
from smsbook.site.publication import LATEST, Publication
from smsbook.site.shelf import Shelf, shelf, tagged, usable_name
from smsbook.site.state import Tagged
from smsbook.site.worktree import check_out, workshop
from smsbook.source.folder import CouldNotRun, find_root

_ROOT = ("index.html", ".nojekyll", VERSIONS)


@dataclass(frozen=True)
class Wish:
    """What is to be published and where to; empty words mean the usual, see `smsbook publish --help`."""

    version: str = ""
    alias: str = ""
    title: str = ""
    branch: str = "gh-pages"
    to: Path | None = None
    push: bool = False
    remote: str = "origin"
    replace: bool = False


@dataclass(frozen=True)
class Published:
    """What publishing did, for the person who asked for it."""

    said: tuple[str, ...]

    @property
    def message(self) -> str:
        """What a person reads."""
        return "\n".join(self.said)


def publish(path: Path, wish: Wish) -> Published:
    """Publish a version on the branch that remembers all of them, and bring remote and folder up to it.

    Until the branch moves, in one step, nothing has happened here. Raises CouldNotRun where something is
    missing or somebody refuses.
    """
    place = repository(find_root(path))
    with workshop(place) as bench:
        version = tagged(place, wish.version)
        target = branch(place, wish.branch, wish.remote, fetch=wish.push)
        start = target.newest(place)
        before = shelf(place, wish.branch, start)
        alias = _alias(wish, version, before)
        if wish.to:
            ready(wish.to, _names(place, start) | {version.version, alias, *_ROOT})
        after = start if _only_bring(place, wish, version, target, before) else ""
        built = not after
        after = after or _add(place, bench, wish, Publication(version, alias or LATEST), alias, before)
        if wish.push:
            push(place, target, after)
        if after != target.here:
            move(place, target, after)
        files = write_out(place, after, wish.to) if wish.to else 0
    return Published(tuple(_said(wish, version, alias, files, built=built, shallow=place.shallow)))


def _alias(wish: Wish, version: Tagged, before: Shelf) -> str:
    alias = usable_name(wish.alias, "an alias") if wish.alias else before.alias_for(version.version, LATEST)
    if alias in before.made_from or alias == version.version:
        raise CouldNotRun(f"{alias} is a version, expected another name for it, such as {LATEST}")
    taken = next((other for other, names in before.names.items() if version.version in names), "")
    if taken:
        raise CouldNotRun(f"{version.version} is another name of the published version {taken}")
    return alias


def _only_bring(place: Repository, wish: Wish, version: Tagged, target: Branch, before: Shelf) -> bool:
    """Tell whether the version is there already and only has to be brought to the remote or the folder.

    Raises CouldNotRun where it is there and nothing is left to do.
    """
    if version.version not in before.made_from or wish.replace:
        return False
    same = before.made_from[version.version] == version.commit
    to_remote = wish.push and before.commit != target.there
    to_folder = wish.to is not None and not _shows(place, before, wish.to)
    if same and (to_remote or to_folder):
        return True
    made_from = before.made_from[version.version][:8]
    raise CouldNotRun(
        f"version {version.version} is published already on {before.branch}"
        f"{f', made from commit {made_from}' if made_from else ''}; to publish it anew, add `--replace`"
    )


def _shows(place: Repository, before: Shelf, folder: Path) -> bool:
    """Tell whether a folder shows the very versions that the branch holds."""
    try:
        shown = (folder / VERSIONS).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    return shown.strip() == place.answer("cat-file", "blob", f"{before.commit}:{VERSIONS}").strip()


def _add(
    place: Repository, bench: Path, wish: Wish, publication: Publication, alias: str, before: Shelf
) -> str:
    """Build a version, and return the commit that holds it beside the versions before."""
    version = publication.tagged
    site = bench / "site"
    _build(place, bench, publication, site)
    asked: dict[str, object] = {
        "site": str(site),
        "version": version.version,
        "title": wish.title or None,
        "alias": alias,
        "default": alias if alias else ("" if before.made_from else version.version),
        "message": f"Publish version {version.version} of commit {version.commit[:8]}",
        "properties": {"commit": version.commit, "date": version.day.isoformat()},
    }
    return deploy(place, bench, before.commit, asked)


def _build(place: Repository, bench: Path, publication: Publication, site: Path) -> None:
    """Build the site from a clean checkout: only what is found there counts."""
    version = publication.tagged
    tree = check_out(place, version.commit, bench)
    try:
        root = find_root(tree / place.folder)
    except CouldNotRun as error:
        raise CouldNotRun(
            f"version {version.version} holds no SMS in {place.folder or 'its top folder'}; "
            "run the command in the SMS as it was called then"
        ) from error
    above = [folder for folder in (root, *root.parents) if folder.is_relative_to(tree)]
    usual = root.parent if root != tree else tree
    base = next((folder for folder in above if (folder / CONFIG).is_file()), usual)
    with chdir(base):
        build_version(root.relative_to(base), bench / "docs", site, publication)


def _names(place: Repository, commit: str) -> set[str]:
    """Return what stands at the top of the published versions."""
    return (
        set(filter(None, place.answer("ls-tree", "-z", "--name-only", commit).split("\0")))
        if commit
        else set()
    )


def _said(wish: Wish, version: Tagged, alias: str, files: int, *, built: bool, shallow: bool) -> list[str]:
    day = f"commit {version.commit[:8]} of {version.day.isoformat()}"
    also = f", also as {alias}" if alias else ""
    verb = f"published {day}" if built else f"was published already, from {day}"
    said = [f"version {version.version} {verb}, on the branch {wish.branch}{also if built else ''}"]
    if wish.push:
        said.append(f"pushed to {wish.remote}")
    if wish.to:
        said.append(f"{files} files in {wish.to}; let a web server show this folder")
    if not (wish.push or wish.to):
        said.append(f"send it with `git push {wish.remote} {wish.branch}`")
    if built and shallow:
        said.append("this clone is shallow, so pages lack older history; `git fetch --unshallow` brings it")
    return said
