"""Tables of output formats: the name of each, and the module whose `render` writes it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module


def formats(package: str, *names: str) -> dict[str, str]:
    """Return the table of a package: the format `json` is written by its module `as_json`."""
    return {name: f"{package}.as_{name}" for name in names}


def written(what: object, table: Mapping[str, str], form: str) -> str:
    """Return something in one of the formats of a table. Its module is loaded only now."""
    text: str = import_module(table[form]).render(what)
    return text
