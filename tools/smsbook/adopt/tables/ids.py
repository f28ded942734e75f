"""Make an id from a name, where somebody wants that: small letters, digits and hyphens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import normalize

from smsbook.adopt.tables.cells import Refusal

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)
_LONGEST = 60


def slug(name: str) -> str:
    """Return a name as the words of an id, '' where nothing of it is left."""
    letters = normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in letters if letter.isascii())
    words = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’`.]", "", plain)).strip("-")
    return words[:_LONGEST].rstrip("-")


def made(name: str, prefix: str, taken: Mapping[str, str]) -> str | Refusal:
    """Return the id of what bears a name, or a new one; `taken` holds the ids there are, with names."""
    plain = " ".join(name.split()).casefold()
    bearers = [id for id, label in taken.items() if " ".join(label.split()).casefold() == plain]
    if len(bearers) == 1:
        return bearers[0]
    words = slug(name)
    id = f"{prefix}{words}"
    if bearers:
        return Refusal(f"{' and '.join(bearers)} bear the name `{name}`; write the id that is meant")
    if not words:
        return Refusal(f"no id can be made of `{name}`; write one into a column `id`")
    if id in taken:
        return Refusal(f"the id `{id}` is that of «{taken[id]}»; write another one into a column `id`")
    return id
