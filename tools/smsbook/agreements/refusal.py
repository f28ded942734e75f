"""A refusal: a value that cannot be understood for certain, and how to write it so that it can."""

from __future__ import annotations

from dataclasses import dataclass

from smsbook.source.finding import Route

_SHOWN = 40  # letters of a value that a message repeats


@dataclass(frozen=True)
class Refusal:
    """Why a value was not taken: what was found, what was expected, and how to mend it.

    `route` leads from the value that was read to the part the refusal is about.
    """

    found: str
    expected: str
    mend: str
    route: Route = ()

    @property
    def message(self) -> str:
        """What was found and what was expected, as the message of a finding."""
        return f"found {self.found}, expected {self.expected}"


def shown(value: object) -> str:
    """Return a value as a message shows it, shortened."""
    match value:
        case None:
            return "nothing"
        case bool():
            return f"`{str(value).lower()}`"
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case str() if not value.strip():
            return "an empty text"
    text = " ".join(str(value).split())
    return f"`{text}`" if len(text) <= _SHOWN else f"`{text[: _SHOWN - 1]}…`"
