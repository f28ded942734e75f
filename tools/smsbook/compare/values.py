"""Values of a document in words: the label from the schema, durations, references and choices as people say
them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from smsbook.compare.texts import shortened
from smsbook.library.library import Library
from smsbook.schema.kinds import Schema
from smsbook.schema.words import in_sentence
from smsbook.source.duration import in_words, parse

LONGEST = 60  # characters of a value in a line
_NOTHING = "nothing"
_NAME = re.compile(r"\S+[A-Z]")  # a capital within the first word, as in «FitSM-2»


def label(key: object, schema: Schema) -> str:
    """Return what a field is called in a sentence."""
    said = schema.get("title")
    if not isinstance(said, str):
        return str(key).replace("_", " ").replace("-", " ")
    return said if _NAME.match(said) else in_sentence(said)


def inner(schema: Schema, key: object) -> Schema:
    """Return the schema of a field, or an empty one where the schema knows no such field."""
    found = schema.get("properties", {}).get(key, schema.get("additionalProperties"))
    return found if isinstance(found, dict) else {}


def item(schema: Schema) -> Schema:
    """Return the schema of a list's items, or an empty one."""
    found = schema.get("items")
    return found if isinstance(found, dict) else {}


def said(value: Any, schema: Schema, library: Library) -> str:
    """Return a value in a few words; never empty."""
    if value is None or value in ("", [], {}):
        return _NOTHING
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return shortened(_text(value, schema, library), LONGEST) or _NOTHING
        case list():
            return _listed(value, schema, library)
        case Mapping():
            return _fields(value, schema, library)
        case _:
            return shortened(str(value), LONGEST)


def both(before: Any, after: Any, schema: Schema, libraries: tuple[Library, Library]) -> tuple[str, str]:
    """Return two different values in words; where the words are the same, as they are written."""
    words = said(before, schema, libraries[0]), said(after, schema, libraries[1])
    if words[0] != words[1]:
        return words
    exact = _exact(before), _exact(after)
    cut = shortened(exact[0], LONGEST), shortened(exact[1], LONGEST)
    if cut[0] != cut[1]:
        return cut
    at = next((at for at, (one, other) in enumerate(zip(*exact, strict=False)) if one != other), 0)
    return tuple("…" + shortened(text[max(0, at - 10) :], LONGEST) for text in exact)  # type: ignore[return-value]


def _text(value: str, schema: Schema, library: Library) -> str:
    if schema.get("x-ref"):
        return _referred(value, library)
    if schema.get("enum") and value.islower():
        return value.replace("-", " ").replace("_", " ")
    return in_words(value) if value.startswith("P") and parse(value) else value


def _referred(word: str, library: Library) -> str:
    """Name what a reference leads to: people and entries by name, documents by title and id, roles by id."""
    name = library.names.get(word)
    if name is None or name.title in ("", word) or name.kind == "role":
        return word
    if name.kind == "person":
        return name.title
    return f"{shortened(name.title, LONGEST - len(word) - 3)} ({word})" if len(word) < LONGEST // 2 else word


def _listed(values: list[Any], schema: Schema, library: Library) -> str:
    if any(isinstance(value, (dict, list)) for value in values):
        return f"{len(values)} {'entries' if len(values) > 1 else 'entry'}"
    return shortened(", ".join(said(value, item(schema), library) for value in values), LONGEST)


def _fields(value: Mapping[str, Any], schema: Schema, library: Library) -> str:
    return shortened("; ".join(_each(value, schema, library)), LONGEST)


def _each(value: Mapping[str, Any], schema: Schema, library: Library) -> Iterator[str]:
    for key, found in value.items():
        sub = inner(schema, key)
        yield f"{label(key, sub)} {said(found, sub, library)}"


def _exact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
