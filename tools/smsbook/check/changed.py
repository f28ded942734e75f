"""Hold a check against the state that a branch began from: only what changed since has to be in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from smsbook.check.report import Report, Since
from smsbook.check.run import judge
from smsbook.history.command import NoGit, ask, text
from smsbook.history.past import library_at, resolve
from smsbook.library.history import History
from smsbook.source.finding import Finding
from smsbook.source.folder import SETTINGS, CouldNotRun

_FETCH = "get the rest with `git fetch --unshallow`, `fetch-depth: 0` (GitHub) or `GIT_DEPTH: 0` (GitLab)"


def held_against(report: Report, root: Path, name: str, *, advice: bool = False) -> Report:
    """Return the report in which only those findings count that changes since a commit are the cause of.

    The commit is the last one that what is checked out has in common with `name`. A finding counts if its
    file, or one that belongs to it, has changed since, committed or not; or if it was not there then.
    Raises CouldNotRun where git knows no such commit.
    """
    commit = parting(root, name)
    before = _state(report, root, commit, advice=advice) if _was_there(root, commit) else None
    aside: frozenset[Finding] = frozenset()
    if before:
        known = frozenset(before.fingerprints)
        changed = changed_paths(before.library.texts, report.library.texts)
        aside = frozenset(
            finding
            for finding, mark in zip(report.findings, report.fingerprints, strict=True)
            if mark in known and not _touches(finding, changed)
        )
    return replace(report, since=Since(name, commit, before, aside))


def parting(root: Path, name: str) -> str:
    """Return the last commit that what is checked out has in common with a branch, a tag or a commit.

    Raises CouldNotRun where there is none, or git cannot say.
    """
    if not name:
        raise CouldNotRun(
            "found no name behind --changed-since, expected a branch, a tag or a commit, as in "
            "`--changed-since origin/main`; in a pipeline, see which variable is empty"
        )
    try:
        return text(ask(root, "merge-base", resolve(root, name), resolve(root, "HEAD"))).strip()
    except CouldNotRun as error:
        told = str(error)
    except NoGit as reason:
        told = str(reason) or f"{name!r} and what is checked out have no commit in common"
    if _shallow(root):
        told += f"; this clone is shallow, and may lack what is needed: {_FETCH}"
    raise CouldNotRun(told)


def changed_paths(before: Mapping[str, str], after: Mapping[str, str]) -> frozenset[str]:
    """Return the paths of the files that came, went or say something else; how lines end says nothing."""
    paths = {*before, *after}
    return frozenset(path for path in paths if _lines(before.get(path)) != _lines(after.get(path)))


def _lines(text: str | None) -> str | None:
    return None if text is None else text.replace("\r\n", "\n")


def _touches(finding: Finding, changed: frozenset[str]) -> bool:
    return any(spot.path in changed for spot in (finding.spot, *finding.related))


def _state(report: Report, root: Path, commit: str, *, advice: bool) -> Report:
    """Return the SMS as it was committed, with the history that it had, judged by the day of the report."""
    library, shape = library_at(root, commit)
    library = replace(library, history=_until(report.library.history, root, commit))
    findings, coverage = judge(library, shape, report.as_of, advice=advice)
    return Report(library, report.as_of, tuple(findings), coverage)


def _until(history: History, root: Path, commit: str) -> History:
    """Return what of a history had happened at a commit."""
    try:
        past = frozenset(text(ask(root, "rev-list", commit)).split())
    except NoGit as reason:
        raise CouldNotRun(str(reason) or f"git cannot tell what came before {commit[:10]}") from None
    return replace(
        history,
        commit=commit,
        modified=frozenset(),
        changes=tuple(change for change in history.changes if change.commit in past),
        by_path={
            path: tuple(change for change in changes if change.commit in past)
            for path, changes in history.by_path.items()
        },
        states={
            path: tuple(revision for revision in revisions if revision.change.commit in past)
            for path, revisions in history.states.items()
        },
        created={path: change for path, change in history.created.items() if change.commit in past},
    )


def _was_there(root: Path, commit: str) -> bool:
    """Tell whether the folder held an SMS at a commit."""
    try:
        ask(root, "rev-parse", "--verify", "--quiet", f"{commit}:./{SETTINGS}")
    except NoGit:
        return False
    return True


def _shallow(root: Path) -> bool:
    try:
        return text(ask(root, "rev-parse", "--is-shallow-repository")).strip() == "true"
    except NoGit:
        return False
