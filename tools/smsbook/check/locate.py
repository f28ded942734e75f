"""Turn routes into lines and columns. Only files with findings are read again for that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from smsbook.library.library import Library
from smsbook.source.finding import Finding, Position, Route, Spot
from smsbook.source.tree import Places, build


class Locator:
    """Knows where everything stands in the files of a library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._renamed = {
            document.path: document.renamed for document in library.documents if document.renamed
        }
        self._places: dict[str, Places] = {}

    def locate(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings with line and column."""
        for finding in findings:
            related = tuple(self.spot(spot) for spot in finding.related)
            yield replace(finding, spot=self.spot(finding.spot), related=related)

    def spot(self, spot: Spot) -> Spot:
        """Return the spot with line and column; what is missing is placed where it is missed."""
        if spot.position is not None:
            return spot
        return replace(spot, position=self.position(spot.path, spot.route, spot.key))

    def position(self, path: str, route: Route, key: bool = False) -> Position:
        """Return where a value, or its key, stands in a file."""
        places = self._read(path)
        route = _as_written(route, self._renamed.get(path, {}))
        if not key and route in places.values:
            return places.values[route]
        while route:
            if route in places.keys:
                return places.keys[route]
            if route in places.values:
                return places.values[route]
            route = route[:-1]
        return places.values.get((), Position(1, 1))

    def _read(self, path: str) -> Places:
        if path not in self._places:
            places = Places()
            if path in self.library.texts:
                build(self.library.texts[path], path, places)
            self._places[path] = places
        return self._places[path]


def _as_written(route: Route, renamed: Mapping[Route, str]) -> Route:
    """Return the route with the keys as they stand in the file."""
    if not renamed:
        return route
    return tuple(
        renamed.get(route[: index + 1], step) if isinstance(step, str) else step
        for index, step in enumerate(route)
    )
