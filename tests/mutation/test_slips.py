"""The slips that hide a whole file, in each file of the example: each makes one finding, at its place."""

from __future__ import annotations

import pytest
from test_mutants import SMS, TODAY, gate

from smsbook.check.run import judge
from smsbook.source.finding import Finding

FILES = sorted(path.relative_to(SMS).as_posix() for path in SMS.rglob("*.yml") if path.name != "sms.yml")


def found(path: str, lines: list[str]) -> Finding:
    """Return the one finding that a changed file brings, about that file."""
    library, shape = gate().changed({path: "\n".join(lines)})
    new = gate().unknown(judge(library, shape, TODAY)[0])
    assert [(item.spot.path, item.rule) for item in new] == [(path, "syntax-error")]
    return next(item for item in shape if item.spot.path == path)


def lines_of(path: str) -> list[str]:
    return (SMS / path).read_text(encoding="utf-8").split("\n")


@pytest.mark.parametrize("path", FILES)
def test_a_tab_in_the_indentation(path: str) -> None:
    lines = lines_of(path)
    index = next(index for index, line in enumerate(lines) if line.startswith("  "))
    lines[index] = "\t" + lines[index].lstrip()
    finding = found(path, lines)
    assert finding.spot.position.line == index + 1
    assert "tab" in finding.message


@pytest.mark.parametrize("path", FILES)
def test_a_quote_that_ends_nowhere(path: str) -> None:
    lines = lines_of(path)
    index = next(index for index, line in enumerate(lines) if line.startswith("title: "))
    lines[index] = 'title: "An unfinished text'
    finding = found(path, lines)
    assert (finding.spot.position.line, finding.spot.position.column) == (index + 1, 8)
