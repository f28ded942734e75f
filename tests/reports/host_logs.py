"""What the runner of GitHub Actions takes for a command in the log of a job, written after its documentation.

Lines that begin with `::`, blanks aside, are commands; so is `##[name]` anywhere in a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LATER = re.compile(r"\s*::(?P<name>[\w-]+)(?: (?P<properties>.*?))?::(?P<message>.*)", re.DOTALL)
_EARLIER = re.compile(r"##(?:vso|teamcity)?\[")


@dataclass(frozen=True)
class Command:
    """One command as the runner reads it."""

    name: str
    properties: dict[str, str]
    message: str


def commands(log: str) -> list[Command]:
    """Return the commands in a log, in order."""
    found = []
    for line in re.split(r"\r\n|\r|\n", log):
        match = _LATER.fullmatch(line)
        if match:
            pairs = (pair.split("=", 1) for pair in (match["properties"] or "").split(",") if pair)
            properties = {name: _read(value, "%3A", "%2C") for name, value in pairs}
            found.append(Command(match["name"], properties, _read(match["message"])))
        elif _EARLIER.search(line):
            found.append(Command("##", {}, line))
    return found


def _read(text: str, *more: str) -> str:
    for escape in ("%0D", "%0A", *more, "%25"):
        text = text.replace(escape, chr(int(escape[1:], 16)))
    return text
