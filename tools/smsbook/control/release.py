"""Release the handbook: a file that tells what changed, one commit that holds it, and a tag; or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from smsbook.check.run import check
from smsbook.compare.run import compare, state
from smsbook.control import refusals
from smsbook.control.alone import Workplace, alone
from smsbook.control.commit import Step, appear, commit_file, follow, tag_object
from smsbook.control.manifest import PREFIX, following, manifest
from smsbook.control.notes import notes
from smsbook.control.refusals import Refused
from smsbook.control.release_file import written
from smsbook.control.released import last_release, number, release_path, tagged_commit
from smsbook.control.repository import Repository, repository
from smsbook.library.document import Body
from smsbook.library.gather import read_document
from smsbook.schema.kinds import Kind, load_kinds
from smsbook.schema.shipped import shipped
from smsbook.source.folder import Text, find_root


@dataclass(frozen=True)
class Prepared:
    """A release that nothing speaks against: the commit it is made from, its file and its notes."""

    version: str
    head: str
    text: str
    notes: str


@dataclass(frozen=True)
class Released:
    """A release that was made, or the rest of one that had been interrupted."""

    tag: str
    commit: str
    notes: str
    completed: bool = False


def prepare(path: Path, version: str, day: date) -> Prepared:
    """Return the release of what is committed, on a day. Raises Refused with every reason against it."""
    number(version)
    place = repository(find_root(path))
    head = _commit(place, "HEAD")
    if not head:
        raise Refused(["nothing has been committed yet; a release is made from a commit"])
    report = check(place.root, day, strict_time=True)
    last = last_release(place, report.library)
    reasons = [
        *refusals.of_version(place, report.library, version, last),
        *refusals.of_repository(place, report.library, head),
        *refusals.of_check(report),
    ]
    apart = [*refusals.of_last(place, report.library, head, last, day)] if last else []
    before = state(place.root, last.commit, day) if last and last.commit else None
    reasons += [*apart, *refusals.of_approvals(report, before.library if before else None)]
    if reasons:
        raise Refused(reasons)
    body = manifest(version, day, head, report.library, report.coverage)
    if last and before:
        body = following(body, last.version, compare(before, report))
    kinds = report.library.kinds
    return Prepared(version, head, written(body, release_path(version), kinds), notes(body, kinds))


def release(path: Path, version: str, day: date) -> Released:
    """Make a release, or complete one that was interrupted.

    Raises Refused with every reason against it, and CouldNotRun where git does not do its part; then nothing
    has been made.
    """
    number(version)
    place = repository(find_root(path))
    with alone(place) as work:
        begun = _complete(place, work, version)
        if begun:
            return begun
        prepared = prepare(path, version, day)
        tag = f"{PREFIX}{version}"
        file = place.path(release_path(version))
        message = f"Release {version}\n"
        commit = commit_file(place, work, prepared.head, file, prepared.text, message)
        made = tag_object(place, work, tag, commit, prepared.notes)
        branch = place.ask("symbolic-ref", "HEAD")
        appear(place, work, Step(branch, prepared.head, commit, tag, made))
        return Released(tag, commit, prepared.notes)


def _complete(place: Repository, work: Workplace, version: str) -> Released | None:
    """Do what is left of a release that was interrupted; None where none was."""
    branch, head = place.answer("symbolic-ref", "--quiet", "HEAD"), _commit(place, "HEAD")
    tag, tagged = f"{PREFIX}{version}", tagged_commit(place, version)
    commit = tagged or head
    body, kinds = _released_by(place, commit, version)
    if not branch or not body:
        return None
    parent, text = body["commit"], notes(body, kinds)
    if not tagged:
        made = tag_object(place, work, tag, commit, text)
        appear(place, work, Step(branch, head, head, tag, made))
    elif head == parent:
        appear(place, work, Step(branch, head, commit))
    elif head != tagged or not _lags(place, version):
        return None
    if head == commit and _lags(place, version):
        follow(place, work, parent, commit)
    return Released(tag, commit, text, completed=True)


def _lags(place: Repository, version: str) -> bool:
    """Tell whether the working tree and the index lack the file of a release that is checked out."""
    path = release_path(version)
    return not place.ask("ls-files", "--", place.path(path)) and not (place.root / path).exists()


def _released_by(place: Repository, commit: str, version: str) -> tuple[Body, Mapping[str, Kind]]:
    """Return what the release file says that a commit adds, and nothing where it adds anything else."""
    path = release_path(version)
    added = place.answer("diff-tree", "-r", "-z", "--name-status", "--no-renames", f"{commit}~", commit)
    if not commit or added != f"A\0{place.path(path)}\0":
        return {}, {}
    kinds = load_kinds(shipped("schemas"))
    found = read_document(Text(path, place.ask("cat-file", "blob", f"{commit}:{place.path(path)}")), kinds)
    made = not found.faults and found.get("commit") == _commit(place, f"{commit}~")
    return found.body if made else {}, kinds


def _commit(place: Repository, name: str) -> str:
    return place.answer("rev-parse", "--quiet", "--verify", f"{name}^{{commit}}")
