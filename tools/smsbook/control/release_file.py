"""Write a release file: YAML laid out like other documents, one line for each document it holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from smsbook.library.document import Body
from smsbook.library.gather import read_document
from smsbook.schema.kinds import Kind
from smsbook.source.folder import CouldNotRun, Text

_PLAIN = re.compile(r"(?![0-9a-f]{40})[A-Za-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*|\d{4}-\d\d-\d\d")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}  # some readers take them for values
# JSON's strings are YAML's, but for characters that YAML wants escaped.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_HEADER = """\
# yaml-language-server: $schema=../../schemas/sms-release.schema.json
# Written by `smsbook release`. What was released stays as it is: to correct it, make another release.
"""


def written(body: Body, path: str, kinds: Mapping[str, Kind]) -> str:
    """Return the text of a release file. Raises CouldNotRun where it would not be read again as it is."""
    text = _HEADER + "".join(f"{line}\n" for line in _fields(body, ""))
    again = read_document(Text(path, text), kinds)
    if again.faults or again.body != body:
        raise CouldNotRun("the release file would not say what it should; something in a title is no text")
    return text


def _fields(body: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in body.items():
        if isinstance(value, list):
            yield f"{indent}{key}:"
            for item in value:
                yield from _item(item, f"{indent}  ")
        else:
            yield f"{indent}{key}: {_scalar(value)}"


def _item(item: Any, indent: str) -> Iterator[str]:
    if not isinstance(item, Mapping):
        yield f"{indent}- {_scalar(item)}"
    elif "seal" in item:
        yield f"{indent}- {{{', '.join(f'{key}: {_scalar(value)}' for key, value in item.items())}}}"
    else:
        first, *rest = _fields(item, f"{indent}  ")
        yield f"{indent}- {first.lstrip()}"
        yield from rest


def _scalar(value: Any) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
