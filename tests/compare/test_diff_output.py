"""What `smsbook diff` prints, in each format, on two states that differ in one of everything.

`UPDATE_GOLD=1 .venv/bin/pytest tests/compare` writes the gold files `diff.*`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from repositories import commit, write

import gold
from conftest import AS_OF, smsbook
from shelf import sections
from smsbook.compare.comparison import Fate, How
from smsbook.reports.diff_list import FORMATS

HERE = Path(__file__).parent
ENDINGS = {"text": "txt", "markdown": "md", "json": "json"}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the state before, tagged `one`, and the state after, tagged `two`."""
    root = tmp_path_factory.mktemp("repository")
    for name, tag in (("before", "one"), ("after", "two")):
        write(root / "sms", sections(HERE / f"{name}.sms"))
        commit(root, tag)
    return root


@pytest.fixture(scope="module")
def printed(repository: Path) -> dict[str, str]:
    """What the command prints, by format."""
    found = {}
    for form in FORMATS:
        done = smsbook("diff", "one..two", "--format", form, "--as-of", AS_OF, cwd=repository)
        assert (done.returncode, done.stderr) == (0, "")
        found[form] = done.stdout
    return found


@pytest.mark.parametrize("form", FORMATS)
def test_the_whole_output(printed: dict[str, str], form: str) -> None:
    written = re.sub(r"\b[0-9a-f]{40}\b", "0" * 40, printed[form])
    gold.hold(re.sub(r"\([0-9a-f]{10}\)", f"({'0' * 10})", written), HERE / f"diff.{ENDINGS[form]}")


def test_one_of_everything_is_in_the_example(printed: dict[str, str]) -> None:
    found = json.loads(printed["json"])
    assert {item["fate"] for item in found["documents"]} >= {*Fate} - {Fate.RETURNED}
    assert {item["how"] for change in found["documents"] for item in change["changes"]} == {*How}
    assert found["layout_only"]
    assert any(item["note"] for item in found["documents"])
    assert any(item["vacant"] for item in found["roles"])
    assert found["requirements"]
    assert found["findings"]
