"""What `smsbook evaluate` prints, in each format, on a small SMS with good and bad rows.

`UPDATE_GOLD=1 .venv/bin/pytest tests/reports` writes the gold files `evaluated.evaluation.*`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import gold
import shelf
from conftest import PROJECT
from smsbook.agreements.measured import COLUMNS, Flaw, measured
from smsbook.agreements.window import Window, period
from smsbook.check.evaluation import Evaluation, evaluate_in
from smsbook.cli.main import cli
from smsbook.reports.evaluation_list import FORMATS, render

HERE = Path(__file__).parent
FILE, DATA = HERE / "evaluated.sms", HERE / "evaluated.csv"
ENDINGS = {"text": "txt", "json": "json", "markdown": "md", "html": "html", "svg": "svg"}
LIBRARY, _ = shelf.library(shelf.sections(FILE))


def found(content: bytes = DATA.read_bytes(), when: str = "2026-10") -> Evaluation:
    """Evaluate rows against the agreements in `evaluated.sms`."""
    asked = period(when)
    assert isinstance(asked, Window)
    return replace(evaluate_in(LIBRARY, measured(content, as_json=False), asked), source=DATA.name)


def states(of: Evaluation) -> dict[str, str]:
    """Return the state of each target, by agreement and id."""
    return {
        f"{each.document.id} {outcome.entry.text('id')}": outcome.state.value
        for each in of.agreements
        for outcome in each.outcomes
    }


@pytest.mark.parametrize("form", FORMATS)
def test_the_whole_output(form: str) -> None:
    gold.hold(render(found(), form), HERE / f"evaluated.evaluation.{ENDINGS[form]}")


def test_no_content_becomes_markdown() -> None:
    html = MarkdownIt("commonmark").enable("table").render(render(found(), "markdown"))
    assert "<b>" not in html
    assert html.count("<table>") == 3


@pytest.mark.parametrize("form", ["html", "svg"])
def test_no_content_becomes_a_mark(form: str) -> None:
    """The title of an agreement holds `<b>`; a browser and an XML reader find what we wrote, and no more."""
    text = render(found(), form)
    assert "<b>" not in text
    pictures = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert len(pictures) == {"html": 2, "svg": 1}[form]
    for picture in pictures:
        root = ElementTree.fromstring(picture)
        ids = [each.get("id") for each in root.iter() if each.get("id")]
        assert [root.get("aria-labelledby"), root.get("aria-describedby")] == ids


def test_the_charts_say_everything_in_words() -> None:
    said = " ".join(ElementTree.fromstring(render(found(), "svg")).itertext())
    assert "SLA-default: 2 met, 1 missed, 1 no data" in said
    assert "Work has begun: 150 % missed of what is allowed (SLA-default: 3 hours; promised 2 hours" in said


def test_every_row_is_used_told_or_of_other_days() -> None:
    of = json.loads(render(found(), "json"))
    used = [
        row
        for each in of["agreements"]
        for item in each["targets"]
        for part in item["parts"]
        for row in part["rows"]
    ]
    told = {fault["row"] for fault in of["faults"]}
    assert {*used, *told, *of["outside"]} == set(range(2, 2 + of["data"]["rows"]))
    assert not set(of["outside"]) & {*used, *told}


def test_a_quarter_is_met_by_its_months() -> None:
    header = b"agreement,target,from,until,value\n"
    months = [("10-01", "10-31"), ("11-01", "11-30"), ("12-01", "12-31")]
    rows = [f"OLA-halls,power,2026-{first},2026-{last},99.95 %" for first, last in months]
    whole = found(header + "\n".join(rows).encode(), "2026-Q4")
    assert (states(whole)["OLA-halls power"], whole.faults) == ("met", ())
    part = found(header + "\n".join(rows[:2]).encode(), "2026-Q4")
    assert (states(part)["OLA-halls power"], part.faults) == ("no data", ())
    missed = found(header + "\n".join([*rows[:2], rows[2].replace("99.95", "99.5")]).encode(), "2026-Q4")
    assert states(missed)["OLA-halls power"] == "missed"
    across = found(header + b"OLA-halls,power,2026-10-01,2026-12-31,99.95 %", "2026-Q4")
    assert [fault.flaw for fault in across.faults] == ["crosses-period"]
    assert states(across)["OLA-halls power"] == "no data"


def test_each_flaw_is_documented() -> None:
    text = (PROJECT / "docs/reports.md").read_text(encoding="utf-8")
    section = text.partition("## Measured values against targets")[2].partition("\n## ")[0]
    assert [flaw.value for flaw in Flaw if f"`{flaw.value}`" not in section] == []


def test_each_column_is_documented() -> None:
    text = (PROJECT / "docs/measured-values.md").read_text(encoding="utf-8")
    section = text.partition("## Measured values against targets")[2]
    assert [name for name in COLUMNS if f"`{name}`" not in section] == []


VALUES = st.sampled_from(["99.95 %", "99 %", "2 h", "600 kW", "", "x"])
ROWS = st.tuples(
    st.sampled_from(["SLA-default", "SLA-survey", "OLA-halls", "UA-line", "X"]),
    st.sampled_from(["availability", "response-p1", "restore", "power", "load", "x"]),
    st.sampled_from(["", "SVC-compute", "SVC-storage", "CMP-hall"]),
    st.integers(1, 31),
    st.integers(1, 31),
    VALUES,
    st.sampled_from(["", "0", "3", "-1"]),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(ROWS, min_size=1, max_size=8))
def test_no_rows_are_silently_dropped(rows: list[tuple[Any, ...]]) -> None:
    lines = [
        f"{agreement},{target},{service},2026-10-{first:02},2026-10-{last:02},{value},{count}"
        for agreement, target, service, first, last, value, count in rows
    ]
    of = found("\n".join(["agreement,target,service,from,until,value,count", *lines]).encode())
    used = [
        row for each in of.agreements for item in each.outcomes for part in item.parts for row in part.rows
    ]
    assert {*used, *of.outside, *(fault.row for fault in of.faults)} == set(range(2, 2 + len(rows)))
    assert len(used) == len(set(used))
    assert all(render(of, form) for form in FORMATS)


# --- the command


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    """Run the command on `evaluated.sms` in this process."""
    for path, text in shelf.sections(FILE).items():
        (tmp_path / "sms" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "sms" / path).write_text(text, encoding="utf-8")

    def evaluate(*arguments: str | Path) -> Result:
        words = ["evaluate", tmp_path, *arguments]
        return CliRunner().invoke(cli, [str(word) for word in words], standalone_mode=False)

    return evaluate


def test_nothing_judged_is_no_success(run: Callable[..., Result], tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_text("agreement;target;from;until;value\nOLA-halls;power;2026-10-01;2026-10-31;99,95 %\n")
    assert run("--data", good, "--period", "2026-09").return_value == 1


def test_the_code_tells_missed_and_bad_rows(run: Callable[..., Result], tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_text("agreement;target;from;until;value\nOLA-halls;power;2026-10-01;2026-10-31;99,95 %\n")
    assert run("--data", good, "--period", "2026-10").return_value == 0
    bad = tmp_path / "bad.csv"
    bad.write_text(good.read_text().replace("power", "pover"))
    assert run("--data", bad, "--period", "2026-10").return_value == 1
    missed = tmp_path / "missed.csv"
    missed.write_text(good.read_text().replace("99,95", "99,5"))
    assert run("--data", missed, "--period", "2026-10").return_value == 1


@pytest.mark.parametrize(
    ("data", "when", "words"),
    [
        ("none.csv", "2026-10", "cannot be read"),
        ("", "2026-10", "cannot be read"),
        (
            "text.csv",
            "2026-10",
            "found `only words` in its first row, expected the columns agreement, target",
        ),
        ("text.json", "2026-10", "it cannot be read as JSON"),
        ("text.csv", "October", "--period: found `October`, expected a month"),
    ],
)
def test_what_cannot_run_is_said(
    run: Callable[..., Result], tmp_path: Path, data: str, when: str, words: str
) -> None:
    for name in ("text.csv", "text.json"):
        (tmp_path / name).write_text("only words\n")
    done = run("--data", tmp_path / data, "--period", when)
    assert words in str(done.exception)
    assert type(done.exception).__name__ == "CouldNotRun"


def test_the_example_is_evaluated_without_a_fault(tmp_path: Path) -> None:
    """The values in docs/ fit the example SMS: each row belongs to October, or to August."""
    outside: list[set[int]] = []
    for when in ("2026-10", "2026-08"):
        words = ["evaluate", str(PROJECT / "sms"), "--data", str(PROJECT / "docs/measured-values.csv")]
        done = CliRunner().invoke(cli, [*words, "--period", when, "--format", "json"], standalone_mode=False)
        of = json.loads(done.output)
        assert of["faults"] == []
        outside.append(set(of["outside"]))
    assert not outside[0] & outside[1]
