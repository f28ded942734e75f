"""One file as an editor shows it: which field of which kind is at a place, even while it is half written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from smsbook.desk.positions import UTF_16, Lines, Span
from smsbook.schema.examine import guess_kind
from smsbook.schema.interest import Interest
from smsbook.schema.kinds import Kind
from smsbook.source.finding import Position, Route
from smsbook.source.tree import Places, Tree, build

_NOTHING = Interest()
_ALONE = r"\s*(?:- +)*(?:[\w-]+:\s+)?[\"']?{}[\"']?\s*(?:#.*)?"


@dataclass
class Sheet:
    """The text of one file below an SMS folder, and what stands where in it."""

    path: str
    text: str
    kinds: Mapping[str, Kind]
    encoding: str = UTF_16

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text, self.encoding)

    @cached_property
    def _built(self) -> tuple[Tree, Places]:
        places = Places()
        return build(self.text, self.path, places), places

    @property
    def data(self) -> Mapping[str, Any]:
        """The data of the file; of a broken one, those before the break."""
        data = self._built[0].data
        return data if isinstance(data, dict) else {}

    @property
    def broken(self) -> bool:
        """Whether the file cannot be read to its end."""
        return self._built[0].broken

    @property
    def fault(self) -> int | None:
        """The line at which the file breaks; None where it does not."""
        findings = self._built[0].findings
        return findings[-1].position.line if self.broken and findings else None

    @property
    def places(self) -> Places:
        """Where the keys and values stand; in a broken file, those before the break."""
        return self._built[1]

    @cached_property
    def kind(self) -> Kind | None:
        """The kind that the document says it is, or that its folder suggests."""
        said = self.data.get("kind")
        return self.kinds.get(said if isinstance(said, str) else "") or guess_kind(self.kinds, self.path)

    @cached_property
    def _marks(self) -> list[tuple[Position, int, bool, Route]]:
        """Every key and value in the order of the text; of those in one place the innermost is last."""
        keys = [(position, len(route), True, route) for route, position in self.places.keys.items()]
        values = [(position, len(route), False, route) for route, position in self.places.values.items()]
        return sorted(keys + values, key=lambda mark: mark[:3])

    def route_at(self, position: Position) -> tuple[Route, bool]:
        """Return (route, whether it is the key) of what begins at a position, or last before it."""
        index = bisect_right(self._marks, position, key=lambda mark: mark[0]) - 1
        return (self._marks[index][3], self._marks[index][2]) if index >= 0 else ((), False)

    def interest(self, route: Route) -> Interest:
        """Return what smsbook looks at in the value at a route; an empty interest where it is nothing."""
        found: Interest | None = self.kind.interest if self.kind else None
        for step in route:
            if found is None:
                break
            inner = found.items if isinstance(step, int) else found.properties.get(step, found.others)
            found = inner
        return found or _NOTHING

    def value(self, route: Route) -> Any:
        """Return the value at a route, or None."""
        value: Any = self.data
        for step in route:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def alone(self, span: Span, word: str) -> bool:
        """Tell whether a word is all that its line gives as a value, as far as one can see without YAML."""
        line = self.lines.line(span.start)
        return re.fullmatch(_ALONE.format(re.escape(word)), line) is not None
