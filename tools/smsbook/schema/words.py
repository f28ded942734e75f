"""Put values and expectations into words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from smsbook.source.finding import Route

_LONGEST = 60
_CALLED = {"advice": "item of FitSM-2"}
_EXPECTED = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list, each item on its own line after `- `",
    "object": "fields with values",
}


def found(value: Any) -> str:
    """Say what a value is, as in «`abc`» or «a list»."""
    match value:
        case None | "":
            return "nothing"
        case bool():
            return f"`{str(value).lower()}`"
        case str():
            return f"`{shortened(value)}`"
        case list():
            return "a list"
        case dict():
            return "fields with values"
        case _:
            return f"`{value}`"


def shortened(text: str) -> str:
    """Return a text in one line, cut off where it is too long to be read in passing."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def expected(schema: dict[str, Any]) -> str:
    """Say what a schema asks for."""
    if "x-expected" in schema:
        return str(schema["x-expected"])
    if "enum" in schema:
        return one_of(schema["enum"])
    if schema.get("format") == "date":
        return "a date such as 2026-01-31"
    words = _EXPECTED.get(schema.get("type", ""), "another value")
    if schema.get("type") == "object" and schema.get("properties"):
        words = f"the fields {listed(list(schema['properties'])[:8])}"
    return words


def in_sentence(title: str) -> str:
    """Return a title as it stands inside a sentence: «policy», but «KPIs»."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def called(kind: str) -> str:
    """Return the name of a kind with its article, as in «a policy», «an agreement»."""
    name = _CALLED.get(kind, kind)
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


def one_of(values: Iterable[str]) -> str:
    """Say «one of a, b, c»."""
    return "one of " + ", ".join(str(value) for value in values)


def listed(values: list[str]) -> str:
    """Say «`a`, `b` and `c`»."""
    marked = [f"`{value}`" for value in values]
    return marked[0] if len(marked) == 1 else ", ".join(marked[:-1]) + " and " + marked[-1]


def place(route: Route) -> str:
    """Say where in a document, as in «item 2 of `targets`, `metric`»; empty for the document itself."""
    words: list[str] = []
    for step in route:
        if isinstance(step, int):
            words[-1:] = [f"item {step + 1} of {words[-1]}" if words else f"item {step + 1}"]
        else:
            words.append(f"`{step}`")
    return ", ".join(words)
