"""What the documentation says is true: commands, outputs, lists, links and words."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import click
import pytest

from conftest import AS_OF, PROJECT, smsbook
from smsbook.check.manual import ALL_RULES
from smsbook.check.run import check
from smsbook.cli.main import cli
from smsbook.coverage.state import State
from smsbook.schema.kinds import load_kinds
from smsbook.schema.shipped import shipped
from smsbook.standard.catalogue import editions, load_catalogue
from smsbook.standard.clarity import SORTS

WRITTEN = [
    PROJECT / "README.md",
    PROJECT / "CONTRIBUTING.md",
    PROJECT / "CHANGELOG.md",
    *sorted((PROJECT / "docs").glob("*.md")),
]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:^|(?<=[\s`/]))smsbook(?: [^`\n#|&>]+)?")


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _named(file: Path) -> str:
    return file.relative_to(PROJECT).as_posix()


def _generator() -> ModuleType:
    sys.path.insert(0, str(PROJECT / "docs"))  # as for a script that is run there
    spec = spec_from_file_location("docs_generate", PROJECT / "docs/generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- generated pages ------------------------------------------------------------------------------------


GENERATED = ["rules.md", "requirements.md", "kinds.md", "commands.md", "formats.md"]


@pytest.mark.parametrize("name", GENERATED)
def test_generated_pages_are_up_to_date(name: str) -> None:
    made = _generator().pages()
    assert sorted(made) == sorted(GENERATED)
    assert _read(PROJECT / "docs" / name) == made[name], (
        f"docs/{name} is not up to date; make it anew with: .venv/bin/python docs/generate.py"
    )


def test_every_rule_kind_and_requirement_has_its_place() -> None:
    rules, kinds, requirements = (
        _read(PROJECT / f"docs/{name}.md") for name in ("rules", "kinds", "requirements")
    )
    assert [rule.id for rule in ALL_RULES if f"\n### {rule.id}\n" not in rules] == []
    assert [kind for kind in load_kinds(shipped("schemas")) if f"\n## {kind}\n" not in kinds] == []
    for entry in (entry for edition in editions() for entry in load_catalogue(edition).requirements):
        assert f"\n#### {entry.reference} {entry.title}" in requirements
        assert len(
            re.findall(rf"^\| \[{re.escape(entry.id)}\]\(#.*\| .+ \| .+ \|$", requirements, re.MULTILINE)
        )


def test_process_owners_are_told_what_to_do_about_each_rule() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|", _read(PROJECT / "docs/process-owner.md"), re.MULTILINE)
    assert sorted(rows) == sorted(rule.id for rule in ALL_RULES), "one row a rule, in docs/process-owner.md"


# --- the four books -------------------------------------------------------------------------------------

BOOKS = [
    file
    for file in sorted((PROJECT / "docs").glob("*.md"))
    if file.name not in {*GENERATED, "README.md", "decisions.md"}
]


@pytest.mark.parametrize("page", BOOKS, ids=_named)
def test_each_page_of_a_book_begins_with_a_task_and_its_commands(page: Path) -> None:
    beginning = _read(page).partition("\n## ")[0]
    commands = [block for kind, block in FENCE.findall(beginning) if kind == "sh"]
    assert commands, "name the task, and the commands for it, before the first section"
    assert beginning.count("\n") < 30


def test_the_contents_name_every_page() -> None:
    contents = _read(PROJECT / "docs/README.md")
    named = set(re.findall(r"\]\(([a-z-]+\.md)\)", contents))
    assert named == {file.name for file in (PROJECT / "docs").glob("*.md")} - {"README.md"}


# --- numbers --------------------------------------------------------------------------------------------


def test_numbers_are_true() -> None:
    report = check(PROJECT / "sms", date.fromisoformat(AS_OF))
    readme, changes = (" ".join(_read(PROJECT / name).split()) for name in ("README.md", "CHANGELOG.md"))
    for coverage in report.coverage:
        if coverage.catalogue.edition in editions():
            total = len(coverage.results)
            evaluated = total - coverage.count(State.NOT_EVALUATED)
            for text in (readme, changes):
                assert f"{evaluated} of {total}" in text
            assert coverage.count(State.DOCUMENTED) == total, "the example documents it all"
    kinds = len(load_kinds(shipped("schemas")))
    assert f"{kinds} kinds of documents" in readme
    assert f"{kinds} kinds of documents" in changes
    assert f"all {len(ALL_RULES)} rules" in readme
    assert f"{len(report.library.documents)} documents of an invented provider" in readme


def test_what_is_our_reading_or_unverified_is_told() -> None:
    readme = " ".join(_read(PROJECT / "README.md").split())
    shares = []
    for catalogue in map(load_catalogue, editions()):
        entries = catalogue.requirements
        read = sum(any(item.interpretation for item in entry.evidence) for entry in entries)
        name = catalogue.edition.partition(":")[2]
        shares.append((read, len(entries), name))
        doubted = [entry for entry in entries if entry.unverified]
        if doubted:
            named = f"{doubted[0].group} to {doubted[-1].group}"
            assert f"{len(doubted)} requirements of the {name} edition, {named}, are unverified" in readme
    (first, of_first, later), (second, of_second, earlier) = shares
    said = f"{first} of the {of_first} requirements of {later} and {second} of the {of_second} of {earlier}"
    assert said in readme


def test_the_states_and_forms_of_evidence_are_told() -> None:
    text = _read(PROJECT / "docs/coverage.md")
    states = text.partition("## States")[2].partition("\n## ")[0]
    assert re.findall(r"^\| ([a-z ]+) \|", states, re.MULTILINE)[1:] == [str(state) for state in State]
    forms = text.partition("## What evidence is")[2].partition("\n## ")[0]
    assert re.findall(r"^\| ([a-z]+) \|", forms, re.MULTILINE)[1:] == list(SORTS)


EXAMPLES = re.compile(r"^From `(sms/[^`]+)`:\n\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_examples_stand_in_the_file_they_are_from() -> None:
    found = [(file, *example) for file in WRITTEN for example in EXAMPLES.findall(_read(file))]
    assert found
    for file, source, example in found:
        assert example in _read(PROJECT / source), f"{_named(file)} shows what {source} does not say"


# --- commands -------------------------------------------------------------------------------------------


def _commands() -> Iterator[tuple[Path, list[str]]]:
    """Yield the words of each command line that a page names, in blocks and in running text."""
    for file in WRITTEN:
        text = _read(file)
        blocks = FENCE.findall(text)
        code = [re.sub(r"#.*", "", block) for kind, block in blocks if kind == "sh"]
        code += [line for kind, block in blocks if kind == "console" for line in _lines_to_type(block)]
        code += re.findall(r"(?<!`)`([^`\n]+)`(?!`)", FENCE.sub("", text))
        for found in (match for piece in code for match in COMMAND.findall(piece)):
            yield file, shlex.split(found)[1:]


def _lines_to_type(block: str) -> list[str]:
    return re.findall(r"^\$ (.*)$", block, re.MULTILINE)


def test_every_command_named_exists_with_its_options() -> None:
    seen = set()
    for file, words in _commands():
        where = f"{_named(file)}: smsbook {' '.join(words)}"
        if not words or words[0].startswith(("-", "…", "[")):
            assert all(word in ("--version", "--help", "-V", "-h", "…") for word in words), where
            continue
        assert words[0] in cli.commands, where
        seen.add(words[0])
        command = cli.commands[words[0]]
        known = {name for item in command.params for name in (*item.opts, *item.secondary_opts)} | {
            "--help",
            "-h",
        }
        assert [
            word for word in words[1:] if word.startswith("-") and word.partition("=")[0] not in known
        ] == [], where
    assert seen == set(cli.commands), "a command is named in no page"


def test_every_option_is_documented() -> None:
    text, formats = (_read(PROJECT / f"docs/{name}.md") for name in ("commands", "formats"))
    for name, command in cli.commands.items():
        section = text.partition(f"\n## smsbook {name}\n")[2].partition("\n## ")[0]
        assert section, f"smsbook {name} is not in docs/commands.md"
        for option in command.params:
            if isinstance(option, click.Option):
                assert re.search(rf"^\| `{option.opts[0]}[` ].* \| .+ \|$", section, re.MULTILINE), (
                    option.opts
                )
                forms = option.type.choices if option.opts[0] == "--format" else ()
                assert [
                    each for each in forms if f"### smsbook {name} --format {each}\n" not in formats
                ] == []


# --- outputs --------------------------------------------------------------------------------------------

CONSOLE = [
    pytest.param(block, id=f"{_named(file)}-{number}")
    for file in WRITTEN
    for number, (kind, block) in enumerate(FENCE.findall(_read(file)))
    if kind == "console"
]


@pytest.mark.parametrize("block", CONSOLE)
def test_outputs_are_what_comes_out(block: str, scratch: Path) -> None:
    """Run each `$ …` of a block on a copy of sms/; «…» in the page stands for anything."""
    for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, _, expected = step.partition("\n")
        actual = _run(shlex.split(line), scratch)
        pattern = ".*?".join(re.escape(part) for part in _scrubbed(expected).split("…"))
        assert re.fullmatch(pattern, _scrubbed(actual), re.DOTALL), f"$ {line}\n{actual}"


def _run(words: list[str], folder: Path) -> str:
    match words:
        case ["smsbook" | ".venv/bin/smsbook", command, *rest]:
            timed = any("--as-of" in option.opts for option in cli.commands[command].params)
            days = ["--as-of", AS_OF] if timed and "--as-of" not in rest else []
            done = smsbook(command, *rest, *days, cwd=folder)
            return done.stdout + done.stderr
        case ["rm" | "sed", *rest] if not any(word.startswith("/") or ".." in word for word in rest):
            done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=20, check=True)
            return done.stdout
    raise AssertionError(f"not run in a test: {words}")


def _scrubbed(text: str) -> str:
    return re.sub(r"\d+ days ago", "N days ago", re.sub(r"\b\d{4}-\d{2}-\d{2}\b", "DATE", text))


def test_exit_codes_are_as_told(scratch: Path) -> None:
    assert smsbook("check", "sms", "--as-of", AS_OF, cwd=scratch).returncode == 0
    (scratch / "sms/processes/CHM.yml").unlink()
    assert smsbook("check", "sms", "--as-of", AS_OF, cwd=scratch).returncode == 1
    assert smsbook("check", "nowhere", cwd=scratch).returncode == 2
    assert smsbook("check", "--wrong", cwd=scratch).returncode == 2


def test_make_targets_named_exist() -> None:
    targets = set(re.findall(r"^(\w+):", _read(PROJECT / "Makefile"), re.MULTILINE))
    for file in WRITTEN:
        code = "\n".join(block for kind, block in FENCE.findall(_read(file)) if kind == "sh") + "\n"
        code += "\n".join(re.findall(r"`(make [^`]+)`", _read(file)))
        named = set(re.findall(r"(?:^|&& )make ([a-z]+)", code, re.MULTILINE))
        assert named <= targets, _named(file)


# --- links, words, leaks --------------------------------------------------------------------------------


def _files() -> list[Path]:
    """Return the files of the project: what git tracks or would track."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if not shutil.which("git"):
        pytest.fail("git is needed to tell which files belong to the project: apt-get install git")
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True, timeout=60)
    return [PROJECT / name for name in done.stdout.split("\0") if name and (PROJECT / name).is_file()]


FILES = _files()


def _anchors(file: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", _read(file)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("file", [file for file in FILES if file.suffix == ".md"], ids=_named)
def test_no_dead_links(file: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", FENCE.sub("", _read(file)))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        found = file.parent / path if path else file
        assert found.exists(), f"{_named(file)} links to {target}"
        if anchor and found.suffix == ".md":
            assert anchor in _anchors(found), f"{_named(file)} links to {target}"


def test_nothing_is_called_conformant() -> None:
    """The word may stand only where a sentence says what is not claimed."""
    claims = []
    for file in FILES:
        if file.suffix in (".md", ".yml", ".json", ".j2", ".py", ".toml") and "tests" not in file.parts:
            for sentence in re.split(r"(?<=[.!?])\s", _read(file)):
                if re.search(
                    r"\b(conformant|compliant|certified)\b", sentence, re.IGNORECASE
                ) and not re.search(r"\b(not|never|no)\b", sentence, re.IGNORECASE):
                    claims.append(f"{_named(file)}: {' '.join(sentence.split())[:100]}")
    assert claims == []


def test_no_paths_or_hosts_of_one_machine() -> None:
    """Neither the place of this checkout nor of its Python, nor an index to install from, stands here."""
    here = {path.as_posix() for path in (PROJECT, Path.home(), Path(sys.base_prefix)) if len(path.parts) > 2}
    words = [re.escape(path) for path in sorted(here)]
    words += [
        r"(?<![\w.])/(?:home|root|Users)/\w",
        r"--(?:extra-)?index-url",
        r"://[^\s/]+/(?:[\w/-]*/)?simple\b",
    ]
    leak = re.compile("|".join(words))
    found = []
    for file in FILES:
        if file == Path(__file__):
            continue
        try:
            text = _read(file)
        except UnicodeDecodeError:
            continue
        found += [f"{_named(file)}: {match[0]}" for match in leak.finditer(text)]
    assert found == []
