"""A misspelt id in what agreements rest on is one finding: what it was meant to say, nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import shelf
from agreements.test_cases import HERE, judged

CASES = (
    "times/everything-holds",
    "times/promise-of-the-default-agreement",
    "availability/weak-storage-below",
    "accepted-gaps/gap-accepted",
    "accepted-gaps/gap-in-hours-accepted",
)
ID = re.compile(r"\b(?:CMP|CUS|OLA|SLA|SUP|SVC|UA)-[a-z-]*[a-z]")


def slips() -> Iterator[tuple[str, str, int, str]]:
    """Yield each place of each case where one document names another: case, file, place and id."""
    for case in CASES:
        for path, text in shelf.sections(HERE / f"{case}.sms").items():
            for match in ID.finditer(text):
                if not text[: match.start()].endswith("\nid: "):
                    yield case, path, match.start(), match[0]


@pytest.mark.parametrize(
    "slip", list(slips()), ids=lambda slip: f"{Path(slip[0]).stem}:{Path(slip[1]).stem}:{slip[3]}"
)
def test_a_misspelt_id_is_one_finding(slip: tuple[str, str, int, str]) -> None:
    case, path, start, id = slip
    texts = shelf.sections(HERE / f"{case}.sms")
    before = {(finding.rule, finding.spot) for finding in judged(texts)}
    text = texts[path]
    found = judged({**texts, path: f"{text[:start]}{id[:-1]}zz{text[start + len(id) :]}"})
    new = [finding for finding in found if (finding.rule, finding.spot) not in before]
    assert [(finding.rule, finding.spot.path) for finding in new] == [("broken-reference", path)]
