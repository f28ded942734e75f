"""Small libraries for tests, made of texts, without a folder on the disk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from smsbook.check.locate import Locator
from smsbook.check.report import in_order
from smsbook.library.gather import gather
from smsbook.library.library import Library, build_library
from smsbook.schema.kinds import Kind, load_kinds, load_settings_kind
from smsbook.schema.shipped import shipped
from smsbook.source.finding import Finding
from smsbook.source.folder import Text, decode
from smsbook.standard.model import shipped_names

HEAD = {
    "title": "title: Example",
    "version": 'version: "1.0"',
    "status": "status: approved",
    "owner": "owner: SMS.owner",
}


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds, read once."""
    return load_kinds(shipped("schemas"))


@cache
def settings_kind() -> Kind:
    """The shape of sms.yml, read once."""
    return load_settings_kind(shipped("schemas"))


def library(files: Mapping[str, str | bytes | Text]) -> tuple[Library, list[Finding]]:
    """Build a library of texts by path; return it with the findings about single files."""
    texts = [_text(path, content) for path, content in sorted(files.items())]
    gathered = gather(texts, kinds(), settings_kind())
    built = build_library(
        kinds(), gathered.documents, gathered.settings, shipped_names(), gathered.texts, "sms"
    )
    return built, gathered.findings


def located(built: Library, findings: list[Finding]) -> tuple[Finding, ...]:
    """Return findings with their places, in order."""
    return in_order(Locator(built).locate(findings))


def _text(path: str, content: str | bytes | Text) -> Text:
    if isinstance(content, Text):
        return content
    return decode(path, content) if isinstance(content, bytes) else Text(path, content)


def documents(*texts: str) -> dict[str, str]:
    """Return complete documents by path; see `complete`."""
    return dict(complete(text) for text in texts)


def complete(text: str) -> tuple[str, str]:
    """Return path and text of a document that says its kind and id; what its head lacks comes behind it."""
    said = dict(re.findall(r"^(\w+):[ ]*(.*)$", text, re.MULTILINE))
    kind = kinds()[said["kind"]]
    lines = [line for key, line in HEAD.items() if key not in said]
    return kind.path(said["id"]), "\n".join([text.rstrip("\n"), *lines, ""])


def sections(file: Path) -> dict[str, str]:
    """Read a file of several documents: each begins with a line `=== path` or, completed, with `===`."""
    found = {}
    for part in re.split(r"^===", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        first, _, text = part.partition("\n")
        path, text = (first.strip(), text) if first.strip() else complete(text)
        assert path not in found, f"{path} stands twice in {file.name}"
        found[path] = text
    return found
