"""The pages name who holds a role today, and say where nobody does."""

from __future__ import annotations

from datetime import date
from html import unescape
from pathlib import Path

from conftest import AS_OF, replace
from smsbook.check.run import check
from smsbook.library.history import History
from smsbook.pages.render import render

HEADING = "## Vacant roles and missing deputies"


def pages(folder: Path) -> dict[str, str]:
    """Render the pages that show roles."""
    report = check(folder / "sms", date.fromisoformat(AS_OF))
    return {
        page.path: unescape(page.text) for page in render(report, History()) if page.path.startswith("roles/")
    }


def test_where_all_roles_are_held_nothing_is_said(scratch: Path) -> None:
    assert HEADING not in pages(scratch)["roles/index.md"]


def test_who_has_handed_over_is_named_no_longer(scratch: Path) -> None:
    matrix = pages(scratch)["roles/index.md"]
    entries = matrix.partition(">PM process manager</a>")[2].partition('<tr class="sms-first">')[0]
    assert entries.count("</tr>") == 1
    assert "Yusuf Demir" in entries


def test_an_ended_term_and_a_missing_deputy_are_told(scratch: Path) -> None:
    file = scratch / "sms/roles/assignments.yml"
    replace(file, "  - role: CHM.owner\n", "  - role: CHM.owner\n    until: 2026-08-31\n")
    replace(file, "    deputy: yusuf-demir\n", "", 1)
    matrix, _, told = pages(scratch)["roles/index.md"].partition(HEADING)
    assert "CHM process owner" not in matrix
    assert "the term of Tomas Lindqvist ended on 2026-08-31" in told
    assert "nobody is named as deputy" in told


def test_a_role_that_nobody_holds_is_told(scratch: Path) -> None:
    replace(scratch / "sms/roles/assignments.yml", "  - role: CHM.owner\n", "  - role: CHM.staff\n")
    told = pages(scratch)["roles/index.md"].partition(HEADING)[2]
    assert "the role `CHM.owner` (Process owner, Change management) is named here" in told
