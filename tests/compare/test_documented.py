"""What the documentation says about `smsbook diff` is true."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

from repositories import commit

from conftest import AS_OF, PROJECT, smsbook

HERE = Path(__file__).parent
SECTION = "\n## What changed\n"


def section(name: str) -> str:
    text = (PROJECT / "docs" / name).read_text(encoding="utf-8")
    return text.partition(SECTION)[2].partition("\n## ")[0]


def test_the_example_in_the_documentation(scratch: Path) -> None:
    commit(scratch, "one")
    steps = re.split(r"^\$ ", section("versions.md").split("```")[1], flags=re.MULTILINE)[1:]
    for step in steps:
        line, _, expected = step.partition("\n")
        words = shlex.split(line)
        if words[0] == "sed":
            subprocess.run(words, cwd=scratch, check=True, timeout=20)
            continue
        done = smsbook(*words[1:], "--as-of", AS_OF, cwd=scratch)
        parts = (re.escape(part) for part in expected.split("(…)"))
        assert re.fullmatch(r"\([0-9a-f]{10}\)".join(parts), done.stdout), done.stdout
    assert len(steps) > 1
