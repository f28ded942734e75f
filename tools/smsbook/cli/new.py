"""Create the draft of a document in its place."""

from __future__ import annotations

import os
import re
import tempfile
from collections import defaultdict
from datetime import date
from pathlib import Path

from smsbook.schema.kinds import Kind, load_kinds
from smsbook.schema.nearest import near
from smsbook.schema.shipped import shipped
from smsbook.schema.skeleton import skeleton
from smsbook.schema.words import in_sentence
from smsbook.source.folder import CouldNotRun, find_root
from smsbook.standard.catalogue import Every, Exists, Recorded, editions, load_catalogue


def new(name: str, id: str, path: Path, today: date) -> Path:
    """Write the draft and return its path. Raises CouldNotRun where it cannot or must not be written."""
    root = find_root(path)
    kinds = load_kinds(shipped("schemas"))
    if name not in kinds:
        close = near(name, kinds)
        raise CouldNotRun(
            f"there is no kind `{name}`; {f'did you mean {close[0]}?' if close else _all(kinds)}"
        )
    kind = kinds[name]
    id = id or (kind.name if kind.singleton else "")
    rule = kind.schema["properties"]["id"]
    if ("const" in rule and id != rule["const"]) or not re.search(rule.get("pattern", ""), id):
        wanted = rule.get("x-expected") if "const" not in rule else f"`{rule['const']}`"
        raise CouldNotRun(f"`{id}` is no id for a {in_sentence(kind.title)}, expected {wanted}")
    file = root / kind.path(id)
    _write_new(file, skeleton(kind, id, today, _wanted(kind)))
    return file


def _all(kinds: dict[str, Kind]) -> str:
    return f"the kinds are {', '.join(kinds)}"


def _wanted(kind: Kind) -> dict[str, list[str]]:
    """Return which requirements ask for which part of a kind."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for edition in editions():
        for requirement in load_catalogue(edition).requirements:
            for item in requirement.evidence:
                match item:
                    case Exists() if item.kind == kind.name:
                        parts = [*item.parts, *item.parts_as_needed]
                    case Every() if kind.name in item.kinds:
                        parts = [*item.parts]
                    case Recorded() if kind.name == "record":
                        parts = [*item.parts]
                    case _:
                        continue
                for part in parts:
                    if requirement.reference not in wanted[part]:
                        wanted[part].append(requirement.reference)
    return wanted


def _write_new(file: Path, text: str) -> None:
    """Write a file that must not exist yet: beside it first, so that no half of it is ever seen."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(dir=file.parent, prefix=".smsbook-")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            Path(beside).chmod(0o644)
            os.link(beside, file)
        finally:
            Path(beside).unlink()
    except FileExistsError:
        raise CouldNotRun(f"{file} is there already; it was left as it is") from None
    except OSError as error:
        raise CouldNotRun(f"{file} cannot be written: {error.strerror}") from error
