"""`--help` helps: a sentence, options that say what they do, and examples that are understood."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from conftest import PROJECT
from smsbook.cli.examples import EXAMPLES
from smsbook.cli.groups import GROUPS
from smsbook.cli.main import cli
from smsbook.source.folder import files

COMMANDS = sorted(cli.commands)
LINES = [pytest.param(name, line, id=line[:70]) for name, shown in EXAMPLES.items() for line, _ in shown]
# What only a programmer understands.
JARGON = re.compile(r"\b(None|True|False|TEXT RANGE|FLOAT|INTEGER|dict|argparse|stdin|stdout|traceback)\b|%Y")


def _help(*words: str) -> str:
    done = CliRunner().invoke(cli, [*words, "--help"], prog_name="smsbook", terminal_width=100)
    assert done.exit_code == 0
    return done.output


def _words(line: str) -> list[str]:
    """Return the words that smsbook gets of a line typed into a shell."""
    inner = re.fullmatch(r'eval "\$\((.*)\)"', line)
    return shlex.split(re.sub(r" >>? .*", "", inner[1] if inner else line))


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_what_it_does_and_shows_examples(name: str) -> None:
    text = _help(name)
    assert text.startswith(f"Usage: smsbook {name} ")
    shown = text.partition("Examples:\n")[2].splitlines()
    for line, effect in EXAMPLES[name]:
        assert f"    {line}" in shown
        assert f"        {effect}" in shown, "it stands on a line of its own"
        assert effect.endswith(".")
    command = cli.commands[name]
    assert re.match(r"[A-Z][^\n]+\.", (command.help or "").replace("\n", " "))
    assert JARGON.search(text) is None
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{option.opts[0]} does not say what it is for"
            assert option.help.rstrip("]").endswith((".", "today", "VERSION")) or "[default" in option.help


@pytest.mark.parametrize(("name", "line"), LINES)
def test_examples_are_understood(name: str, line: str) -> None:
    program, command, *rest = _words(line)
    assert (program, command) == ("smsbook", name)
    with cli.commands[name].make_context(name, rest):
        pass


def test_examples_name_what_the_example_sms_holds() -> None:
    known = {Path(path).stem for path in files(PROJECT / "sms")}
    people = set(re.findall(r"^  - id: (\S+)$", (PROJECT / "sms/roles/people.yml").read_text(), re.MULTILINE))
    lines = [(name, _words(line)) for name, shown in EXAMPLES.items() for line, _ in shown]
    new = {("new", "POL-backup")}
    for name, words in lines:
        ids = [word for word in words if re.fullmatch(r"(POL|SLA|CMP|SVC)-[\w-]+", word)]
        ids += [words[at + 1] for at, word in enumerate(words) if word in ("--by", "--mine")]
        assert [id for id in ids if id not in known | people and (name, id) not in new] == []
        assert [word for word in words if word.startswith("sms/") and not (PROJECT / word).exists()] == []


def test_no_example_is_of_a_command_that_is_gone() -> None:
    assert sorted(EXAMPLES) == COMMANDS


def test_the_program_shows_each_command_once_and_its_exit_codes() -> None:
    text = _help()
    shown = re.findall(r"^  ([a-z]+) +[A-Z]", text, re.MULTILINE)
    assert sorted(shown) == COMMANDS
    assert sorted(name for names in GROUPS.values() for name in names) == COMMANDS
    codes = text.partition("Exit codes:\n")[2]
    assert re.findall(r"^ +(\d)  ", codes, re.MULTILINE) == ["0", "1", "2"]


@pytest.mark.parametrize("typed", ["31.01.2026", "2026-13-01", "soon", ""])
def test_a_day_that_is_none_is_told_in_plain_words(typed: str) -> None:
    done = CliRunner().invoke(cli, ["check", "--as-of", typed], prog_name="smsbook")
    assert done.exit_code == 2
    assert f"found `{typed}`, expected a day, as 2026-01-31" in done.output
