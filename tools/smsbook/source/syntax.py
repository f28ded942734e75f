"""Put libyaml's syntax errors into words that a process owner understands."""

from __future__ import annotations

import re
from bisect import bisect_right

import yaml

from smsbook.source.finding import Position

_LINE_END = re.compile(r"\r\n?|\n")
_OPENED = re.compile(r"""(?:^\s*|[:\-,]\s+|[\[{]\s*)(["'])(?:(?!\1).)*$""")
_CONFLICT = ("<<<<<<< ", "=======", ">>>>>>> ")
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
        "did not find expected <document start>",
        "found a line that stands apart from the fields above it, expected all fields in the same column",
        "let every field begin at the beginning of its line, and remove `...` if it stands above",
    ),
    (
        "did not find expected ',' or",
        "found an opened bracket or brace that is not closed",
        "close it with ] or }, or put the text between quotes",
    ),
    (
        "while scanning a quoted scalar",
        "found a quotation mark that opens a text and none that closes it",
        "add the same quotation mark at the end of the text",
    ),
    (
        "found unknown escape character",
        "found a backslash between double quotes, where it begins a character that YAML does not know",
        "write the backslash twice, or use single quotes",
    ),
    (
        "block sequence entries are not allowed",
        "found `- ` behind the name of a field, expected the list on a line of its own",
        "begin the list on the next line, indented",
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
        "did not find expected comment or line break",
        "found text behind > or |, which YAML takes for the beginning of a longer text on the next lines",
        "put the text between quotes, or begin it on the next line",
    ),
    (
        "tag",
        "found text that begins with !, which YAML takes for a tag",
        "put the text between quotes",
    ),
    (
        "mapping keys are not allowed",
        "found a character that no plain text may begin with",
        "put the text between quotes",
    ),
    (
        "did not find expected node content",
        "found a character that no plain text may begin with",
        "put the text between quotes",
    ),
    (
        "cannot start any token",
        "found a character that no plain text may begin with",
        "put the text between quotes",
    ),
)
# What YAML notices late is placed where it began: at the name, the bracket, the quotation mark.
_LATE = (
    "could not find expected ':'",
    "did not find expected ',' or",
    "found unexpected end of stream",
    "while scanning an alias",
    "while scanning an anchor",
)


def explain(text: str, error: yaml.MarkedYAMLError) -> tuple[Position, str, str]:
    """Return the place, what is wrong, and how to mend it."""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    lines = _LINE_END.split(text)
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
    if error.context_mark and any(part in said for part in _LATE):
        mark = error.context_mark
    position = Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
    if position.line > len(lines):  # the parser adds a line end where the last line has none
        position = Position(len(lines), len(lines[-1]) + 1)
    if any(content.startswith(_CONFLICT) for content in lines[position.line - 1 : position.line]):
        return (
            position,
            "found the mark of a merge conflict, expected one of the two texts",
            "keep one of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
        )
    for part, message, mend in _TEXTS:
        if part in said:
            return position, message, mend
    return (
        position,
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
    bare = [content.replace('\\"', "  ").replace("''", "  ") for content in lines[:line]]
    closing = {quote: _closing(bare, quote) for quote in "\"'"}
    for number, content in enumerate(bare, 1):
        if content.lstrip().startswith("#"):
            continue
        match = _OPENED.search(content)
        if match and not _closed(closing[match.group(1)], number, line):
            return number, match.start(1) + 1
    return None


def _closing(bare: list[str], quote: str) -> list[int]:
    """Return the numbers of the lines at whose end a text may be closed that was opened above."""
    return [
        number
        for number, content in enumerate(bare, 1)
        if content.count(quote) == 1 and content.rstrip().endswith(quote)
    ]


def _closed(closing: list[int], number: int, line: int) -> bool:
    """Tell whether a text opened on line `number` is closed before the line of the error."""
    following = bisect_right(closing, number)
    return following < len(closing) and closing[following] < line
