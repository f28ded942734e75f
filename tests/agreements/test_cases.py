"""Agreements as they are made: small cases that a service level manager can read, and what is found in each.

A new case is a file `cases/<topic>/<name>.sms`: what happened in a sentence or two, then the documents, each
behind a line `===`. Who takes part in all of them stands in `cases/cast.sms`; an agreement that does not say
otherwise was approved on 2 November 2026 and is reviewed once a year. The day is 21 November 2026. Everything
smsbook checks about agreements is checked, advice included; what else such a small SMS lacks is left out.
`UPDATE_GOLD=1 .venv/bin/pytest tests/agreements/test_cases.py` writes what is found beside the case, and the
list of cases in `cases/README.md`; read both before you commit them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import gold
import shelf
from smsbook.check.run import judge
from smsbook.source.finding import Finding

HERE = Path(__file__).parent / "cases"
CASES = sorted(HERE.glob("*/*.sms"))
AS_OF = date(2026, 11, 21)
APPROVED = "approval: {by: ada-lind, role: SLM.owner, date: 2026-11-02}\n"
REVIEWED = "review: {interval: P12M, next: 2027-11-01}\n"
ASKED = (" PR2.2", " PR2.4")
GAPS = {"uncovered-document", "missing-record", "outdated-record", "unapproved-evidence"}
LEFT_OUT = {"missing-approval", "unsealed-approval", "unauthorised-approval", "unmentioned-advice"}
TOPICS = {
    "validity": "Is there an agreement at all, and for as long as it is needed?",
    "hours": "Is somebody there when somebody was promised, and is work done when it may be?",
    "times": "Are answer, repair and recovery quick enough?",
    "availability": "Can the availability promised be reached?",
    "amounts": "Is there as much as promised?",
    "accepted-gaps": "What is accepted, by whom, and for how long?",
    "readable-values": "Can a value be read in one way only?",
}


def story(case: Path) -> str:
    """Return what happened, in one line."""
    return " ".join(case.read_text(encoding="utf-8").partition("===")[0].split())


@cache
def findings(case: Path) -> tuple[Finding, ...]:
    """Return what is found in a case."""
    return judged(shelf.sections(case))


def judged(documents: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return what is found in the documents of a case, by path."""
    texts = {path: agreed(path, text) for path, text in documents.items()}
    built, shape = shelf.library({**cast(texts.values()), **texts})
    found, _ = judge(built, shape, AS_OF, advice=True)
    return shelf.located(built, [finding for finding in found if about_agreements(finding)])


def cast(texts: Iterable[str]) -> dict[str, str]:
    """Return the settings and people of all cases, and the customers and suppliers that a case names."""
    words = "\n".join(texts)
    return {
        path: text
        for path, text in shelf.sections(HERE / "cast.sms").items()
        if not path.startswith("parties/") or Path(path).stem in words
    }


def agreed(path: str, text: str) -> str:
    """Return an agreement with approval and review, where it says nothing else."""
    if not path.startswith("agreements/"):
        return text
    added = [line for line in (APPROVED, REVIEWED) if f"\n{line.partition(':')[0]}:" not in text]
    return text + "".join(added)


def about_agreements(finding: Finding) -> bool:
    """Leave out what a small SMS lacks beside its agreements."""
    if finding.requirements:
        return finding.rule in GAPS and any(name.endswith(ASKED) for name in finding.requirements)
    return finding.rule not in LEFT_OUT


def contents() -> str:
    """Return the table of contents."""
    lines = ["# Cases of agreements", "", *CONTENTS_BEGIN.splitlines()]
    for topic, question in TOPICS.items():
        lines += ["", f"## {question}", "", "| case | what happened | what is found |", "|---|---|---|"]
        for case in (case for case in CASES if case.parent.name == topic):
            rules = [f"`{rule}`" for rule in dict.fromkeys(finding.rule for finding in findings(case))]
            link = f"[{case.stem}]({topic}/{case.name})"
            found = f"[{', '.join(rules) or 'nothing'}]({topic}/{case.stem}.txt)"
            lines.append(f"| {link} | {story(case)} | {found} |")
    return "\n".join([*lines, ""])


CONTENTS_BEGIN = """\
What can be wrong, or right, between a promise to a customer and what it rests on. Each case is a small
service management system, and beside it stands what `smsbook check --advice` finds in it: nothing else, and
nothing less. The day is 21 November 2026, the place London.

The text above the first `===` says what happened; below it stand the documents, shortened to what matters.
The harbour authority and the museum are customers ([cast.sms](cast.sms)); what the agreements of a case do
not say otherwise, is approved and reviewed as it should be.

This list is written by `tests/agreements/test_cases.py`, whose head says how to add a case."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.stem}")
def test_a_case(case: Path) -> None:
    gold.hold(gold.written(findings(case)), case.with_suffix(".txt"))


def test_the_list_of_cases() -> None:
    gold.hold(contents(), HERE / "README.md")


def test_every_file_is_a_case_that_tells_what_happened() -> None:
    assert {case.parent.name for case in CASES} == set(TOPICS)
    assert set(HERE.glob("*/*")) == {*CASES, *(case.with_suffix(".txt") for case in CASES)}
    for case in CASES:
        assert story(case).endswith((".", "?", "…")), case
    assert len({story(case) for case in CASES}) == len(CASES)


def test_each_topic_has_something_to_find_and_something_that_holds() -> None:
    for topic in TOPICS:
        found = {bool(findings(case)) for case in CASES if case.parent.name == topic}
        assert found == {True, False}, topic
