"""What a finding says was meant, as a change that an editor can make at one stroke."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lsprotocol import types

from smsbook.desk.answers import Desk
from smsbook.desk.diagnostics import SOURCE
from smsbook.desk.positions import Lines, Span

_MEANT = re.compile(r"(?:^did you mean| or) `([^`]+)`")
_KEY = re.compile(r"write `([^`]+):` instead of `[^`]+:`")
_QUOTES = ("'", '"')
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]|:(?=\S)| (?=[A-Za-z0-9]))*")  # nothing YAML could take


def fixes(desk: Desk, path: str, found: Iterable[types.Diagnostic]) -> list[types.CodeAction]:
    """Return the changes that the findings of a place propose; none where the text has moved on."""
    lines = desk.sheet(path).lines
    return [action for item in found if item.source == SOURCE for action in _actions(desk, path, lines, item)]


def _actions(desk: Desk, path: str, lines: Lines, item: types.Diagnostic) -> Iterator[types.CodeAction]:
    start, end = (lines.read(place.line, place.character) for place in (item.range.start, item.range.end))
    written = lines.line(start)[start.column - 1 : end.column - 1]
    quote = written[:1] if written[:1] in _QUOTES and written[-1:] == written[:1] else ""
    bare = written[1:-1] if quote else written
    said, _, mend = item.message.partition("\n→ ")
    if start.line != end.line or not bare or f"`{bare}`" not in said:
        return
    proposed = _MEANT.findall(mend) if mend.startswith("did you mean ") else _KEY.findall(mend)
    words = [word for word in dict.fromkeys(proposed) if _PLAIN.fullmatch(word)]
    for word in words:
        edit = types.TextEdit(desk.writer().range(path, Span(start, end)), f"{quote}{word}{quote}")
        yield types.CodeAction(
            title=f"Write {word}",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[item],
            edit=types.WorkspaceEdit(changes={desk.uri(path): [edit]}),
            is_preferred=len(words) == 1,
        )
