"""CODEOWNERS, made from roles and people: who is asked, in how few lines, and what stays as it was."""

from __future__ import annotations

import itertools
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import PathSpec

from conftest import AS_OF, PROJECT, smsbook
from smsbook.adopt.owners.codeowners import BEGIN, END
from smsbook.adopt.owners.owning import Names, Owning, fewest_lines

PEOPLE = """\
kind: people
id: people
title: People
version: "0.1"
status: draft
owner: SMS.manager
people:
  - {id: jo-doe, name: Jo Doe, handles: {github: jo, gitlab: jdoe}}
  - {id: al-roe, name: Al Roe, handles: {github: "@al", gitlab: aroe}}
  - {id: mia-lund, name: Mia Lund}
"""
ASSIGNMENTS = """\
kind: assignments
id: assignments
title: Assignments
version: "0.1"
status: draft
owner: SMS.manager
assignments:
  - {role: SMS.manager, person: jo-doe}
  - {role: SPM.owner, person: al-roe, deputy: jo-doe}
  - {role: SPM.service-owner, person: al-roe, for: [SVC-mail]}
  - {role: SPM.service-owner, person: jo-doe, for: [SVC-web]}
  - {role: SLM.owner, person: mia-lund}
  - {role: CHM.owner, person: al-roe, until: 2025-12-31}
"""
HEAD = 'kind: {kind}\nid: {id}\ntitle: Example\nversion: "0.1"\nstatus: draft\nowner: {owner}\n'
FILES = {
    "sms.yml": "name: Example\n",
    "roles/people.yml": PEOPLE,
    "roles/assignments.yml": ASSIGNMENTS,
    "services/SVC-mail.yml": HEAD.format(kind="service", id="SVC-mail", owner="SPM.service-owner"),
    "services/SVC-web.yml": HEAD.format(kind="service", id="SVC-web", owner="SPM.service-owner"),
    "policies/POL-a.yml": HEAD.format(kind="policy", id="POL-a", owner="SPM.owner"),
    "policies/POL-b.yml": HEAD.format(kind="policy", id="POL-b", owner="SPM.owner"),
    "policies/POL-c.yml": HEAD.format(kind="policy", id="POL-c", owner="CHM.owner"),
    "processes/SLM.yml": HEAD.format(kind="process", id="SLM", owner="SLM.owner"),
}
ON_GITHUB = f"""\
{BEGIN}
/sms/ @jo
/sms/policies/POL-a.yml @al @jo
/sms/policies/POL-b.yml @al @jo
/sms/services/SVC-mail.yml @al
{END}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        file = tmp_path / "sms" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    return tmp_path


@pytest.fixture
def owners(folder: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return smsbook("owners", "--as-of", AS_OF, *arguments, cwd=folder)

    return run


Owners = Callable[..., subprocess.CompletedProcess[str]]


def test_those_who_hold_the_owners_role_are_asked(folder: Path, owners: Owners) -> None:
    done = owners("--host", "github", "--write")
    assert done.returncode == 0, done.stderr
    assert (folder / "CODEOWNERS").read_text() == ON_GITHUB
    assert "2 documents of CHM.owner, SLM.owner: nobody holds the role by name" in done.stdout
    assert "so @jo is asked" in done.stdout


def test_a_second_time_changes_nothing(folder: Path, owners: Owners) -> None:
    owners("--host", "github", "--write")
    before = (folder / "CODEOWNERS").stat().st_mtime_ns
    done = owners("--host", "github", "--write")
    assert "nothing was written" in done.stdout
    assert (folder / "CODEOWNERS").stat().st_mtime_ns == before
    assert owners("--host", "github", "--check").returncode == 0


def test_the_check_says_what_is_not_so_any_more(folder: Path, owners: Owners) -> None:
    assert owners("--host", "github", "--check").returncode == 1
    owners("--host", "github", "--write")
    file = folder / "sms/roles/assignments.yml"
    file.write_text(file.read_text().replace("person: al-roe, for", "person: jo-doe, for"))
    done = owners("--host", "github", "--check")
    assert done.returncode == 1
    assert "-/sms/services/SVC-mail.yml @al\n" in done.stdout
    assert "run `smsbook owners --write`" in done.stdout
    assert (folder / "CODEOWNERS").read_text() == ON_GITHUB


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_people_wrote_stays(folder: Path, owners: Owners, ends: str) -> None:
    mine, theirs = f"# ours{ends}*.md @docs{ends}", f"{ends}# later{ends}/secret/ @boss{ends}"
    old = f"{BEGIN}{ends}/sms/ @somebody{ends}{END}"
    file = folder / ".github" / "CODEOWNERS"
    file.parent.mkdir()
    file.write_bytes(f"{mine}{old}{theirs}".encode())
    owners("--write")
    assert file.read_bytes() == f"{mine}{ON_GITHUB.rstrip().replace(chr(10), ends)}{theirs}".encode()
    assert not (folder / "CODEOWNERS").exists()


def test_gitlab_gets_a_section_of_its_own(folder: Path, owners: Owners) -> None:
    (folder / ".gitlab-ci.yml").write_text("# here\n")
    (folder / "CODEOWNERS").write_text("[Docs]\n*.md @docs\n")
    owners("--write")
    text = (folder / "CODEOWNERS").read_text()
    assert text.startswith("[Docs]\n*.md @docs\n\n")
    assert f"{BEGIN}\n[Service management]\n/sms/ @jdoe\n" in text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"{BEGIN}\n/sms/ @jo\n", "damaged"),
        (f"{BEGIN}\n{END}\n{BEGIN}\n{END}\n", "damaged"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_a_damaged_file_is_left_alone(folder: Path, owners: Owners, text: str | bytes, word: str) -> None:
    content = text if isinstance(text, bytes) else text.encode()
    (folder / "CODEOWNERS").write_bytes(content)
    done = owners("--host", "github", "--write")
    assert done.returncode == 2
    assert word in done.stderr
    assert (folder / "CODEOWNERS").read_bytes() == content


def test_nobody_writes_through_a_link(folder: Path, owners: Owners) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.write_text("mine\n")
    (folder / "CODEOWNERS").symlink_to(elsewhere)
    assert owners("--host", "github", "--write").returncode == 2
    assert elsewhere.read_text() == "mine\n"


def test_nobody_writes_through_a_linked_folder(folder: Path, owners: Owners) -> None:
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "CODEOWNERS").write_text("mine\n")
    (folder / "docs").symlink_to(elsewhere)
    done = owners("--host", "github", "--write")
    assert done.returncode == 2
    assert "docs is a symbolic link" in done.stderr
    assert (elsewhere / "CODEOWNERS").read_text() == "mine\n"


def test_the_host_is_asked_for_where_it_is_not_clear(folder: Path, owners: Owners) -> None:
    done = owners()
    assert done.returncode == 2
    assert "--host github" in done.stderr


def test_somebody_has_to_be_known(folder: Path, owners: Owners) -> None:
    file = folder / "sms/roles/people.yml"
    file.write_text(file.read_text().replace("handles", "contact"))
    done = owners("--host", "github")
    assert done.returncode == 2
    assert "SMS.manager" in done.stderr
    assert "sms/roles/people.yml" in done.stderr
    assert "--host gitlab" not in done.stderr


def test_the_host_where_people_have_names_is_told(folder: Path, owners: Owners) -> None:
    file = folder / "sms/roles/people.yml"
    file.write_text(file.read_text().replace("github: jo,", ""))
    (folder / "sms/roles/assignments.yml").write_text(ASSIGNMENTS.partition("  - {role: SPM.owner")[0])
    done = owners("--host", "github")
    assert done.returncode == 2
    assert "if the repository is on GitLab, add `--host gitlab`" in done.stderr


def test_no_name_can_add_a_line(folder: Path, owners: Owners) -> None:
    file = folder / "sms/roles/people.yml"
    file.write_text(file.read_text().replace('"@al"', '"al\\n* @evil"'))
    assert "@evil" not in owners("--host", "github").stdout


def _asked(lines: Iterable[str], path: str) -> Names:
    """Return whom the last line that fits a path names, as git reads its pattern."""
    asked: Names = ()
    for line in lines:
        pattern, *names = line.split(" ")
        if PathSpec.from_lines("gitignore", [pattern]).match_file(path):
            asked = tuple(names)
    return asked


def test_every_file_of_the_example_is_owned(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "sms", tmp_path / "sms")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    done = smsbook("owners", "--host", "gitlab", "--write", "--as-of", AS_OF, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = [line for line in (tmp_path / "CODEOWNERS").read_text().splitlines() if line.startswith("/")]
    files = [path.relative_to(tmp_path).as_posix() for path in (tmp_path / "sms").rglob("*.*")]
    assert all(_asked(lines, file) for file in files)
    assert _asked(lines, "sms/policies/POL-change-management.yml") == ("@jferreira", "@tlindqvist")


_NAMES = st.sampled_from([("@a",), ("@b",), ("@a", "@b")])
_PATHS = ["x.yml", "p/1.yml", "p/2.yml", "p/#3.yml", "q/1.yml", "q/2.yml", "q/[4] 5.yml"]


@given(st.fixed_dictionaries(dict.fromkeys(_PATHS, _NAMES)), _NAMES)
def test_the_lines_say_who_is_asked_and_are_the_fewest(files: dict[str, Names], others: Names) -> None:
    lines = list(fewest_lines(Owning(files, others, ()), "sms"))
    assert {path: _asked(lines, f"sms/{path}") for path in files} == files
    assert _asked(lines, "sms/new/file.yml") == others
    fewest = 1 + (files["x.yml"] != others)
    for folder in ("p", "q"):
        inside = [names for path, names in files.items() if path.startswith(f"{folder}/")]
        fewest += min(
            (line != others) + sum(names != line for names in inside)
            for line in (others, *itertools.chain(inside))
        )
    assert len(lines) == fewest
