"""Text from content that neither steers a terminal nor means anything to Markdown or to a spreadsheet."""

from __future__ import annotations

import re

# Control characters, and those that turn the direction of writing, are shown and not obeyed; so is half of a
# character, which stands in the name of a file that is not UTF-8.
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_MARKS = re.compile(r"[\\`*_{}\[\]<>&#|~$!^=@]|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
# A forge takes a name behind `@` and a number behind `#` for a person and a thread, however they are escaped,
# unless something invisible stands between.
_MEANT = {
    "@": "&#64;&#8288;",
    "#": "&#35;&#8288;",
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    ":": "&#58;",
    ".": "&#46;",
}
_BEGINNING = re.compile(r"^([-+]|\d+[.)])")
# Hosts take such a word in the log of a job for a command to them, wherever it stands in a line.
_COMMAND = re.compile(r"#(?=#(?:vso|teamcity)?\[)")
_FORMULA = ("=", "+", "-", "@")


def visible(text: str) -> str:
    """Return the text with what steers a terminal, or commands the log of a job, written as an escape."""
    shown = _STEERING.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)
    return _COMMAND.sub(r"\\x23", shown)


def one_line(text: str) -> str:
    """Return the text in one line, no character of which steers."""
    return visible(" ".join(text.split()))


def in_markdown(text: str) -> str:
    """Return the text in one line that Markdown shows as it is: no mark, no HTML, no mention, no link."""
    line = _MARKS.sub(lambda match: _MEANT.get(match[0], f"\\{match[0]}"), one_line(text))
    return _BEGINNING.sub(lambda match: f"{match[0][:-1]}\\{match[0][-1]}", line)


def in_cell(text: str) -> str:
    """Return the text in one line; what a spreadsheet could take for a formula begins with an apostrophe."""
    line = one_line(text)
    return f"'{line}" if line.startswith(_FORMULA) else line
