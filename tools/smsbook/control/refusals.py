"""Why a release is refused: every reason at once, each with the way out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from smsbook.check.report import Report
from smsbook.control.manifest import PREFIX
from smsbook.control.released import Last, number, tagged_commit
from smsbook.control.repository import GitSaysNo, Repository
from smsbook.history.past import texts_at
from smsbook.library.approving import needs_approval
from smsbook.library.document import day
from smsbook.library.library import Library
from smsbook.reports.lines import count
from smsbook.source.finding import Severity
from smsbook.source.folder import is_document

_FIRST = 5  # of a long list


class Refused(Exception):
    """A release was refused; nothing was written."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(self.reasons))


def of_repository(repository: Repository, library: Library, head: str) -> Iterator[str]:
    """Yield what is in the way: no branch, a merge at work, changes that are not committed, no name."""
    if not repository.answer("symbolic-ref", "--quiet", "HEAD"):
        yield "no branch is checked out (HEAD is detached); check one out, as in `git switch main`"
    for what in ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD"):
        if repository.answer("rev-parse", "--quiet", "--verify", what):
            yield f"git is in the middle of something ({what}); finish it or give it up first"
    changed = _changed(repository, library, head)
    if changed:
        words = "differ from the last commit" if len(changed) > 1 else "differs from the last commit"
        yield f"{count(len(changed), 'file')} {words}: {_some(changed)}; commit or undo that first"
    for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        try:
            repository.ask("-c", "user.useConfigOnly=true", "var", who)
        except GitSaysNo:
            yield (
                'git does not know who you are; tell it with `git config user.name "Your Name"` '
                "and `git config user.email you@example.org`"
            )
            return


def of_version(repository: Repository, library: Library, version: str, last: Last | None) -> Iterator[str]:
    """Yield what speaks against the version."""
    if tagged_commit(repository, version):
        yield f"{version} is already released: there is a tag {PREFIX}{version}; choose a higher version"
    elif library.document(f"{PREFIX}{version}"):
        yield f"there is a file of release {version} already, although no tag of it; choose a higher version"
    elif last and number(version) <= number(last.version):
        yield f"{version} is not higher than {last.version}, the last release; choose a higher version"


def of_last(repository: Repository, library: Library, head: str, last: Last, when: date) -> Iterator[str]:
    """Yield why the last release cannot be compared with."""
    if not last.commit:
        fetch = "git fetch --unshallow --tags" if repository.shallow else "git fetch --tags"
        yield (
            f"the last release is {last.version}, and its tag {PREFIX}{last.version} is not in this clone; "
            f"fetch it with `{fetch}`"
        )
    elif not repository.shallow and repository.answer("merge-base", last.commit, head) != last.commit:
        yield f"the last release, {last.version}, is not part of this branch; merge it first"
    document = library.document(f"{PREFIX}{last.version}")
    before = day(document.get("date")) if document else None
    if before and when < before:
        yield f"{when.isoformat()} lies before the last release, {last.version} of {before.isoformat()}"


def of_check(report: Report) -> Iterator[str]:
    """Yield that the strict check fails, with the first of what it finds."""
    errors = [item for item in report.findings if report.weight(item) is Severity.ERROR]
    if not errors:
        return
    shown = report.library.shown
    lines = [
        f"\n    {shown(item.spot.path)}:{item.position.line}: {item.message} [{item.rule}]"
        for item in errors[:_FIRST]
    ]
    more = f"\n    and {len(errors) - _FIRST} more" if len(errors) > _FIRST else ""
    command = f"smsbook check {report.library.folder} --strict-time"
    yield f"the check finds {count(len(errors), 'error')} (`{command}` shows all):{''.join(lines)}{more}"


def of_approvals(report: Report, before: Library | None) -> Iterator[str]:
    """Yield the documents that somebody has to approve, or to approve again."""
    library = report.library
    if before is None and not any(document.head.status == "approved" for document in library.documents):
        yield "no document is approved, expected one at least; begin with `smsbook approve ID --by PERSON`"
    wrong = {item.spot.path for item in report.findings if report.weight(item) is Severity.ERROR}
    binding = [
        document
        for document in library.documents
        if document.head.status == "approved"
        and document.path not in wrong
        and needs_approval(library, document)
    ]
    unsealed = [document.id for document in binding if not document.head.approval.seal]
    sealed = [document for document in binding if document.head.approval.seal]
    broken = [item.id for item in sealed if not item.seal_holds]
    yield from _to_approve(unsealed, "approved without a seal")
    yield from _to_approve(broken, "not as approved: the seal does not hold")
    withdrawn = [*_withdrawn(library, before)] if before else []
    yield from _to_approve(withdrawn, "no longer approved, unlike in the last release")


def _withdrawn(library: Library, before: Library) -> Iterator[str]:
    """Yield the documents that were approved at the last release and wait for approval now."""
    for former in before.documents:
        document = library.document(former.id)
        waits = document is not None and document.head.status in ("draft", "in-review")
        if waits and former.head.status == "approved" and needs_approval(library, former):
            yield former.id


def _to_approve(ids: list[str], what: str) -> Iterator[str]:
    if ids:
        verb = "is" if len(ids) == 1 else "are"
        yield f"{count(len(ids), 'document')} {verb} {what}: {_some(ids)}; see `smsbook approve`"


def _changed(repository: Repository, library: Library, head: str) -> list[str]:
    """Return the files of the SMS folder that are not as they were committed, ignored documents included."""
    place = repository.folder or "."
    command = ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", place]
    entries = [entry for entry in repository.ask(*command).split("\0") if entry]
    found = {entry[3:] for entry in entries if not entry.startswith("??") or is_document(entry[3:])}
    committed = {item.path: item.text for item in texts_at(repository.root, head)}
    for path, text in library.texts.items():
        then = committed.get(path)
        if then is None or _lines(then) != _lines(text):
            found.add(repository.path(path))
    return sorted(found)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _FIRST} more" if len(names) > _FIRST else ""
    return ", ".join(names[:_FIRST]) + more
