"""What `smsbook coverage` prints, in each format, on a small SMS that is partly documented.

`UPDATE_GOLD=1 .venv/bin/pytest tests/reports` writes the gold files `partly.coverage.*`.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from test_check_output import COLOUR, on_a_terminal

import gold
from conftest import AS_OF, PROJECT, replace, smsbook
from smsbook.check.run import check
from smsbook.coverage.overview import ORDER, overviews
from smsbook.coverage.state import State
from smsbook.reports.coverage_list import FORMATS, render
from smsbook.reports.coverage_list.listing import Listing
from smsbook.reports.visible import in_cell, in_markdown, one_line

HERE = Path(__file__).parent
DAY = date.fromisoformat(AS_OF)
HOUSE = "House-rules"
ENDINGS = {"text": "txt", "json": "json", "csv": "csv", "markdown": "md"}
Printed = Callable[..., str]


@pytest.fixture
def partly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the partly documented SMS in `sms/`; the current one."""
    shutil.copytree(HERE / "partly", tmp_path / "sms")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def printed(partly: Path) -> Printed:
    """Render the coverage of the SMS in this process."""

    def run(form: str = "text", edition: str = HOUSE, group: str = "", least: float | None = None) -> str:
        report = check(Path("sms"), DAY)
        shown = overviews(report.library, report.coverage, report.as_of, edition, group)
        return render(Listing(report, shown, least), form)

    return run


def coverage(*arguments: str, cwd: Path) -> tuple[int, str, str]:
    done = smsbook("coverage", *arguments, "--as-of", AS_OF, cwd=cwd)
    return done.returncode, done.stdout, done.stderr


# --- whole outputs


@pytest.mark.parametrize("form", FORMATS)
def test_the_whole_output(printed: Printed, form: str) -> None:
    gold.hold(printed(form, least=80.0), HERE / f"partly.coverage.{ENDINGS[form]}")
    assert printed(form, least=80.0) == printed(form, least=80.0)


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_prints_it(partly: Path, form: str) -> None:
    code, out, error = coverage("sms", "--format", form, "--edition", HOUSE, "--fail-under", "80", cwd=partly)
    assert code == 1
    assert out == (HERE / f"partly.coverage.{ENDINGS[form]}").read_text(encoding="utf-8")
    told = "less than the 80 % asked for: House-rules:2026"
    if form in ("text", "markdown"):
        assert told in out.splitlines()[-1].replace("\\", "")
        assert error == ""
    else:
        assert error.startswith(f"smsbook: {told}")


def test_every_state_is_shown_in_order(printed: Printed) -> None:
    data = json.loads(printed("json"))
    for group in data["catalogues"][0]["groups"]:
        ranks = [ORDER.index(State(item["state"])) for item in group["requirements"]]
        assert ranks == sorted(ranks)
    assert {state for state, number in data["catalogues"][0]["states"].items() if number} == set(State)
    assert set(ORDER) == set(State)


# --- the formats say the same


def test_json_says_what_text_says(printed: Printed) -> None:
    data, text = json.loads(printed("json")), printed()
    assert (data["format"], data["version"], data["as_of"]) == ("smsbook-coverage", 1, AS_OF)
    (catalogue,) = data["catalogues"]
    listed = [item for group in catalogue["groups"] for item in group["requirements"]]
    assert Counter(item["state"] for item in listed) == Counter(
        {state: number for state, number in catalogue["states"].items() if number}
    )
    assert f"{catalogue['documented']} of {catalogue['counting']} applicable" in text
    assert f"({catalogue['percent']} %)" in text
    for item in listed:
        assert re.search(rf"{item['state']} +{re.escape(item['id'])} {re.escape(item['title'])}", text)
        if item["state"] in ("missing", "partial"):
            for gap in item["gaps"][:2]:
                assert gap["what"] in text
                assert gap["mend"] in text
        for place in (*item["evidence"], *item["records"]):
            assert Path(place["path"]).is_file()
            assert 1 <= place["line"] <= len(Path(place["path"]).read_text().splitlines())
        if item["records"]:
            assert f"{item['records'][0]['document']} of {item['records'][0]['date']}" in text


def test_csv_says_what_json_says(printed: Printed) -> None:
    rows = list(csv.DictReader(StringIO(printed("csv"))))
    data = json.loads(printed("json"))
    listed = [item for group in data["catalogues"][0]["groups"] for item in group["requirements"]]
    assert [(row["id"], row["title"], row["state"]) for row in rows] == [
        (item["id"], item["title"], item["state"]) for item in listed
    ]
    by_id = {row["id"]: row for row in rows}
    assert by_id["H2.3"]["planned_by"] == "2026-12-01"
    assert by_id["H2.4"]["excluded_because"] == "Nothing is sold here."
    assert by_id["H2.2"]["unverified"] == "yes"
    assert by_id["H1.2"]["next_due"] == "2027-01-10"
    assert by_id["H1.1"]["evidence"].split()[0] == "PLAN-sms"


def test_markdown_has_an_item_for_each_requirement(printed: Printed) -> None:
    html = MarkdownIt("commonmark", {"html": False}).render(printed("markdown"))
    assert html.count("<h2>") == 1
    assert html.count("<h3>") == 2
    assert html.count("<li>\n<strong>") + html.count("<li><strong>") == 10
    assert "<strong>missing</strong> H2.1 A policy on personal data" in html


# --- what to do next


def test_the_next_step_is_what_most_ask_for(printed: Printed) -> None:
    step = json.loads(printed("json"))["catalogues"][0]["next"]
    assert step["requirements"] == ["H2.1", "H2.2"]
    assert step["gap"]["rule"] == "missing-document"
    assert step["planned"] is None
    assert "next: there is no policy `POL-data-protection`; H2.1, H2.2 ask for it" in printed()


def test_without_an_open_gap_the_next_step_is_what_is_planned_first(partly: Path, printed: Printed) -> None:
    replace(
        partly / "sms/plans/PLAN-sms.yml",
        "  - requirements: [House-rules:2026 H2.3]\n    by: 2026-12-01",
        "  - requirements: [House-rules:2026 H2]\n    by: 2026-12-31\n    responsible: SMS.owner\n"
        "    steps: [Begin]\n"
        "  - requirements: [House-rules:2026 H2.3]\n    by: 2026-12-01",
    )
    step = json.loads(printed("json"))["catalogues"][0]["next"]
    assert step["requirements"] == ["H2.3"]
    assert step["planned"]["by"] == "2026-12-01"
    assert "next: document H2.3, as planned by 2026-12-01 (SMS.manager)" in printed()


def test_what_time_alone_brought_is_no_next_step(printed: Printed) -> None:
    (catalogue,) = json.loads(printed("json", group="H1"))["catalogues"]
    assert [gap["cause"] for item in catalogue["groups"][0]["requirements"] for gap in item["gaps"]] == [
        "time"
    ]
    assert catalogue["next"] is None


# --- colours


def test_a_terminal_shows_colours_and_the_same_words(partly: Path) -> None:
    arguments = ("coverage", "sms", "--edition", HOUSE, "--fail-under", "80", "--as-of", AS_OF)
    shown = on_a_terminal(*arguments, cwd=partly)
    assert "\x1b[1;31mmissing" in shown
    assert COLOUR.sub("", shown) == (HERE / "partly.coverage.txt").read_text(encoding="utf-8")


# --- which catalogue, which group


@pytest.mark.parametrize(
    ("wanted", "editions"),
    [
        ("v3", ["FitSM-1:v3.0.1"]),
        ("FitSM-1:v3.0.1", ["FitSM-1:v3.0.1"]),
        ("fitsm-1:V3", ["FitSM-1:v3.0.1"]),
        ("FitSM-1", ["FitSM-1:v3.0.1"]),
        ("2016", ["FitSM-1:2016"]),
        ("House-rules", ["House-rules:2026"]),
        ("20", ["House-rules:2026"]),
        ("", ["FitSM-1:v3.0.1", "House-rules:2026"]),
    ],
)
def test_an_edition_is_named_in_short(printed: Printed, wanted: str, editions: list[str]) -> None:
    data = json.loads(printed("json", edition=wanted))
    assert [catalogue["edition"] for catalogue in data["catalogues"]] == editions


def test_an_edition_that_the_settings_do_not_name(printed: Printed) -> None:
    first = printed(edition="2016").splitlines()[0]
    assert first.startswith("FitSM-1:2016 on 2026-11-21: ")
    assert first.endswith("not among the standards of sms.yml")
    assert json.loads(printed("json", edition="2016"))["catalogues"][0]["named"] is False
    assert "not among" not in printed(edition="")


def test_only_one_group(printed: Printed) -> None:
    data = json.loads(printed("json", edition="", group="pr4"))
    assert [[group["id"] for group in one["groups"]] for one in data["catalogues"]] == [["PR4"]]
    ids = [item["id"] for item in data["catalogues"][0]["groups"][0]["requirements"]]
    assert sorted(ids) == [f"PR4.{number}" for number in range(1, len(ids) + 1)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--edition", "v9"], "there is no edition `v9`; the editions are FitSM-1:v3.0.1, House-rules:2026"),
        (["--edition", ":"], "there is no edition `:`"),
        (["--group", "PR99"], "there is no group `PR99`; the groups are GR1"),
        (["--edition", HOUSE, "--group", "PR4"], "there is no group `PR4`; the groups are H1, H2"),
        (["--fail-under", "101"], "not in the range"),
        (["--fail-under", "-1"], "not in the range"),
        (["--fail-under", "much"], "not a valid float"),
        (["--format", "poem"], "'poem' is not one of"),
    ],
)
def test_what_means_nothing_is_said_clearly(partly: Path, arguments: list[str], told: str) -> None:
    code, out, error = coverage("sms", *arguments, cwd=partly)
    assert (code, out) == (2, "")
    assert told in error
    assert "Traceback" not in error


def test_settings_without_standards(partly: Path) -> None:
    (partly / "sms/sms.yml").write_text("name: x\nstandards: []\n")
    shutil.rmtree(partly / "sms/standards")
    code, _, error = coverage("sms", cwd=partly)
    assert code == 2
    assert "names no edition under `standards`" in error
    assert coverage("sms", "--edition", "v3", cwd=partly)[0] == 0


def test_an_sms_with_nothing_in_it(tmp_path: Path) -> None:
    (tmp_path / "sms/policies").mkdir(parents=True)
    (tmp_path / "sms/sms.yml").write_text("name: x\nstandards: [FitSM-1:v3.0.1]\n")
    (tmp_path / "sms/policies/POL-x.yml").write_text("kind: policy\nid: POL-x\n")
    code, out, _ = coverage("sms", "--fail-under", "90", cwd=tmp_path)
    assert code == 1
    assert re.match(r"FitSM-1:v3\.0\.1 on 2026-11-21: \d+ of 82 requirements documented", out)
    assert "next: there is no " in out


# --- how much is enough


@pytest.mark.parametrize(
    ("least", "code"), [("0", 0), ("22", 0), ("22.2", 0), ("22.3", 1), ("23", 1), ("100", 1)]
)
def test_the_least_share(partly: Path, least: str, code: int) -> None:
    """2 of 9 are documented; the one excluded does not count."""
    assert coverage("sms", "--edition", HOUSE, "--fail-under", least, cwd=partly)[0] == code


def test_the_least_share_is_that_of_what_is_shown(partly: Path) -> None:
    arguments = ("--edition", HOUSE, "--group", "H1", "--fail-under", "60")
    assert coverage("sms", *arguments, cwd=partly)[0] == 0
    code, out, _ = coverage("sms", "--group", "GR1", "--fail-under", "100", cwd=partly)
    assert (code, out.splitlines()[-1][:26]) == (1, "less than the 100 % asked ")


def test_the_whole_example_is_shown() -> None:
    report = check(PROJECT / "sms", DAY)
    shown = overviews(report.library, report.coverage, report.as_of)
    for one in shown:
        assert sum(len(section.results) for section in one.sections) == len(one.coverage.results)
        assert (one.percent == 100) == (one.documented == one.counting)


# --- content means nothing


HOSTILE = (
    "=1+1 | <b>@everyone</b> [x](javascript:y) ![p](https://x.example/p) `c` *e* _f_ #12 \\e[31m\\u202e~"
)


def hostile(folder: Path) -> None:
    for old in ("title: A plan\n", "title: Running it}", "title: Sales\n"):
        end = "}" if old.endswith("}") else "\n"
        replace(folder / "sms/standards/STD-house.yml", old, f'title: "{HOSTILE}"{end}')
    replace(folder / "sms/plans/PLAN-sms.yml", "Nothing is sold here.", f'"{HOSTILE}"')


def test_hostile_text_on_a_terminal(partly: Path, printed: Printed) -> None:
    hostile(partly)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", printed())
    assert r"\x1b[31m\u202e" in printed()


def test_hostile_text_in_markdown(partly: Path, printed: Printed) -> None:
    plain = printed("markdown")
    hostile(partly)
    text = printed("markdown")
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    before, after = (Counter(token.type for token in _flat(parser.parse(one))) for one in (plain, text))
    assert after - before == Counter(), "content became a mark"
    assert "@everyone" not in text
    shown = "".join(token.content for token in _flat(parser.parse(text)) if token.type.startswith("text"))
    assert r"=1+1 | <b>@everyone</b> [x](javascript:y)" in shown.replace("\u2060", "")


def _flat(tokens: list) -> list:  # type: ignore[type-arg]
    return [inner for token in tokens for inner in (token, *(token.children or ()))]


def test_hostile_text_in_a_spreadsheet(partly: Path, printed: Printed) -> None:
    hostile(partly)
    rows = list(csv.reader(StringIO(printed("csv"))))
    assert len({len(row) for row in rows}) == 1
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert any(cell.startswith("'=1+1 | <b>@everyone") for cell in cells)


@given(st.text())
def test_any_text_stays_text(text: str) -> None:
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    tokens = _flat(parser.parse(f"- **x** {in_markdown(text)}"))
    allowed = {"bullet_list_open", "list_item_open", "paragraph_open", "inline", "text", "text_special"}
    allowed |= {"strong_open", "strong_close", "paragraph_close", "list_item_close", "bullet_list_close"}
    assert {token.type for token in tokens} <= allowed
    shown = "".join(token.content for token in tokens if token.type in ("text", "text_special"))
    assert shown.replace("\u2060", "").strip() == f"x {one_line(text)}".replace("\u2060", "").strip()
    assert not in_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(alphabet="-+.)0123456789 #>*=ab\n", max_size=8))
def test_any_text_at_the_beginning_of_a_line_stays_text(text: str) -> None:
    tokens = _flat(MarkdownIt("gfm-like", {"linkify": False}).parse(in_markdown(text)))
    assert {token.type for token in tokens} <= {
        "paragraph_open",
        "inline",
        "text",
        "text_special",
        "paragraph_close",
    }
