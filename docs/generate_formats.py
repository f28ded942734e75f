"""The reference of all formats that commands write, and of their fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from smsbook import reports
from smsbook.reports import coverage_list, diff_list, due_list, evaluation_list, impact_list, status_list

BEGINNING = """# All formats

What a command writes with `--format`. Without the option it is text for people. `smsbook check` writes
[several formats in one run](pipeline.md#in-a-pipeline).

Each JSON begins with `format`, its name, and `version`. The version is raised when a field changes its
meaning or goes away. New fields may come without that, so ignore the ones that you do not know. The words of
messages may change at any time: compare `rule` instead. A field that has nothing to say is `null`. Days are
written as `2026-01-31`.

Text that people wrote is never a command to whoever reads it: not to a terminal, a spreadsheet, a page or the
log of a host.

| command | formats |
|---|---|"""
WORDS = Path(__file__).parent / "formats.yml"

# The formats of each command that has some, by the module that writes each.
TABLES: dict[str, Mapping[str, str]] = {
    "check": reports.FORMATS,
    "coverage": coverage_list.FORMATS,
    "status": status_list.FORMATS,
    "due": due_list.FORMATS,
    "impact": impact_list.FORMATS,
    "diff": diff_list.FORMATS,
    "evaluate": evaluation_list.FORMATS,
}


def described() -> Mapping[str, Any]:
    """Return what is said about the formats: command, format, then `for`, `holds` and `fields`."""
    words: Mapping[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return words


def formats() -> str:
    """Return the reference of all formats, command by command."""
    words = described()
    lines = [BEGINNING]
    lines += [
        f"| [`smsbook {command}`](#smsbook-{command}) | {', '.join(f'`{form}`' for form in table)} |"
        for command, table in TABLES.items()
    ]
    lines += [
        "\nTables of [`smsbook export`](commands.md#smsbook-export) have the columns of the kind, as",
        "[kinds.md](kinds.md) names its fields; `smsbook import` reads them again.",
    ]
    for command, table in TABLES.items():
        assert set(words[command]) == set(table), f"formats.yml and the formats of {command} differ"
        lines.append(f"\n## smsbook {command}")
        for form, module in table.items():
            lines += _format(command, form, module, words[command][form])
    return "\n".join(lines) + "\n"


def _format(command: str, form: str, module: str, words: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n### smsbook {command} --format {form}\n"
    yield f"For {words['for'].strip()}. {' '.join(words['holds'].split())}"
    if "fields" not in words:
        return
    if form == "json":
        writer = import_module(module)
        written = Path(str(writer.__file__)).read_text(encoding="utf-8")
        known = written.partition('"format": "')[2].partition('"')[0]
        yield f"\n`format` is `{known}`, `version` is {writer.VERSION}."
    yield f"\n| {'column' if form == 'csv' else 'field'} | what it holds |"
    yield "|---|---|"
    for routes, meaning in words["fields"].items():
        yield f"| {_routes(routes)} | {' '.join(meaning.split())} |"


def _routes(routes: str) -> str:
    return ", ".join(f"`{route}`" for route in routes.split(", "))
