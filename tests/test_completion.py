"""A real bash completes what a person begins to type; other shells get the same words."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import smsbook
from smsbook.cli.completion import SHELLS
from smsbook.cli.main import cli

# What bash does when a person presses the tab key behind the last word.
PRESS_TAB = """
source <(smsbook completion bash)
COMP_WORDS=({words}); COMP_CWORD={last}; COMPREPLY=()
compopt() {{ :; }}
_smsbook_completion smsbook
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def program(scratch: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a shell that finds `smsbook`."""
    starter = tmp_path / "bin/smsbook"
    starter.parent.mkdir()
    starter.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m smsbook "$@"\n')
    starter.chmod(0o755)
    return {**os.environ, "PATH": f"{starter.parent}{os.pathsep}{os.environ['PATH']}"}


def _completed(line: str, folder: Path, environment: dict[str, str]) -> list[str]:
    words = ["smsbook", *shlex.split(line), *([""] if line.endswith(" ") else [])]
    script = PRESS_TAB.format(words=shlex.join(words), last=len(words) - 1)
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("ch", ["check"]),
        ("imp", ["impact", "import"]),
        ("check --str", ["--strict-time"]),
        ("check --format s", ["sarif"]),
        ("new pro", ["procedure", "process"]),
        ("import csv x.csv --kind cus", ["customer"]),
        ("approve POL-a", ["POL-access-control"]),
        ("approve CHM --by mar", ["marit-halvorsen"]),
        ("review --path sms SLA-d", ["SLA-default"]),
        ("status --mine joao", ["joao-ferreira"]),
        ("due --role SMS.", ["SMS.manager", "SMS.owner"]),
        ("impact CMP-w", ["CMP-wan-link"]),
        ("explain missing-d", ["missing-deputy", "missing-document"]),
        ("explain PR4.", ["PR4.1", "PR4.2", "PR4.3", "PR4.4"]),
        ("explain SLA-c", ["SLA-compute"]),
        ("completion ", sorted(SHELLS)),
    ],
)
def test_bash_completes(line: str, offered: list[str], scratch: Path, program: dict[str, str]) -> None:
    assert sorted(_completed(line, scratch, program)) == offered


def test_bash_offers_no_name_that_a_shell_would_take_for_more(scratch: Path, program: dict[str, str]) -> None:
    for name in ("POL-$(touch owned).yml", "POL-`id`.yml", "POL-a,b.yml", "POL-two\nlines.yml", "POL-*.yml"):
        (scratch / "sms/policies" / name).write_text("kind: policy\n")
    (scratch / "sms/policies/POL-linked.yml").symlink_to("/etc/passwd")
    offered = _completed("approve POL-", scratch, program)
    ids = {file.stem for file in (scratch / "sms/policies").glob("POL-*.yml") if file.stem.isprintable()}
    assert set(offered) < ids
    assert all(word.replace("-", "").isalnum() for word in offered)
    assert not (scratch / "owned").exists()


def test_outside_of_an_sms_nothing_is_offered_and_nothing_is_said(tmp_path: Path) -> None:
    words = {"COMP_WORDS": "smsbook impact x", "COMP_CWORD": "2"}
    done = smsbook(cwd=tmp_path, env={**words, "_SMSBOOK_COMPLETE": "zsh_complete"})
    assert (done.stdout, done.stderr) == ("\n", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_its_script_and_the_same_words(shell: str, scratch: Path) -> None:
    script = smsbook("completion", shell, cwd=scratch)
    assert script.returncode == 0
    assert f"_SMSBOOK_COMPLETE={shell}_complete" in script.stdout
    last = "2" if shell != "fish" else "POL-a"
    words = {"COMP_WORDS": "smsbook approve POL-a", "COMP_CWORD": last}
    done = smsbook(cwd=scratch, env={**words, "_SMSBOOK_COMPLETE": f"{shell}_complete"})
    assert "POL-access-control" in done.stdout
    assert done.returncode == 0


def test_every_value_that_names_something_is_completed() -> None:
    """Whatever option or argument names a document, a kind, a person or a role offers them."""
    named = {"PERSON", "ROLE", "KIND", "ID..."}
    for name, command in cli.commands.items():
        for parameter in command.params:
            wanted = parameter.metavar in named or (parameter.name in ("id", "kind") and name != "new")
            if wanted:
                assert parameter._custom_shell_complete is not None, f"{name}: {parameter.name}"
