"""`smsbook approve`, as people use it: what it prints, what it writes, and what it refuses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import gold
from control.conftest import HERE, Say, files
from control.scenes import commit, git
from smsbook.check.run import load
from smsbook.library.seal import holds

DAY = ("--date", "2026-07-01")

DONE = [
    ("approve", "POL-one", "--by", "jo-doe", *DAY, "--dry-run"),
    ("approve", "POL-one", "--by", "jo-doe", *DAY),
    ("approve", "POL-one", "--by", "max-roe", *DAY),
    (
        "approve",
        "POL-zwei",
        "sms/policies/POL-two.yml",
        "--by",
        "max-roe",
        *DAY,
        "--note",
        "  Once a month: «no»? ",
    ),
    ("approve", "PROC-one", "--by", "jo-doe", "--role", "SMS.owner", *DAY),
    ("approve", "--all-in-review", "--by", "jo-doe", *DAY),
]

REFUSED = [
    ("approve", "--by", "jo-doe"),
    (
        "approve",
        "POL-oen",
        "POL-one",
        "people2",
        "jo-doe",
        "CHM.owner",
        "sms/sms.yml",
        "--by",
        "jo-doe",
        *DAY,
    ),
    ("approve", "POL-one", "PROC-one", "POL-vacant", "--by", "max-roe", *DAY),
    ("approve", "POL-one", "--by", "max-roe", "--date", "2026-05-31"),
    ("approve", "POL-one", "--by", "ann-poe", *DAY),
    ("approve", "POL-one", "POL-vacant", "--by", "max-roe", "--role", "SMS.owner", *DAY),
    ("approve", "POL-one", "--by", "max-roe", "--role", "CHM.owner", *DAY),
    ("approve", "POL-one", "--by", "Max Roe", "--role", "ISM.ownr", "--date", "9999-12-31"),
    ("approve", "POL-one", "--by", "nobody-at-all", *DAY),
    (
        "approve",
        "POL-old",
        "POL-wrong",
        "POL-torn",
        "POL-twin",
        "REC-2026-05-05-other",
        "--by",
        "jo-doe",
        *DAY,
    ),
    ("approve", "--all-in-review", "--by", "ann-poe", *DAY),
    ("approve", "POL-one", "--by", "jo-doe", *DAY, "--note", "a\x07b"),
    ("approve", "POL-one", "--by", "jo-doe", *DAY, "--path", "elsewhere"),
]


def test_what_it_does(say: Say, small: Path) -> None:
    gold.hold("".join(say(*arguments) for arguments in DONE), HERE / "approve-done.txt")
    library, _ = load(small)
    approved = [library.document(id) for id in ("POL-one", "POL-two", "PROC-one")]
    assert all(document and holds(document.body, document.head.approval.seal) for document in approved)


def test_what_it_refuses(say: Say, small: Path) -> None:
    before = files(small)
    gold.hold("".join(say(*arguments) for arguments in REFUSED), HERE / "approve-refused.txt")
    assert files(small) == before


@pytest.mark.parametrize("change", ["\r\n", "\ufeff", "no end"])
def test_line_ends_and_marks_stay(say: Say, small: Path, change: str) -> None:
    file = small / "policies" / "POL-one.yml"
    text = file.read_text(encoding="utf-8")
    match change:
        case "\r\n":
            file.write_bytes(text.replace("\n", "\r\n").encode())
        case "\ufeff":
            file.write_text(change + text, encoding="utf-8")
        case _:
            file.write_bytes(text.rstrip("\n").encode())
    before = file.read_bytes()
    say("approve", "POL-one", "--by", "jo-doe", *DAY)
    after = file.read_bytes()
    assert b"s1:" in after
    assert before[:3] == after[:3]
    assert before[-2:] == after[-2:]
    assert before.count(b"\r\n") in (0, after.count(b"\n") - 5)


def test_the_day_is_today_if_none_is_named(say: Say, small: Path) -> None:
    days = {date.today().isoformat()}
    said = say("approve", "POL-one", "--by", "jo-doe")
    days.add(date.today().isoformat())
    assert any(f"as SMS.owner on {day}" in said for day in days)


def test_a_changed_word_is_approved_again_and_a_changed_comment_is_not(say: Say, small: Path) -> None:
    file = small / "policies" / "POL-one.yml"
    say("approve", "POL-one", "--by", "jo-doe", *DAY)
    file.write_text(file.read_text(encoding="utf-8").replace("# what it", "# all it"), encoding="utf-8")
    assert "left as it is" in say("approve", "POL-one", "--by", "jo-doe", "--date", "2026-07-02")
    file.write_text(file.read_text(encoding="utf-8").replace("is one.", "is more."), encoding="utf-8")
    said = say("approve", "POL-one", "--by", "jo-doe", "--date", "2026-07-02")
    assert "+  date: 2026-07-02" in said


def test_a_changed_document_needs_a_higher_version_first(say: Say, small: Path) -> None:
    """What `check` would complain about afterwards is refused before it is sealed."""
    file = small / "policies" / "POL-one.yml"
    say("approve", "POL-one", "--by", "jo-doe", *DAY)
    git(small, "init", "--quiet")
    git(small, "config", "user.name", "Ann Author")
    git(small, "config", "user.email", "ann@example.org")
    commit(small, "Approve")
    for old, new in (("is one.", "is more."), ("approved ", "in-review ")):
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    before = files(small / "policies")
    said = say("approve", "POL-one", "PROC-one", "--by", "jo-doe", "--date", "2026-07-02")
    assert (
        "nothing was approved:\n  POL-one: the content differs from what was approved on 2026-07-01" in said
    )
    assert "raise `version` above 1.0" in said
    assert files(small / "policies") == before
    file.write_text(file.read_text(encoding="utf-8").replace('"1.0"', '"1.1"'), encoding="utf-8")
    assert "approved POL-one 1.1" in say("approve", "POL-one", "--by", "jo-doe", "--date", "2026-07-02")
