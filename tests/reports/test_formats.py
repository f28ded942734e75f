"""The formats that other programs read, each read by one that was not written here, and whole as gold files.

`UPDATE_GOLD=1 .venv/bin/pytest tests/reports` writes the gold files `broken.*`.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from host_logs import commands
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt

import gold
import shelf
from conftest import AS_OF, PROJECT, smsbook
from smsbook.check.manual import ALL_RULES
from smsbook.check.report import Report
from smsbook.check.run import check, judge
from smsbook.reports import FORMATS, as_markdown, render
from smsbook.reports.visible import one_line
from smsbook.source.finding import Finding, Severity

HERE = Path(__file__).parent
DAY = date.fromisoformat(AS_OF)
ENDINGS = {
    "text": "txt",
    "json": "json",
    "sarif": "sarif",
    "junit": "junit.xml",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "markdown": "md",
}
SCHEMA = json.loads((HERE / "sarif-2.1.0-rtm.5.schema.json").read_text(encoding="utf-8"))
SARIF = jsonschema.Draft4Validator(SCHEMA)


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the small broken SMS in `sms/`; the current one."""
    shutil.copytree(HERE / "broken", tmp_path / "sms")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def report_on(files: Mapping[str, str]) -> Report:
    """Check texts by path, as if the command ran in their folder."""
    built, shape = shelf.library({"sms.yml": "name: X\nstandards: []\n", **files})
    found, coverage = judge(built, shape, DAY)
    return Report(replace(built, folder="."), DAY, shelf.located(built, found), coverage)


# --- whole outputs


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("text", "json")])
def test_the_whole_output(broken: Path, form: str) -> None:
    printed = render(check(Path("sms"), DAY), form)
    if (
        form == "sarif"
    ):  # its rules stand in docs/rules.md, and the first results show what the others are like
        data = json.loads(printed)
        run = data["runs"][0]
        run["tool"]["driver"]["rules"] = run["tool"]["driver"]["rules"][:1]
        run["tool"]["driver"]["semanticVersion"] = "…"
        run["results"] = [result | {"ruleIndex": "…"} for result in run["results"][:6]]
        printed = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    gold.hold(printed, HERE / f"broken.{ENDINGS[form]}")


def test_every_format_has_a_gold_file() -> None:
    assert set(FORMATS) == set(ENDINGS)
    assert [ending for ending in ENDINGS.values() if not (HERE / f"broken.{ending}").is_file()] == []


def test_all_formats_say_the_same(broken: Path) -> None:
    report = check(Path("sms"), DAY)
    told = {
        "sarif": len(json.loads(render(report, "sarif"))["runs"][0]["results"]),
        "junit": JUnitXml.fromstring(render(report, "junit").encode()).tests,
        "github": len(commands(render(report, "github"))),
        "gitlab": len(json.loads(render(report, "gitlab"))),
        "markdown": len(re.findall(r"^- \*\*", render(report, "markdown"), re.MULTILINE)),
    }
    assert told == dict.fromkeys(told, len(report.findings))


# --- SARIF


def test_sarif_fits_the_official_schema(broken: Path) -> None:
    data = json.loads(render(check(Path("sms"), DAY), "sarif"))
    assert [error.message for error in SARIF.iter_errors(data)] == []
    run = data["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in ALL_RULES]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    for taxon in (taxon for result in run["results"] for taxon in result.get("taxa", ())):
        component = run["taxonomies"][taxon["toolComponent"]["index"]]
        assert component["taxa"][taxon["index"]]["id"] == taxon["id"]


def test_the_schema_is_the_real_one() -> None:
    """So that a test with it can fail."""
    assert list(SARIF.iter_errors({"version": "2.1.0", "runs": [{"results": []}]}))
    assert list(SARIF.iter_errors({"version": "2.0.0", "runs": []}))


def test_a_reader_of_sarif_lists_the_findings(broken: Path) -> None:
    smsbook("check", "sms", "--format", "sarif", "--output", "r.sarif", "--as-of", AS_OF, cwd=broken)
    reader = Path(sys.executable).parent / "sarif"
    subprocess.run([reader, "csv", "r.sarif", "--output", "r.csv"], cwd=broken, check=True, timeout=60)
    with (broken / "r.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = check(broken / "sms", DAY)
    assert len(rows) == len(found.findings)
    assert {(row["Code"], row["Severity"], row["Location"], int(row["Line"])) for row in rows} == {
        (item.rule, str(found.weight(item)), f"sms/{item.spot.path}", item.position.line)
        for item in found.findings
    }


def test_sarif_links_nothing_that_content_says() -> None:
    report = report_on({"policies/POL-a.yml": 'kind: policy\nid: POL-a\nstatus: "[x](http://e.org)"\n'})
    texts = [item["message"]["text"] for item in json.loads(render(report, "sarif"))["runs"][0]["results"]]
    assert any(r"\[x](http://e.org)" in text for text in texts)


# --- JUnit


def test_a_reader_of_junit_counts_documents_and_findings(broken: Path) -> None:
    found = check(Path("sms"), DAY)
    whole = JUnitXml.fromstring(render(found, "junit").encode())
    cases = [case for suite in whole for case in suite]
    failed = [case for case in cases if any(isinstance(item, Failure) for item in case.result)]
    skipped = [case for case in cases if any(isinstance(item, Skipped) for item in case.result)]
    assert len(failed) == whole.failures == found.count(Severity.ERROR)
    assert len(skipped) == whole.skipped == found.count(Severity.WARNING)
    names = [(case.classname, case.name) for case in cases]
    assert len(set(names)) == len(names) == whole.tests


def test_documents_without_findings_pass() -> None:
    whole = JUnitXml.fromstring(render(check(PROJECT / "sms", DAY), "junit").encode())
    assert whole.tests > 100
    assert whole.failures == whole.errors == 0
    names = {case.name for suite in whole for case in suite}
    assert {"SLA-compute", "PLAN-sms", "CHM"} <= names


# --- GitLab


def test_code_quality_has_what_gitlab_asks_for(broken: Path) -> None:
    problems = json.loads(render(check(Path("sms"), DAY), "gitlab"))
    assert len({problem["fingerprint"] for problem in problems}) == len(problems)
    for problem in problems:
        assert problem["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert all(isinstance(problem[key], str) for key in ("description", "check_name", "fingerprint"))
        assert not problem["location"]["path"].startswith(("./", "/"))
        assert problem["location"]["lines"]["begin"] >= 1


# --- what stays the same


def fingerprints(report: Report) -> dict[str, str]:
    return dict(zip(report.fingerprints, (finding.message for finding in report.findings), strict=True))


POLICY = """kind: policy
id: POL-a
title: A
owner: NOBODY.owner
related: [POL-b, POL-c]
goals: [1, {x: y}]
"""


def test_fingerprints_outlast_moved_lines_and_new_items() -> None:
    before = report_on({"policies/POL-a.yml": POLICY})
    moved = POLICY.replace("kind:", "# one\n\n# two\nkind:").replace("[POL-b", "[POL-a, POL-b")
    after = report_on({"policies/POL-a.yml": moved})
    kept = {mark: words for mark, words in fingerprints(before).items() if "`POL-" in words}
    assert len(kept) == 2
    assert kept.keys() <= fingerprints(after).keys()
    assert fingerprints(before).keys() == fingerprints(after).keys()


def test_fingerprints_of_what_is_not_written_yet_outlast_the_day(broken: Path) -> None:
    one, other = (check(Path("sms"), day) for day in (DAY, date(2026, 11, 22)))
    assert any(DAY.isoformat() in finding.spot.path for finding in one.findings)
    assert set(one.fingerprints) == set(other.fingerprints)


def test_each_finding_has_a_fingerprint_of_its_own() -> None:
    twice = "kind: policy\nid: POL-a\ntitle: A\nrelated: [POL-x, POL-x]\n"
    report = report_on({"policies/POL-a.yml": twice, "policies/POL-b.yml": twice.replace("-a", "-b")})
    assert len(report.findings) >= 4
    assert len(set(report.fingerprints)) == len(report.findings)


# --- content is data

HOSTILE = st.text(
    st.sampled_from("\n\r\x1b\x85\u2028:%#[]=,;<>&|`*'\"\\/@! ex☃\ud800\ufffe"), max_size=30
) | st.sampled_from(
    [
        "\n::error::x",
        "::set-output name=a::b",
        "##[error]x",
        "##vso[task.x]y",
        "%0A::error::",
        "]]>",
        "<!-- -->",
    ]
)


def hostile(text: str) -> Report:
    """A report in which a stranger's words stand in messages, in ways to mend and in paths."""
    words = json.dumps(text)  # JSON is YAML
    named = re.sub(r"[/\0\ud800-\udbff]", "", text)  # no name of a file holds these
    body = f"kind: policy\nid: POL-a\ntitle: {words}\nowner: {words}\nstatus: {words}\n{words}: 1\n"
    return report_on({"policies/POL-a.yml": body, f"policies/{named}.yml": body, f"{named}/x.yml": "a: ["})


@settings(max_examples=60, deadline=None)
@given(HOSTILE)
def test_no_content_is_a_command_in_a_log(text: str) -> None:
    report = hostile(text)
    for form in FORMATS:
        found = commands(render(report, form).encode("utf-8", "backslashreplace").decode("utf-8"))
        if form != "github":
            assert found == [], form
            continue
        assert [
            (item.name, item.properties["file"], item.properties["title"], item.message) for item in found
        ] == [
            (LEVELS[report.weight(item)], one_line(item.spot.path), item.rule, told(item))
            for item in sorted(report.findings, key=lambda item: [*Severity].index(report.weight(item)))
        ]
        assert all({*command.properties} == {"file", "line", "col", "title"} for command in found)


LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def told(finding: Finding) -> str:
    return f"{one_line(finding.message)}\n-> {one_line(finding.mend)}"


def test_the_reader_of_logs_sees_commands() -> None:
    """So that the test above can fail."""
    assert [command.name for command in commands(" ::error file=a%2Cb::x%25\nb\n a ##[group]x\n")] == [
        "error",
        "##",
    ]
    assert commands("::error file=a%2Cb,line=1::x%0Ay")[0].properties == {"file": "a,b", "line": "1"}


@settings(max_examples=25, deadline=None)
@given(HOSTILE)
def test_all_formats_stay_readable_whatever_stands_in_content(text: str) -> None:
    report = hostile(text)
    written = {form: render(report, form).encode("utf-8", "backslashreplace") for form in FORMATS}
    assert [error.message for error in SARIF.iter_errors(json.loads(written["sarif"]))] == []
    assert JUnitXml.fromstring(written["junit"]).tests == sum(1 for _ in report.findings) + _without(report)
    assert len(json.loads(written["gitlab"])) == len(report.findings)
    json.loads(written["json"])
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", written["markdown"].decode("utf-8"))
    _only_known_marks(written["markdown"].decode("utf-8"))


def _without(report: Report) -> int:
    found = {finding.spot.path for finding in report.findings}
    return len({document.path for document in report.library.documents} - found)


def _only_known_marks(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    assert {token.type for token in inline} <= {
        "text", "softbreak", "strong_open", "strong_close", "code_inline", "html_inline", "text_special"
    }  # fmt: skip
    raw = [token.content for token in (*tokens, *inline) if token.type.startswith("html")]
    assert {piece.strip() for piece in raw} <= {as_markdown.MARKER, "<br>"}


# --- Markdown


def test_markdown_begins_with_its_marker_and_fits_a_comment(tmp_path: Path) -> None:
    entries = "".join(f"  - POL-none-{number}\n" for number in range(900))
    many = {
        f"policies/POL-{letter}.yml": f"kind: policy\nid: POL-{letter}\ntitle: A\nrelated:\n{entries}"
        for letter in "abc"
    }
    text = render(report_on(many), "markdown")
    assert text.startswith(f"{as_markdown.MARKER}\n## 2")
    assert 20_000 < len(text) < 65_536
    assert re.search(r"^… and \d+ lines more: `smsbook check` shows all of it$", text, re.MULTILINE)


def test_markdown_says_when_all_is_well() -> None:
    text = render(check(PROJECT / "sms", DAY), "markdown")
    assert "## The SMS is in order" in text
    assert "### What blocks" not in text
    assert "| FitSM-1:v3.0.1 | 82 of 82 |" in text


# --- several outputs


def run(folder: Path, *arguments: str) -> Any:
    return smsbook("check", "sms", "--as-of", AS_OF, *arguments, cwd=folder)


def test_several_formats_in_one_run(broken: Path) -> None:
    words = "--format github --format sarif --output o/r.sarif --format junit --output o/j.xml"
    done = run(broken, *words.split(), "--format", "markdown", "--output", "m.md")
    assert (done.returncode, done.stderr) == (1, "")
    report = check(Path("sms"), DAY)
    assert done.stdout == render(report, "github")
    for form, name in (("sarif", "o/r.sarif"), ("junit", "o/j.xml"), ("markdown", "m.md")):
        assert (broken / name).read_text(encoding="utf-8") == render(report, form)
    assert sorted(file.name for file in (broken / "o").iterdir()) == ["j.xml", "r.sarif"]


def test_a_file_is_written_anew_and_a_dash_is_standard_output(broken: Path) -> None:
    (broken / "r.json").write_text("old")
    done = run(broken, "--format", "json", "--output", "r.json", "--format", "text", "--output", "-")
    assert json.loads((broken / "r.json").read_text())["version"] == 1
    assert done.stdout == (HERE / "broken.txt").read_text(encoding="utf-8")


def test_the_order_tells_which_file_is_whose(broken: Path) -> None:
    run(broken, "--format", "json", "--format", "gitlab", "--output", "x")
    assert isinstance(json.loads((broken / "x").read_text()), list)
    done = run(broken, "--output=y", "--format=json")
    assert done.returncode == 2
    assert "--format right before it" in done.stderr


def test_where_all_goes_to_files_one_line_is_said(broken: Path) -> None:
    done = run(broken, "--format", "json", "--output", "r.json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "smsbook: 4 documents checked: 75 errors, 2 warnings\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("--format text --format json", "found text and json for standard output"),
        ("--format text --output - --format json", "for standard output"),
        ("--format text --output a --format json --output ./a", "for the file a"),
        ("--output a", "found --output a without a --format right before it"),
        ("--format json --output a --output b", "found --output b without a --format right before it"),
        ("--format json --output=", "found no name behind --output"),
        ("--format json --output sms", "sms cannot be written"),
        ("--format json --output sms.txt/a", "cannot be written"),
        ("--watch --format json", "--watch shows text on the terminal"),
    ],
)
def test_what_is_unclear_is_refused_and_nothing_written(broken: Path, arguments: str, words: str) -> None:
    (broken / "sms.txt").write_text("in the way")
    before = sorted(broken.iterdir())
    done = run(broken, *arguments.split(" "))
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(broken.iterdir()) == before


def test_a_link_in_the_way_is_replaced_and_not_followed(
    broken: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("else") / "precious"
    other.write_text("mine")
    (broken / "r.json").symlink_to(other)
    run(broken, "--format", "json", "--output", "r.json")
    assert other.read_text() == "mine"
    assert json.loads((broken / "r.json").read_text())["version"] == 1


def test_a_device_is_written_to(broken: Path) -> None:
    done = run(broken, "--format", "gitlab", "--output", "/dev/stderr")
    assert json.loads(done.stderr.partition("\nsmsbook: ")[0])
