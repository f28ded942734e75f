"""docs/formats.md names each field that a command writes, and none besides."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import AS_OF, PROJECT, smsbook

DESCRIBED = yaml.safe_load((PROJECT / "docs/formats.yml").read_text(encoding="utf-8"))
# What the tests of each command hold to be its output, letter by letter.
WRITTEN = {
    "check": "reports/broken.json",
    "coverage": "reports/partly.coverage.json",
    "status": "reports/waiting.status.json",
    "due": "reports/partly.due.json",
    "impact": "chain/impact.json",
    "diff": "compare/diff.json",
    "evaluate": "reports/evaluated.evaluation.json",
}
ALL = {"format", "version"}  # what each JSON begins with


def _routes(value: object, above: str = "") -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _routes(item, f"{above}[]")
    elif isinstance(value, dict):
        for key, item in value.items():
            route = f"{above}.{key}".removeprefix(".")
            yield route
            yield from _routes(item, route)


def _named(fields: dict[str, str]) -> Iterator[str]:
    """Yield the full route of each field: those behind a comma stand beside the first one."""
    for routes in fields:
        first, *others = routes.split(", ")
        yield first
        beside = first.rpartition(".")[0]
        yield from (f"{beside}.{other}".removeprefix(".") for other in others)


def _unnamed(found: set[str], named: set[str]) -> list[str]:
    anything = tuple(route.removesuffix("…") for route in named if route.endswith("…"))
    holders = {route.rpartition(".")[0].removesuffix("[]") for route in named}
    return sorted(
        found - named - holders - ALL - {each for each in found if each.startswith(anything or "?")}
    )


def _unwritten(found: set[str], named: set[str]) -> list[str]:
    gone = {route for route in named - found if not route.endswith("…")}
    empty = {route for route in named if route.endswith("…")}
    gone |= {each for each in empty if not any(route.startswith(each[:-1]) for route in found)}
    return sorted(gone)


@pytest.mark.parametrize("command", WRITTEN)
def test_the_fields_of_json_are_all_told_and_all_there(command: str) -> None:
    written = json.loads((PROJECT / "tests" / WRITTEN[command]).read_text(encoding="utf-8"))
    found, named = set(_routes(written)), set(_named(DESCRIBED[command]["json"]["fields"]))
    assert _unnamed(found, named) == [], "written, but not told in docs/formats.yml"
    assert _unwritten(found, named) == [], "told in docs/formats.yml, but not written"


def test_the_columns_of_csv_are_all_told(scratch: Path) -> None:
    done = smsbook("coverage", "sms", "--format", "csv", "--as-of", AS_OF, cwd=scratch)
    assert list(_named(DESCRIBED["coverage"]["csv"]["fields"])) == next(csv.reader(done.stdout.splitlines()))


def test_each_command_with_formats_is_told() -> None:
    from smsbook.cli.main import cli

    told: dict[str, Any] = {}
    for name, command in cli.commands.items():
        for option in command.params:
            if "--format" in option.opts:
                told[name] = set(option.type.choices)
    assert {name: set(words) for name, words in DESCRIBED.items()} == told
