"""`smsbook completion`: let a shell complete commands, options, ids, people and roles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smsbook.cli.common import CLEAN, write

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

SHELLS = ("bash", "zsh", "fish")
_WORD = re.compile(r"[A-Za-z0-9][\w.-]*", re.ASCII)  # what no shell takes for more than a word
_PERSON = re.compile(r"^ *- id: *[\"']?([\w.-]+)", re.ASCII | re.MULTILINE)
_ROLE = re.compile(r"^ *(?:- )?role: *[\"']?([\w.-]+)", re.ASCII | re.MULTILINE)
_MOST = 1_000_000  # characters of a file that are looked at


@click.command()
@click.argument("shell", metavar="bash|zsh|fish", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print what a shell has to read to complete what you type: commands, options, ids, people and roles."""
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    assert script is not None, "click knows these shells"
    write(script(context.find_root().command, {}, "smsbook", "_SMSBOOK_COMPLETE").source())
    return CLEAN


def kinds(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Offer the kinds of documents."""
    return _beginning(typed, _kinds())


def documents(context: click.Context, _: click.Parameter, typed: str) -> list[str] | list[CompletionItem]:
    """Offer the ids of documents by the names of their files; then files themselves."""
    from click.shell_completion import CompletionItem

    return _beginning(typed, _ids(context)) or [CompletionItem(typed, type="file")]


def falling(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """Offer what may fall away: documents, people and roles."""
    return _beginning(typed, [*_ids(context), *_people(context), *_roles(context)])


def people(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """Offer the people of the SMS."""
    return _beginning(typed, _people(context))


def roles(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """Offer the roles that somebody holds, and those that the SMS adds."""
    return _beginning(typed, _roles(context))


def explained(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """Offer what can be explained: rules, kinds, requirements and SLAs."""
    from smsbook.check.manual import ALL_RULES
    from smsbook.standard.catalogue import editions, load_catalogue

    catalogues = [load_catalogue(edition) for edition in editions()]
    requirements = [entry.id for catalogue in catalogues for entry in catalogue.requirements]
    agreements = [id for id in _ids(context) if id.startswith("SLA-")]
    return _beginning(typed, [*(rule.id for rule in ALL_RULES), *_kinds(), *requirements, *agreements])


def _beginning(typed: str, words: Iterable[str]) -> list[str]:
    return sorted({word for word in words if word.startswith(typed) and _WORD.fullmatch(word)})


def _kinds() -> Iterable[str]:
    from smsbook.schema.kinds import load_kinds
    from smsbook.schema.shipped import shipped

    return load_kinds(shipped("schemas"))


def _folder(context: click.Context) -> Path | None:
    from smsbook.source.folder import CouldNotRun, find_root

    try:
        return find_root(context.params.get("path") or Path())
    except (CouldNotRun, OSError):
        return None


def _ids(context: click.Context) -> Iterator[str]:
    from smsbook.source.folder import SETTINGS, CouldNotRun, files

    root = _folder(context)
    try:
        paths = files(root) if root else []
    except CouldNotRun:  # a folder that cannot be read; the shell is no place to say so
        return
    for path in paths:
        folder, _, name = path.rpartition("/")
        if path != SETTINGS:
            id = name.rpartition(".")[0]
            yield id if folder != "releases" else f"sms-{id}"


def _people(context: click.Context) -> list[str]:
    return _PERSON.findall(_text(context, "people"))


def _roles(context: click.Context) -> list[str]:
    own = [id for id in _ids(context) if id.startswith("ROLE-")]
    return own + _ROLE.findall(_text(context, "assignments"))


def _text(context: click.Context, name: str) -> str:
    """Return the text of the people or the assignments, or nothing where there is none to read."""
    root = _folder(context)
    file = root / "roles" / f"{name}.yml" if root else None
    if file is None or not file.is_file() or file.is_symlink():
        return ""
    with file.open(encoding="utf-8", errors="replace") as stream:
        return stream.read(_MOST)
