"""`smsbook check --changed-since`: only what a branch changed, or caused, has to be in order.

`UPDATE_GOLD=1 .venv/bin/pytest tests/compare` writes the gold files `changed.*`.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from junitparser import JUnitXml
from repositories import commit, git, write

import gold
from conftest import AS_OF, PROJECT, Run, smsbook
from shelf import seal_anew, sections
from smsbook.check.changed import held_against
from smsbook.check.run import check as run_check
from smsbook.reports import render

HERE = Path(__file__).parent
SETTINGS = "name: Tidewater\nstandards: []\n"  # that no standard is named is a fault, too
TOLD = ("broken-reference", "duplicate-id", "unraised-version")
FAULTY = """kind: policy
id: POL-{0}
title: Policy {0}
owner: SMS.owner
version: '0.1'
status: draft
related: [{1}]
"""


def check(root: Path, since: str = "main", *arguments: str) -> Run:
    return smsbook("check", "sms", "--as-of", AS_OF, "--changed-since", since, *arguments, cwd=root)


def found(root: Path, since: str = "main") -> dict[tuple[str, str], bool]:
    """Return for each finding of the rules in TOLD, by its rule and its file, whether it counts."""
    report = held_against(run_check(root / "sms", date.fromisoformat(AS_OF)), root / "sms", since)
    data = json.loads(render(report, "json"))
    places = ((item["rule"], item["path"].rpartition("/")[2], item["counts"]) for item in data["findings"])
    return {(rule, file): counts for rule, file, counts in places if rule in TOLD}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository whose main branch has one fault, and a branch from it that is checked out."""
    files = {
        "sms.yml": SETTINGS,
        "policies/POL-a.yml": FAULTY.format("a", "POL-none"),
        "policies/POL-b.yml": FAULTY.format("b", "POL-c"),
        "policies/POL-c.yml": FAULTY.format("c", "POL-b"),
    }
    write(tmp_path / "sms", files)
    commit(tmp_path, "start")
    git(tmp_path, "checkout", "-q", "-b", "work")
    return tmp_path


OLD, NEW = ("broken-reference", "POL-a.yml"), ("broken-reference", "POL-b.yml")


def test_what_was_there_already_is_said_and_does_not_fail(root: Path) -> None:
    assert smsbook("check", "sms", "--as-of", AS_OF, cwd=root).returncode == 1
    done = check(root)
    assert (done.returncode, done.stderr) == (0, "")
    assert "POL-none" not in done.stdout
    assert re.search(
        r"no findings\nheld against main \(\w{10}\): 2 findings that were there already do not count\n",
        done.stdout,
    )


def test_a_changed_file_has_to_be_in_order(root: Path) -> None:
    file = root / "sms/policies/POL-a.yml"
    file.write_text(file.read_text().replace("title: Policy a", "title: Another"))
    assert check(root).returncode == 1  # not committed yet
    commit(root, "changed")
    assert check(root).returncode == 1
    assert found(root)[OLD]


def test_a_new_file_has_to_be_in_order(root: Path) -> None:
    (root / "sms/policies/POL-d.yml").write_text(FAULTY.format("d", "POL-nowhere"))
    (root / ".gitignore").write_text("POL-d.yml\n")  # what counts as a document counts here
    assert found(root) == {OLD: False, ("broken-reference", "POL-d.yml"): True}


def test_what_a_deletion_breaks_elsewhere_counts(root: Path) -> None:
    (root / "sms/policies/POL-c.yml").unlink()
    assert found(root) == {OLD: False, NEW: True}
    commit(root, "gone")
    done = check(root)
    assert done.returncode == 1
    assert "found `POL-c`" in done.stdout


def test_a_finding_counts_where_the_other_file_changed(root: Path) -> None:
    (root / "sms/policies/POL-e.yml").write_text(FAULTY.format("c", "POL-b"))
    doubled = {place: counts for place, counts in found(root).items() if place[0] == "duplicate-id"}
    assert doubled
    assert all(doubled.values())


def test_how_lines_end_is_no_change(root: Path) -> None:
    file = root / "sms/policies/POL-a.yml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert found(root) == {OLD: False}


def test_what_others_merged_meanwhile_is_not_this_branch(root: Path) -> None:
    git(root, "checkout", "-q", "main")
    file = root / "sms/policies/POL-b.yml"
    file.write_text(file.read_text().replace("title: Policy b", "title: Later"))
    commit(root, "later")
    git(root, "checkout", "-q", "work")
    (root / "sms/policies/POL-d.yml").write_text(FAULTY.format("d", "POL-a"))
    commit(root, "mine")
    assert found(root) == {OLD: False}
    assert check(root).returncode == 0


def test_what_history_shows_is_compared_too(root: Path) -> None:
    """On main a text changed under a seal anew without a new version: that is no fault of the branch."""
    git(root, "checkout", "-q", "main")
    for number, words in enumerate(("one", "two")):
        for letter in "xy" if number == 0 else "x":
            file = root / f"sms/policies/POL-{letter}.yml"
            text = FAULTY.format(letter, "POL-b").replace("draft", "approved") + f"purpose: {words}\n"
            approval = "approval:\n  by: jo\n  role: SMS.owner\n  date: 2026-11-01\n  seal: s1:00\n"
            file.write_text(text + approval)
            seal_anew(file)
        commit(root, f"sealed-{number}")
    git(root, "checkout", "-q", "-b", "more")
    assert found(root)["unraised-version", "POL-x.yml"] is False
    file = root / "sms/policies/POL-y.yml"
    file.write_text(file.read_text().replace("purpose: one", "purpose: three"))
    seal_anew(file)
    assert found(root)["unraised-version", "POL-x.yml"] is False
    assert found(root)["unraised-version", "POL-y.yml"] is True


def test_where_there_was_no_sms_all_is_new(tmp_path: Path) -> None:
    (tmp_path / "README").write_text("Soon.")
    commit(tmp_path, "empty")
    write(tmp_path / "sms", {"sms.yml": SETTINGS, "policies/POL-a.yml": FAULTY.format("a", "POL-none")})
    done = check(tmp_path, "main", "--format", "text", "--format", "markdown", "--output", "x.md")
    assert done.returncode == 1
    assert ", where there was no SMS yet\n" in done.stdout
    assert "What changed" not in (tmp_path / "x.md").read_text()


# --- whole outputs


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a state before on main, and one after, in which everything changed that can, here."""
    root = tmp_path_factory.mktemp("repository")
    for name in ("before", "after"):
        write(root / "sms", sections(HERE / f"{name}.sms"))
        commit(root, name)
    return root


def test_the_whole_comment(branch: Path) -> None:
    done = check(branch, "before", "--format", "markdown")
    gold.hold(re.sub(r"\([0-9a-f]{10}\)", f"({'0' * 10})", done.stdout), HERE / "changed.md")
    assert done.stdout.startswith("<!-- smsbook-check -->\n")
    assert "### What changed" in done.stdout


def test_other_programs_are_told_what_does_not_count(root: Path) -> None:
    (root / "sms/policies/POL-c.yml").unlink()
    words = "--format sarif --output r.sarif --format junit --output j.xml --format gitlab --output g.json"
    assert check(root, "main", *words.split(), "--format", "github").returncode == 1
    schema = json.loads((PROJECT / "tests/reports/sarif-2.1.0-rtm.5.schema.json").read_text(encoding="utf-8"))
    log = json.loads((root / "r.sarif").read_text())
    assert not list(jsonschema.Draft4Validator(schema).iter_errors(log))
    states = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]: (
            result["baselineState"],
            "suppressions" in result,
        )
        for result in log["runs"][0]["results"]
    }
    assert states == {
        "sms/policies/POL-a.yml": ("unchanged", True),
        "sms/policies/POL-b.yml": ("new", False),
        "sms/sms.yml": ("unchanged", True),
    }
    whole = JUnitXml.fromfile(str(root / "j.xml"))
    assert (whole.failures, whole.skipped) == (1, 2)
    problems = json.loads((root / "g.json").read_text())
    assert {item["location"]["path"].rpartition("/")[2]: item["severity"] for item in problems} == {
        "POL-a.yml": "major",
        "POL-b.yml": "blocker",
        "sms.yml": "major",
    }


@pytest.mark.parametrize(
    ("where", "path"), [("sms/policies", "../.."), ("elsewhere", "../sms"), (".", "sms")]
)
def test_hosts_get_paths_from_the_top_of_the_repository(root: Path, where: str, path: str) -> None:
    (root / "elsewhere").mkdir()
    done = smsbook("check", path, "--as-of", AS_OF, "--format", "github", cwd=root / where)
    assert "::error file=sms/policies/POL-a.yml,line=7,col=11,title=broken-reference::" in done.stdout
    done = smsbook("check", path, "--as-of", AS_OF, "--format", "sarif", cwd=root / where)
    places = [
        result["locations"][0]["physicalLocation"] for result in json.loads(done.stdout)["runs"][0]["results"]
    ]
    assert {"uri": "sms/policies/POL-a.yml", "uriBaseId": "SRCROOT"} in [
        place["artifactLocation"] for place in places
    ]


def test_an_sms_may_be_a_whole_repository(tmp_path: Path) -> None:
    write(tmp_path / "sms", {"sms.yml": SETTINGS, "policies/POL-a.yml": FAULTY.format("a", "POL-none")})
    commit(tmp_path / "sms", "start")
    (tmp_path / "sms/policies/POL-b.yml").write_text(FAULTY.format("b", "POL-a"))
    assert found(tmp_path) == {OLD: False}
    done = smsbook("check", ".", "--format", "gitlab", "--changed-since", "main", cwd=tmp_path / "sms")
    assert "policies/POL-a.yml" in {item["location"]["path"] for item in json.loads(done.stdout)}


def test_a_comment_on_a_huge_change_still_fits(root: Path) -> None:
    for number in range(300):
        related = ", ".join(f"POL-{number}-{other}" for other in range(3))
        text = FAULTY.format(f"new-{number}", related).replace("title:", f"title: {'Very long @words ' * 9}")
        (root / f"sms/policies/POL-new-{number}.yml").write_text(text)
    text = check(root, "main", "--format", "markdown").stdout
    assert 40_000 < len(text) < 65_536
    assert "`smsbook check` shows all of it" in text
    assert "`smsbook diff` shows all of it" in text
    assert text.count("<details>") == text.count("</details>") == 1


def test_only_one_file_can_be_held_against_the_target(root: Path) -> None:
    (root / "sms/policies/POL-c.yml").unlink()
    for name, code in (("POL-a", 0), ("POL-b", 1)):
        done = smsbook("check", f"sms/policies/{name}.yml", "--changed-since", "main", cwd=root)
        assert done.returncode == code


# --- what cannot be compared


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("nowhere", "found no commit, tag or branch 'nowhere'"),
        ("", "found no name behind --changed-since"),
        ("--upload-pack=x", "found no commit, tag or branch '--upload-pack=x'"),
        ("main:sms", "found no commit, tag or branch"),
    ],
)
def test_a_name_that_git_does_not_know_is_2(root: Path, since: str, words: str) -> None:
    done = check(root, since)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "shallow" not in done.stderr


def test_branches_without_a_common_commit_are_2(root: Path) -> None:
    git(root, "checkout", "-q", "--orphan", "other")
    commit(root, "begun-anew")
    done = check(root)
    assert done.returncode == 2
    assert "'main' and what is checked out have no commit in common" in done.stderr


def test_a_shallow_clone_says_how_to_get_the_rest(root: Path) -> None:
    git(root, "checkout", "-q", "main")
    commit(root, "later")
    git(root, "checkout", "-q", "work")
    commit(root, "mine")
    git(root, "clone", "-q", "--depth", "1", "--no-single-branch", "-b", "work", f"file://{root}", "clone")
    done = check(root / "clone", "origin/main")
    assert done.returncode == 2
    assert "have no commit in common; this clone is shallow" in done.stderr
    assert "`fetch-depth: 0` (GitHub)" in done.stderr
    git(root / "clone", "fetch", "-q", "--unshallow")
    assert check(root / "clone", "origin/main").returncode == 0


def test_outside_git_it_is_2(tmp_path: Path) -> None:
    write(tmp_path / "sms", {"sms.yml": SETTINGS, "policies/POL-a.yml": FAULTY.format("a", "POL-none")})
    done = check(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is not in a git repository" in done.stderr
