"""What `smsbook owners` says: the lines of CODEOWNERS, what changes, and whom nobody can ask."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from smsbook.adopt.owners.codeowners import CodeOwners
from smsbook.library.handles import HOSTS
from smsbook.reports.lines import count
from smsbook.reports.visible import visible


def shown(found: CodeOwners) -> str:
    """Return the file as it shall be, then what it lacks."""
    return _text([*found.after.decode().splitlines(), "", *_words(found)])


def checked(found: CodeOwners) -> str:
    """Return the lines that are not as they shall be, then what it lacks."""
    return _text(_words(found))


def written(found: CodeOwners) -> str:
    """Return what was done, then what it lacks."""
    said = f"{found.name} is as it shall be; nothing was written" if found.current else f"wrote {found.name}"
    return _text([*_findings(found), said])


def _words(found: CodeOwners) -> Iterator[str]:
    yield from _findings(found)
    host = HOSTS[found.host]
    if found.current:
        yield f"{found.name} asks whom roles and people name on {host}"
        return
    yield (
        f"there is no {found.name} yet"
        if found.before is None
        else f"{found.name} does not ask whom roles and people name on {host}"
    )
    if found.before is not None:
        before = found.before.decode().splitlines()
        yield from list(unified_diff(before, found.after.decode().splitlines(), lineterm="", n=0))[2:]
    yield "-> run `smsbook owners --write`, and commit the file"


def _findings(found: CodeOwners) -> Iterator[str]:
    library = found.report.library
    for finding in found.findings:
        yield f"{library.shown(finding.spot.path)}:{finding.position.line}: {finding.message}"
        yield f"-> {finding.mend}"
        yield ""
    roles = sorted({library.canonical(document.head.owner) for document in found.owning.without})
    if roles:
        yield (
            f"{count(len(found.owning.without), 'document')} of {', '.join(roles)}: nobody holds the role by "
            f"name and is known on the host, so {' '.join(found.owning.everybody_else)} is asked"
        )
        yield ""


def _text(lines: Iterator[str] | list[str]) -> str:
    return "".join(f"{visible(line)}\n" for line in lines)
