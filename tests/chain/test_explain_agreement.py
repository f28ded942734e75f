"""What `smsbook explain` says about an SLA: `kept.sms` is a small SMS with something of each kind.

`UPDATE_GOLD=1 .venv/bin/pytest tests/chain` writes the expected outputs.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import gold
import shelf
from conftest import AS_OF, PROJECT, smsbook
from smsbook.agreements.keeps import ground
from smsbook.agreements.keeps_gaps import all_shortfalls
from smsbook.check.chain_words import explained
from smsbook.check.run import load
from smsbook.library.library import Library

HERE = Path(__file__).parent
DAY = date.fromisoformat(AS_OF)
SLAS = ("SLA-compute", "SLA-default", "SLA-storage")


def small(*changes: tuple[str, str]) -> Library:
    """Return the small SMS; each change replaces a text that stands in it."""
    texts = shelf.sections(HERE / "kept.sms")
    for old, new in changes:
        (path,) = (path for path, text in texts.items() if old in text)
        texts[path] = texts[path].replace(old, new, 1)
    return shelf.library(texts)[0]


@cache
def example() -> Library:
    """Return the example, read once."""
    return load(PROJECT / "sms")[0]


def said(library: Library, id: str = "SLA-mail", as_of: date = DAY) -> str:
    """Return the explanation of an SLA."""
    sla = library.document(id)
    assert sla is not None
    return "".join(f"{line}\n" for line in explained(library, sla, as_of))


@pytest.mark.parametrize("id", ["SLA-mail", "SLA-default"])
def test_the_whole_output(id: str) -> None:
    gold.hold(said(small(), id), HERE / f"kept.{id}.txt")


def test_the_example_is_explained_by_the_command() -> None:
    done = smsbook("explain", "SLA-compute", "--as-of", AS_OF, cwd=PROJECT)
    assert (done.returncode, done.stderr) == (0, "")
    gold.hold(done.stdout, HERE / "example.SLA-compute.txt")


@pytest.mark.parametrize("id", SLAS)
def test_each_place_named_is_the_line_of_a_file(id: str) -> None:
    places = re.findall(r"(\S+\.yml):(\d+)", said(example(), id))
    assert places
    for path, line in places:
        lines = (PROJECT / "sms" / path.partition("sms/")[2]).read_text(encoding="utf-8").splitlines()
        assert lines[int(line) - 1].strip(), f"{path}:{line} is empty"


@pytest.mark.parametrize("id", SLAS)
def test_a_number_stands_in_the_line_that_is_named(id: str) -> None:
    stated = re.findall(r"([\d.]+ %) stated in (\S+?):(\d+)", said(example(), id))
    assert stated
    for value, path, line in stated:
        lines = (PROJECT / path).read_text(encoding="utf-8").splitlines()
        assert value in lines[int(line) - 1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: PT30M", "value: PT2H"),
        ("value: 99.9 %, period: P1M}", "value: 90 %, period: P1M}"),
        ("hours: Mo-Fr 08:00-17:00", "hours: Mo-Fr 08:00-20:00"),
        ("second Tu 21:00-23:00", "second Tu 12:00-13:00"),
        ("notice: P3W", "notice: P1W"),
        ("value: PT12H", "value: PT6H"),
        ("from: 2026-01-01, until: 2027-03-31", "from: 2029-01-01"),
        ("id: CMP-server\n", "id: CMP-server\nservice_hours: Mo-Fr 08:00-10:00\n"),
    ],
)
def test_what_is_explained_is_what_is_found(old: str, new: str) -> None:
    """Each shortfall of the check is told, and nothing else is."""
    library = small((old, new))
    text = said(library)
    shortfalls = [each for each in all_shortfalls(ground(library, DAY)) if each.sla.id == "SLA-mail"]
    told = re.findall(r"^    (?:not kept|not comparable|not certain), .*$", text, re.MULTILINE)
    assert len(told) == len(shortfalls)
    basis = "support hours Mo-Fr 08:00-18:00 (Europe/London), not on public holidays"
    for each in shortfalls:
        how = each.how.replace(basis, "the support hours above")
        assert any(line.endswith((f": {each.how}", f": {how}")) for line in told), each.how


def test_a_gap_is_shown_as_accepted_until_its_end_and_as_passed_after_it() -> None:
    assert "accepted until 2026-12-31 by jo-doe" in said(small())
    assert "which has passed" not in said(small())
    assert "which has passed" in said(small(), as_of=date(2027, 1, 1))


def test_what_cannot_be_read_is_told() -> None:
    text = said(small(("value: PT1H", "value: soon")))
    assert "\nCannot be read\n  sms/agreements/SLA-mail.yml:13: found `soon`" in text


def test_a_circle_and_a_missing_part_are_explained_too() -> None:
    circular = small(
        (
            "- {component: CMP-server, need: required, purpose: Holds the pages.}",
            "- {component: SVC-mail, need: required, purpose: Holds the pages.}",
        ),
        ("- {component: SVC-web, need: best-effort", "- {component: SVC-web, need: required"),
    )
    assert "not certain" in said(circular)
    assert "CMP-gone" in said(small(("- {component: CMP-line, need", "- {component: CMP-gone, need")))


def test_no_character_steers_the_terminal(tmp_path: Path) -> None:
    for path, text in shelf.sections(HERE / "kept.sms").items():
        file = tmp_path / "sms" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            text.replace("title: Mail for the bank", 'title: "Mail\\e[31m\\u202e"'), encoding="utf-8"
        )
    done = smsbook("explain", "SLA-mail", "--as-of", AS_OF, cwd=tmp_path)
    assert done.returncode == 0
    assert not re.search("[\x1b\u202e]", done.stdout)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("SVC-compute", "found `SVC-compute`, which is no SLA"),
        ("SLA-compte", "did you mean SLA-compute?"),
    ],
)
def test_what_is_no_sla_is_said_clearly(word: str, told: str) -> None:
    done = smsbook("explain", word, "--as-of", AS_OF, cwd=PROJECT)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
