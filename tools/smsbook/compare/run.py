"""The flow of a comparison, on one screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from smsbook.check.report import Report
from smsbook.check.run import judge, load
from smsbook.compare.comparison import Comparison, Side
from smsbook.compare.documents import document_changes, layouts
from smsbook.compare.effects import finding_changes, requirement_changes, role_changes
from smsbook.history.past import library_at, resolve
from smsbook.library.history import NO_HISTORY
from smsbook.source.folder import CouldNotRun, find_root

_BETWEEN = ".."
_HEAD = "HEAD"


def compare(before: Report, after: Report) -> Comparison:
    """Tell what changed from one state of an SMS to another; the day is that of the later one."""
    libraries = before.library, after.library
    return Comparison(
        as_of=after.as_of,
        documents=document_changes(*libraries),
        roles=role_changes(*libraries, after.as_of),
        requirements=requirement_changes(before.coverage, after.coverage),
        findings=finding_changes(before.findings, after.findings, libraries),
        layout=layouts(*libraries),
        folder=after.library.folder,
    )


def compare_revisions(path: Path, revisions: str, as_of: date) -> Comparison:
    """Compare two committed states, named as `A..B`, or one (`A`, or the last commit) with the working tree.

    Raises CouldNotRun where git knows no such commit, or one of the states holds no SMS.
    """
    root = find_root(path)
    first, second = _named(revisions)
    before, after = _side(root, first), _side(root, second) if second else Side()
    found = compare(state(root, before.commit, as_of), state(root, after.commit, as_of))
    return replace(found, before=before, after=after)


def state(root: Path, commit: str, as_of: date) -> Report:
    """Return the SMS as it was committed, judged by a day; without a commit, as it stands in the folder.

    What came before is left out on both sides, so that rules about the history do not tell them apart.
    """
    library, shape = library_at(root, commit) if commit else load(root)
    library = replace(library, history=NO_HISTORY)
    findings, coverage = judge(library, shape, as_of)
    return Report(library, as_of, tuple(findings), coverage)


def _named(revisions: str) -> tuple[str, str]:
    """Return the names of both states; the second one is empty for the working tree."""
    if "..." in revisions:
        words = revisions.replace("...", _BETWEEN)
        raise CouldNotRun(f"found three dots in {revisions!r}, expected two, as in `smsbook diff {words}`")
    first, between, second = revisions.partition(_BETWEEN)
    return first or _HEAD, (second or _HEAD) if between else ""


def _side(root: Path, name: str) -> Side:
    return Side(name, resolve(root, name))
