"""`smsbook review`, as people use it: what it prints, what it writes, and what it refuses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import gold
from control.conftest import HERE, Say, files
from smsbook.check.run import check, load
from smsbook.cli.review import OUTCOMES
from smsbook.control.files import write_all
from smsbook.library import reviews
from smsbook.library.seal import holds

APPROVED = ("approve", "POL-one", "POL-two", "PROC-one", "--by", "jo-doe", "--date", "2026-07-01")
DAY = ("--date", "2026-07-15")
SAME = ("--outcome", "no-change")

DONE = [
    ("review", "POL-two", "--by", "max-roe", *SAME, *DAY, "--dry-run"),
    ("review", "POL-two", "--by", "max-roe", *SAME, *DAY),
    ("review", "POL-two", "--by", "max-roe", *SAME, *DAY),
    ("review", "POL-zwei", "sms/processes/PROC-one.yml", "--by", "jo-doe", "--outcome", "revised", *DAY),
    (
        "review",
        "PROC-one",
        "--by",
        "jo-doe",
        *SAME,
        "--note",
        "Read aloud: it is clear.",
        "--date",
        "2026-07-16",
    ),
    ("review", "PROC-one", "--by", "jo-doe", *SAME, "--date", "2026-06-15"),
]

REFUSED = [
    ("review", "POL-one", "POL-tow", "POL-old", "POL-vacant", "POL-wrong", "--by", "jo-doe", *SAME, *DAY),
    ("review", "POL-two", "--by", "jo-deo", *SAME, "--date", "9999-12-31", "--note", "\x1b[2J"),
]


@pytest.fixture
def approved(say: Say, small: Path) -> Say:
    say(*APPROVED)
    for path in ("policies/POL-wrong.yml", "policies/POL-torn.yml", "policies/POL-twin-b.yml"):
        (small / path).unlink()
    return say


def test_what_it_does(approved: Say, small: Path) -> None:
    gold.hold("".join(approved(*arguments) for arguments in DONE), HERE / "review-done.txt")
    library, findings = load(small)
    assert not findings
    for id in ("POL-two", "PROC-one"):
        document = library.document(id)
        assert document
        assert holds(document.body, document.head.approval.seal)


def test_what_it_refuses(say: Say, small: Path) -> None:
    say(*APPROVED)
    before = files(small)
    gold.hold("".join(say(*arguments) for arguments in REFUSED), HERE / "review-refused.txt")
    file = small / "policies" / "POL-two.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("are two", "are too many"), encoding="utf-8")
    assert "its seal is broken" in say("review", "POL-two", "--by", "jo-doe", *SAME, *DAY)
    assert {**files(small), "policies/POL-two.yml": b""} == {**before, "policies/POL-two.yml": b""}


def test_the_outcomes_are_those_that_count_as_a_review() -> None:
    assert OUTCOMES == reviews.OUTCOMES


@pytest.mark.parametrize("done", [0, 1, 2, 3])
def test_interrupted_anywhere_it_is_completed_by_the_same_command(
    approved: Say, small: Path, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    """After each number of files, what is there has no error, and the same command writes the rest once."""
    command = ("review", "POL-two", "PROC-one", "--by", "jo-doe", *SAME, *DAY)
    with monkeypatch.context() as patch:
        patch.setattr("smsbook.control.review.write_all", lambda writings: write_all(writings[:done]))
        approved(*command)
    report = check(small, date(2026, 7, 20))
    assert "unfounded-review-date" not in {finding.rule for finding in report.findings}
    assert ("recorded before" in approved(*command)) == (done == 3)
    records = [path for path in files(small) if "2026-07-15" in path]
    assert records == ["records/REC-2026-07-15-document-review.yml"]
    library, _ = load(small)
    following = {id: library.document(id).head.review.next for id in ("POL-two", "PROC-one")}  # type: ignore[union-attr]
    assert following == {"POL-two": date(2027, 1, 15), "PROC-one": date(2027, 7, 15)}
