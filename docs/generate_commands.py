"""The reference of the commands: what `--help` says of each, and what stands only in its code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from smsbook.cli.examples import EXAMPLES, FAILS
from smsbook.cli.groups import GROUPS
from smsbook.cli.main import cli

ARGUMENTS = {
    "path": "the folder with `sms.yml`, the one above it that holds `sms/`, or one file; without it, this",
    "folder": "the folder to begin in; without it, this one",
    "kind": "one of the [kinds of documents](kinds.md)",
    "new id": "the id of the document; a kind of which there is only one needs none",
    "impact id": "the id of a component, a service, an agreement, a supplier, a customer, a person or a role",
    "ids": "ids of documents, or their files",
    "word": "a rule, a requirement or a group of them, an item of advice, a kind, an SLA; without it, a list",
    "form": "the form of the table: `csv`, or `xlsx` for a workbook",
    "file": "the table to read",
    "revisions": "`A..B` for two commits, `A` for one and the files here; without it, `A` is the last one",
    "release version": "the version, as `1.1` or `1.1.2`",
    "publish version": "a version that has a tag `sms-…`; without it, the highest",
    "shell": "`bash`, `zsh` or `fish`",
}
BEGINNING = """# All commands

There are {count} commands. `--help` behind each of them prints the same, and `smsbook --version` the version.
Your shell [completes](desk.md#let-the-shell-complete) what you type. What a command writes with
`--format` stands in [formats.md](formats.md).
"""
ALWAYS = """## Exit codes

| code | meaning |
|---|---|
| 0 | clean, or done |
| 1 | findings: something is wrong, missing or missed; each command says below when |
| 2 | could not run: a wrong option, no SMS here, an unreadable folder; or refused, with nothing written |

A faulty file is never a reason for 2: it is a finding, and all other files are still checked.

## Environment

| variable | what it does, where it is set |
|---|---|
| `NO_COLOR` | text on a terminal has no colours |
| `SOURCE_DATE_EPOCH` | pages are built as at this time (seconds since 1970), so a build can be repeated |
| `SMSBOOK_TRACEBACK` | a mistake of smsbook itself shows where it happened; for a report of it |
"""
_DEFAULT = re.compile(r"\s*\[default: (.*)\]$")


def commands() -> str:
    """Return the reference of all commands, group by group."""
    names = [name for group in GROUPS.values() for name in group]
    lines = [BEGINNING.format(count=len(names))]
    for title, group in GROUPS.items():
        lines += [f"**{title}**: {', '.join(f'[{name}](#smsbook-{name})' for name in group)}\n"]
    lines.append(ALWAYS)
    for name in names:
        lines += _command(name, cli.commands[name])
    return "\n".join(lines) + "\n"


def _command(name: str, command: click.Command) -> Iterator[str]:
    arguments = [each for each in command.params if isinstance(each, click.Argument)]
    options = [each for each in command.params if isinstance(each, click.Option)]
    context = click.Context(command, info_name=f"smsbook {name}")
    usage = " ".join(piece for each in arguments for piece in each.get_usage_pieces(context))
    yield f"\n## smsbook {name}\n"
    yield from (f"{' '.join(paragraph.split())}\n" for paragraph in (command.help or "").split("\n\n"))
    yield f"```text\nsmsbook {name} [OPTIONS] {usage}".rstrip() + "\n```\n"
    if arguments:
        yield "| argument | what it is |"
        yield "|---|---|"
        yield from (_argument(name, each, context) for each in arguments)
        yield ""
    yield "| option | default | what it does |"
    yield "|---|---|---|"
    yield from (_option(each, context) for each in options)
    yield "\nExamples:\n\n```sh"
    yield "\n".join(f"{line}\n    # {effect}" for line, effect in EXAMPLES[name])
    yield "```"
    if name in FAILS:
        yield f"\nIt ends with 1 where {_coded(FAILS[name])}."


def _argument(name: str, argument: click.Argument, context: click.Context) -> str:
    about = ARGUMENTS.get(f"{name} {argument.name}") or ARGUMENTS[str(argument.name)]
    words = argument.make_metavar(context).split("|")
    return f"| {' or '.join(f'`{word}`' for word in words)} | {about} |"


def _option(option: click.Option, context: click.Context) -> str:
    words, default = option.help or "", ""
    found = _DEFAULT.search(words)
    if found:
        words, default = words[: found.start()], found[1]
    elif option.required:
        default = "*required*"
    elif option.show_default:
        default = f"`{Path(option.default) if isinstance(option.default, Path) else option.default}`"
    if option.multiple and "several" not in words:
        words += " It may stand several times."
    value = "" if option.is_flag else f" {option.make_metavar(context)}"
    if isinstance(option.type, click.Choice):
        value = ""
        words += f" One of {', '.join(f'`{choice}`' for choice in option.type.choices)}."
    return f"| `{option.opts[0]}{value}` | {default} | {_coded(words)} |"


def _coded(words: str) -> str:
    """Set options in code, where they are not yet."""
    return re.sub(r"(?<![`\w-])(--[a-z-]+)(?!`)", r"`\1`", words)
