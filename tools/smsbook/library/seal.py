"""The seal of an approval: a digest over what a document says, not over how it is laid out.

A seal names its algorithm, as in `s1:9f86…`, so that a later one does not break what was sealed before.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from unicodedata import normalize

LATEST = "s1"
OUTSIDE = ("approval", "review")  # what an approval writes itself, and what a review may move
_LINE_ENDS = re.compile(r"[ \t\r]+$", re.MULTILINE)


def seal(body: Mapping[str, Any], algorithm: str = LATEST) -> str:
    """Return the seal of a document's body, as its schema reads it; KeyError means an unknown algorithm."""
    return f"{algorithm}:{_ALGORITHMS[algorithm](body)}"


def holds(body: Mapping[str, Any], sealed: str) -> bool | None:
    """Tell whether a seal fits a body; None where this version does not know the seal's algorithm."""
    algorithm = sealed.partition(":")[0]
    return seal(body, algorithm) == sealed if algorithm in _ALGORITHMS else None


def _s1(body: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, over compact JSON in UTF-8 with sorted keys.

    Texts are in Unicode's form NFC, without spaces at the ends of lines and without empty lines at their end;
    a number without a fraction is an integer. `approval` and `review` are left out.
    """
    said = {key: canonical(value) for key, value in body.items() if key not in OUTSIDE}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def canonical(value: Any) -> Any:
    """Return a value without what means nothing: spaces at line ends, how a character is made up."""
    if isinstance(value, str):
        if value.isascii() and "\n" not in value and not value[-1:].isspace():
            return value  # nearly every text, and much quicker told than changed
        return _LINE_ENDS.sub("", normalize("NFC", value)).rstrip("\n")
    if isinstance(value, dict):
        return {key: canonical(item) for key, item in value.items()}
    if isinstance(value, list):
        return [canonical(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


_ALGORITHMS: dict[str, Callable[[Mapping[str, Any]], str]] = {"s1": _s1}
