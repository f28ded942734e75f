"""Small libraries for tests, made of texts, without a folder on the disk."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from smsbook.check.locate import Locator
from smsbook.check.report import in_order
from smsbook.library.gather import gather, read_document
from smsbook.library.history import NO_HISTORY, Change, History, Revision
from smsbook.library.library import Library, build_library
from smsbook.library.seal import seal
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


def library(
    files: Mapping[str, str | bytes | Text], history: History = NO_HISTORY
) -> tuple[Library, list[Finding]]:
    """Build a library of texts by path; return it with the findings about single files."""
    texts = [_text(path, content) for path, content in sorted(files.items())]
    gathered = gather(texts, kinds(), settings_kind())
    built = build_library(
        kinds(), gathered.documents, gathered.settings, shipped_names(), gathered.texts, "sms", history
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
    return _read(file).get(None, {})


def seal_anew(file: Path) -> None:
    """Put the seal that fits into an approved document's file, as if it had been approved as it stands."""
    text = file.read_text(encoding="utf-8")
    fitting = seal(read_document(Text(file.name, text), kinds()).body)
    file.write_text(re.sub(r"^(  seal: ).*$", rf"\g<1>{fitting}", text, flags=re.MULTILINE), encoding="utf-8")


def past(file: Path) -> History:
    """Read the committed states in a file of several documents: each begins with a line `=== 2026-01-31 …`.

    What stands under one day was committed on that day, all of it at once.
    """
    by_day = {day: found for day, found in _read(file).items() if day is not None}
    changes, states = [], defaultdict(list)
    for day in sorted(by_day, reverse=True):
        change = Change(
            f"{day:%Y%m%d}".ljust(40, "0"), day, "Somebody", "A change", tuple(sorted(by_day[day]))
        )
        changes.append(change)
        for path, text in by_day[day].items():
            states[path].append(Revision(change, path, path, {path: text}))
    return History(
        changes=tuple(changes),
        note="" if changes else NO_HISTORY.note,
        commit=changes[0].commit if changes else "",
        by_path={path: tuple(item.change for item in found) for path, found in states.items()},
        states={path: tuple(found) for path, found in states.items()},
    )


def _read(file: Path) -> dict[date | None, dict[str, str]]:
    """Return the texts by the day on which they were committed, or under None those of the present.

    `SEAL` stands for the seal that fits the text in which it stands, `SEAL-OF-2026-01-31` for the one of the
    state of that day.
    """
    found: dict[date | None, dict[str, str]] = defaultdict(dict)
    for part in re.split(r"^===", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        first, _, text = part.partition("\n")
        dated = re.fullmatch(r"(?: (\d{4}-\d\d-\d\d))?(?: (\S+))?\s*", first)
        assert dated, f"{file.name}: cannot read `==={first}`"
        day = date.fromisoformat(dated[1]) if dated[1] else None
        path, text = (dated[2], text) if dated[2] else complete(text)
        assert path not in found[day], f"{path} stands twice in {file.name}"
        found[day][path] = text
    return {
        day: {path: _sealed(path, text, found) for path, text in texts.items()}
        for day, texts in found.items()
    }


def _sealed(path: str, text: str, found: Mapping[date | None, Mapping[str, str]]) -> str:
    def written(match: re.Match[str]) -> str:
        of = found[date.fromisoformat(match[1])][path] if match[1] else text
        return seal(read_document(Text(path, of), kinds()).body)

    return re.sub(r"\bSEAL(?:-OF-(\d{4}-\d\d-\d\d))?\b", written, text)
