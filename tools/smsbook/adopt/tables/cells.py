"""Turn what stands in a cell into the value of a field, and the value of a field into what a cell shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from smsbook.adopt.tables.bringing import SEPARATOR
from smsbook.adopt.tables.columns import Column
from smsbook.library.seal import canonical
from smsbook.reports.visible import visible
from smsbook.schema.words import expected, shortened
from smsbook.source import scalars
from smsbook.source.spreadsheet import LONGEST, Cell, guarded, unguarded

Value: TypeAlias = "str | bool | int | float | list[str]"
NOTHING = "-"  # in a cell, it takes a value away
_TRUE, _FALSE = ("true", "yes", "1", "x"), ("false", "no", "0")
_TRUTHS = ("true", "false")
_BEFORE = re.compile(r"(\\*);")


@dataclass(frozen=True)
class Refusal:
    """Why a cell or a row was not taken: what was found, what was expected, and how to mend it."""

    message: str


def same(column: Column, value: Any, cell: Cell, separator: str = SEPARATOR) -> bool:
    """Tell whether a cell says what a field says already; spaces at its ends mean nothing."""
    if column.many:
        return isinstance(value, list) and [plain(item) for item in value] == split(cell.text, separator)
    if isinstance(value, str) and cell.number is not None and cell.number == _decimal(value):
        return True  # a spreadsheet has made 1.0 a number, and shows 1
    if isinstance(value, bool):
        return meant(column, cell, separator) is value
    if cell.text in _TRUTHS:
        return plain(value).lower() == cell.text  # it has made TRUE a truth value
    return value is not None and plain(value) == _text(cell)


def meant(column: Column, cell: Cell, separator: str = SEPARATOR) -> Value | Refusal:
    """Return the value that a cell gives a field, or why it gives none."""
    text = _text(cell)
    value: Value | None = split(cell.text, separator) if column.many else _single(column, text)
    if value is None or not column.validator.is_valid(value):
        return Refusal(f"found `{visible(shortened(text))}`, expected {_expected(column)}")
    if not _clear(text):
        return Refusal(f"`{visible(shortened(text))}` holds characters that nobody sees; type it anew")
    return value


def shown(column: Column, value: Any, *, formulas: bool) -> str | None:
    """Return what a cell shows of a value, or None where it cannot show all of it.

    With `formulas`, no spreadsheet takes it for one. What a cell shows says the same when it is read again.
    """
    if column.many and isinstance(value, list) and all(isinstance(item, str) for item in value):
        text = joined([plain(item) for item in value])
    elif isinstance(value, str | bool | int | float) and not column.many:
        text = plain(value)
    else:
        return None
    cell = guarded(text, always=formulas or text == NOTHING)
    fits = 0 < len(cell) <= LONGEST and _clear(cell) and same(column, value, Cell(cell))
    return cell if fits else None


def split(text: str, separator: str = SEPARATOR) -> list[str]:
    r"""Return the items of a list: parted by the separator; by lines, where none is there; `\;` is no end."""
    text = _plain_lines(unguarded(text))
    if separator != SEPARATOR:
        items = text.split(separator)
    elif SEPARATOR in text:
        items = _parted(text)
    else:
        items = text.split("\n")
    return [plain(item) for item in items if item.strip()]


def joined(items: list[str]) -> str:
    """Return a list as one text that `split` takes apart again."""
    marked = [re.sub(r"(\\*);", lambda match: f"{match[1] * 2}\\;", item) for item in items]
    last = len(marked) - 1
    ended = [item if at == last else re.sub(r"(\\+)$", r"\1\1", item) for at, item in enumerate(marked)]
    text = "; ".join(ended)
    return f"{text};" if "\n" in text and SEPARATOR not in text else text


def plain(value: Any) -> str:
    """Return a single value as text, without what means nothing."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(canonical(_plain_lines(value))).strip() if isinstance(value, str) else str(value)


def _parted(text: str) -> list[str]:
    items, start = [""], 0
    for match in _BEFORE.finditer(text):
        items[-1] += text[start : match.start()] + "\\" * (len(match[1]) // 2)
        start = match.end()
        if len(match[1]) % 2:
            items[-1] += SEPARATOR
        else:
            items.append("")
    items[-1] += text[start:]
    return items


def _single(column: Column, text: str) -> Value | None:
    match column.schema.get("type"):
        case "boolean":
            word = text.casefold()
            return True if word in _TRUE else False if word in _FALSE else None
        case "integer":
            return scalars.integer(text)
        case "number":
            return scalars.number(text)
    for word in column.schema.get("enum", ()):
        if _word(word) == _word(text):
            return str(word)
    return text


def _expected(column: Column) -> str:
    if column.schema.get("type") == "boolean":
        return "true or false, yes or no"
    schema = column.schema
    if column.many:
        return f"a list parted by `{SEPARATOR}` of {expected(schema['items'])}"
    if "x-expected" not in schema and ("pattern" in schema or "minLength" in schema):
        return f"another text: {str(schema.get('description', '')).rstrip('.')}"
    return expected(schema)


def _text(cell: Cell) -> str:
    return plain(unguarded(cell.text))


def _clear(text: str) -> bool:
    """Tell whether a text has no characters that nobody sees, but for the ends of lines and tabs."""
    flat = re.sub(r"[\n\t]", " ", text)
    return visible(flat) == flat


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _word(text: str) -> str:
    return "-".join(text.casefold().split()).replace("_", "-")


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
