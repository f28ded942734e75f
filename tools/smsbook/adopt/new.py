"""Create the draft of a document in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from smsbook.adopt.draft import draft
from smsbook.adopt.links import link_to
from smsbook.adopt.settings import named
from smsbook.control.files import Writing, write_all
from smsbook.control.manifest import KIND as RELEASE
from smsbook.schema.kinds import Kind, load_kinds
from smsbook.schema.nearest import near
from smsbook.schema.shipped import shipped
from smsbook.schema.words import in_sentence
from smsbook.source.folder import CouldNotRun, find_root

_LONGEST = 120  # characters of an id, so that every system can name its file


def new(name: str, id: str, path: Path, today: date) -> Path:
    """Write the draft and return its path. Raises CouldNotRun where it cannot or must not be written."""
    root = find_root(path)
    kind = kind_named(load_kinds(shipped("schemas")), name)
    if kind.name == RELEASE:
        raise CouldNotRun("a release is not written by hand: `smsbook release VERSION` makes it")
    id = _id(kind, id)
    file = root / kind.path(id)
    if file.exists() or file.is_symlink():
        raise CouldNotRun(f"{file} is there already; it was left as it is")
    if link := link_to(root, file):
        raise CouldNotRun(f"{link} is a symbolic link, expected a folder; nothing was written")
    write_all([Writing(file, None, draft(kind, id, today, named(root)).encode())])
    return file


def kind_named(kinds: Mapping[str, Kind], name: str) -> Kind:
    """Return the kind of a name. Raises CouldNotRun where there is none, with what may be meant."""
    if name not in kinds:
        close = near(name, kinds)
        known = f"did you mean {close[0]}?" if close else f"the kinds are {', '.join(kinds)}"
        raise CouldNotRun(f"there is no kind `{name}`; {known}")
    return kinds[name]


def _id(kind: Kind, id: str) -> str:
    id = id or (kind.name if kind.singleton else "")
    rule = kind.schema["properties"]["id"]
    if ("const" in rule and id != rule["const"]) or not re.search(rule.get("pattern", ""), id):
        expected = rule.get("x-expected") if "const" not in rule else f"`{rule['const']}`"
        found = f"`{id}` is no id for this kind ({in_sentence(kind.title)})" if id else "no id was given"
        raise CouldNotRun(f"{found}, expected {expected}")
    if len(id) > _LONGEST:
        raise CouldNotRun(f"the id has {len(id)} characters, expected at most {_LONGEST}; take a shorter one")
    return id
