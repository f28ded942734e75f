"""Put libyaml's syntax errors into words that a process owner understands."""

from __future__ import annotations

import re

import yaml

from smsbook.source.finding import Position

_OPENED = re.compile(r"""(?:^|[:\-,\[{]\s+|^\s*)(["'])(?:(?!\1).)*$""")
_TEXTS: tuple[tuple[str, str, str], ...] = (
    (
        "could not find expected ':'",
        "found a line without a colon, expected a field: its name, a colon, a space and its value",
        "add the colon and a space after the name, or indent the line if it belongs to the text above",
    ),
    (
        "mapping values are not allowed",
        "found a second colon in the line, expected one value after the name of the field",
        "put the value between quotes if the colon belongs to it, or look at the indentation",
    ),
    (
        "did not find expected '-' indicator",
        "found a line that does not begin like the items above it, expected `- ` at the same indentation",
        "indent the line like the others, or further if it belongs to the item above",
    ),
    (
        "did not find expected key",
        "found something that does not fit the lines above, expected the name of a field",
        "compare the indentation with the lines above; text that holds quotes goes between the other quotes",
    ),
    (
        "did not find expected ',' or",
        "found an opened bracket or brace that is not closed",
        "close it with ] or }, or put the text between quotes",
    ),
    (
        "block sequence entries are not allowed",
        "found `- ` behind the name of a field, expected the list on a line of its own",
        "begin the list on the next line, indented",
    ),
    (
        "undefined alias",
        "found a word that begins with *, which YAML takes for a reference inside the file",
        "put the text between quotes",
    ),
    (
        "while scanning an alias",
        "found text that begins with *, which YAML takes for a reference inside the file",
        "put the text between quotes",
    ),
    (
        "while scanning an anchor",
        "found text that begins with &, which YAML takes for a name inside the file",
        "put the text between quotes",
    ),
    (
        "cannot start any token",
        "found a character that no plain text may begin with",
        "put the text between quotes",
    ),
)


def explain(text: str, error: yaml.MarkedYAMLError) -> tuple[Position, str, str]:
    """Return the place, what is wrong, and how to mend it."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.split("\n")
    said = f"{error.context or ''} {error.problem or ''}"
    tab = _tab(lines, line)
    if tab:
        return (
            Position(*tab),
            "found a tab in the indentation, expected spaces",
            "replace each tab at the beginning of the line by two spaces",
        )
    opened = _opened_quote(lines, line)
    if opened:
        return (
            Position(*opened),
            "found a quotation mark that opens a text and none that closes it on this line",
            "add the same quotation mark at the end of the text",
        )
    for part, message, mend in _TEXTS:
        if part in said:
            return Position(line, column), message, mend
    return (
        Position(line, column),
        f"this is not YAML: {(error.problem or error.context or 'cannot be read').strip()}",
        "look at indentation, quotes and colons in this line and the one above",
    )


def _tab(lines: list[str], line: int) -> tuple[int, int] | None:
    """Find a tab in the indentation of the line, or of one of the two above it."""
    for number in range(min(line, len(lines)), max(line - 3, 0), -1):
        head = lines[number - 1][: len(lines[number - 1]) - len(lines[number - 1].lstrip())]
        if "\t" in head:
            return number, head.index("\t") + 1
    return None


def _opened_quote(lines: list[str], line: int) -> tuple[int, int] | None:
    """Find the first line, up to the one of the error, whose quoted text is not closed on it."""
    for number, content in enumerate(lines[:line], 1):
        bare = content.replace('\\"', "  ").replace("''", "  ")
        if bare.lstrip().startswith("#"):
            continue
        match = _OPENED.search(bare)
        if match and _balance(lines, number, match.group(1), line):
            return number, match.start(1) + 1
    return None


def _balance(lines: list[str], number: int, quote: str, line: int) -> bool:
    """Tell whether a text opened on line `number` runs into the error: no line in between ends it well."""
    for content in lines[number : line - 1]:
        bare = content.replace('\\"', "  ").replace("''", "  ").rstrip()
        if bare.count(quote) == 1 and bare.endswith(quote):
            return False
    return True
