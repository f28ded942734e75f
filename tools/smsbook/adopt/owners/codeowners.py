"""The file CODEOWNERS: a block of it is made by smsbook, the rest belongs to people."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from smsbook.adopt.links import link_to
from smsbook.adopt.owners.owning import Owning, fewest_lines, owning
from smsbook.check.report import Report
from smsbook.check.run import check
from smsbook.control.files import Writing, write_all
from smsbook.control.repository import repository
from smsbook.library.handles import HOSTS, handles
from smsbook.library.library import Library
from smsbook.rules import ended_assignment, missing_handle, vacant_named_role
from smsbook.source.finding import Finding
from smsbook.source.folder import CouldNotRun, find_root

BEGIN = "# --- owners by smsbook: `smsbook owners --write` makes these lines anew ---"
END = "# --- end of owners by smsbook ---"
_BLOCK = re.compile(rf"^{re.escape(BEGIN)}$.*?^{re.escape(END)}$", re.MULTILINE | re.DOTALL)
_SECTION = "[Service management]"  # so that lines of other sections on GitLab stay as they are
_PLACES = {
    "github": (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"),
    "gitlab": ("CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"),
}
_MARKS = {"github": (".github",), "gitlab": (".gitlab-ci.yml", ".gitlab")}
_TOLD = (vacant_named_role.ID, ended_assignment.ID, missing_handle.ID)
_LARGEST = 3_000_000  # bytes; GitHub reads no larger file


@dataclass(frozen=True)
class CodeOwners:
    """CODEOWNERS as it is and as it shall be; `before` is None where there is no such file yet."""

    host: str
    file: Path
    name: str
    before: bytes | None
    after: bytes
    owning: Owning
    report: Report

    @property
    def current(self) -> bool:
        """Whether the file says already what it shall say."""
        return self.before == self.after

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of the check about roles that nobody holds and people nobody can ask."""
        return tuple(finding for finding in self.report.findings if finding.rule in _TOLD)

    def write(self) -> None:
        """Write the file. Raises CouldNotRun where it cannot be written, or was changed meanwhile."""
        if not self.current:
            write_all([Writing(self.file, self.before, self.after)])


def code_owners(path: Path, as_of: date, host: str = "") -> CodeOwners:
    """Return CODEOWNERS of the repository around an SMS.

    `host` is `github` or `gitlab`; left out, what lies in the repository tells it, or the names that people
    have. Raises CouldNotRun where it is not known, where nobody can be asked, or the file cannot be read.
    """
    top, folder = _places(find_root(path))
    report = check(path, as_of)
    host = host or _host(top, report.library)
    owned = owning(report.library, host, as_of)
    if not owned.everybody_else:
        others = [other for other in HOSTS if other != host and handles(report.library, other)]
        raise CouldNotRun(
            f"nobody can be asked on {HOSTS[host]}: expected somebody who holds SMS.manager or SMS.owner and "
            f"has a name under `handles`, `{host}` in {report.library.shown('roles/people.yml')}"
            + "".join(f"; if the repository is on {HOSTS[it]}, add `--host {it}`" for it in others)
        )
    found = [place for place in _PLACES[host] if _there(top, place)]
    name = found[0] if found else "CODEOWNERS"
    before = _read(top / name) if found else None
    lines = [BEGIN, *([_SECTION] if host == "gitlab" else []), *fewest_lines(owned, folder), END]
    after = _with_block(_text(before, name), "\n".join(lines)).encode()
    return CodeOwners(host, top / name, name, before, after, owned, report)


def _places(root: Path) -> tuple[Path, str]:
    """Return the top of the repository and the SMS folder in it; without git, the folder above is the top."""
    try:
        around = repository(root)
    except CouldNotRun:
        return root.resolve().parent, root.resolve().name
    return around.top, around.folder


def _host(top: Path, library: Library) -> str:
    marked = [host for host, marks in _MARKS.items() if any((top / mark).exists() for mark in marks)]
    named = [host for host in HOSTS if handles(library, host)]
    for found in (marked, [host for host in marked if host in named], named):
        if len(found) == 1:
            return found[0]
    raise CouldNotRun(
        "it is not clear where the repository is hosted: add `--host github` or `--host gitlab`"
    )


def _there(top: Path, place: str) -> bool:
    """Tell whether a file lies in the repository. Raises CouldNotRun where a link leads to it."""
    file = top / place
    if os.path.lexists(file) and (link := link_to(top, file)):
        raise CouldNotRun(f"{link} is a symbolic link, expected none up to {place}; it was left as it is")
    return file.is_file()


def _read(file: Path) -> bytes:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CouldNotRun(f"{file} cannot be read: {error.strerror}") from error
    if len(content) > _LARGEST:
        raise CouldNotRun(f"{file} is larger than {_LARGEST // 1_000_000} MB, which no host reads")
    return content


def _text(content: bytes | None, name: str) -> str:
    try:
        return (content or b"").decode()
    except UnicodeDecodeError:
        raise CouldNotRun(f"{name} is not written in UTF-8; save it so, and run the command again") from None


def _with_block(text: str, block: str) -> str:
    """Return a text with the block in place of the one it has, or behind all else."""
    ends = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    if plain.count(BEGIN) > 1 or (BEGIN in plain) != bool(_BLOCK.search(plain)):
        raise CouldNotRun(
            "the lines that smsbook makes in CODEOWNERS are damaged: expected them once, between\n"
            f"  {BEGIN}\n"
            f"and\n  {END}\nTake them out, and run the command again"
        )
    if BEGIN in plain:
        made = _BLOCK.sub(lambda _: block, plain)
    else:
        made = (f"{plain.rstrip()}\n\n" if plain.strip() else "") + f"{block}\n"
    return made.replace("\n", ends)
