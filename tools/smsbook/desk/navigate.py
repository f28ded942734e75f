"""From a place in a text to the name that is meant there, and from a name to its places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from smsbook.check.locate import Locator
from smsbook.desk.positions import Lines, Span
from smsbook.desk.sheet import Sheet
from smsbook.desk.words import like_an_id, places, word_at
from smsbook.library.library import Library, Link, Name
from smsbook.source.finding import Position, Route, Spot

_OWN = (("id",), ("aliases",))
_BEHIND_ID = re.compile(r"id:\s+[\"']?")


@dataclass(frozen=True)
class Meant:
    """A name that stands in a text: what it names, the word as it is written, and where."""

    name: Name
    word: str
    span: Span


@dataclass(frozen=True)
class Place:
    """A piece of a file below the SMS folder."""

    path: str
    span: Span


def meant_at(library: Library, sheet: Sheet, position: Position) -> Meant | None:
    """Return the name that is meant at a position: in a reference, as an id, or mentioned in a text."""
    found = word_at(sheet.lines, position)
    name = library.names.get(found[0]) if found else None
    if found is None or name is None:
        return None
    word, span = found
    sure = refers(sheet, span, word) or (sheet.broken and sheet.alone(span, word))
    return Meant(name, word, span) if sure or like_an_id(word) else None


def refers(sheet: Sheet, span: Span, word: str) -> bool:
    """Tell whether a word is the whole value of a field that names something, and no mere mention."""
    route, key = sheet.route_at(span.start)
    interest = sheet.interest(route)
    names = interest.refs or interest.defines or route[:1] in _OWN
    return bool(names) and not key and sheet.value(route) == word


class Finder:
    """Finds places in the texts of one library; files are read again only where a search cannot tell."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._locator = Locator(library)

    def spot(self, path: str, route: Route, key: bool = False) -> Position:
        """Return where the value at a route stands, or its key."""
        return self._locator.spot(Spot(path, route, key)).position or Position(1, 1)

    def definition(self, name: Name) -> Place | None:
        """Return where a name is given; None where it comes with FitSM and stands in no file."""
        if name.document is None:
            return None
        path = name.document.path
        lines = Lines(self.library.texts.get(path, ""))
        for span in () if name.route else places(lines, name.name):
            if _BEHIND_ID.fullmatch(lines.line(span.start)[: span.start.column - 1]):
                return Place(path, span)
        return self._word(path, self.spot(path, name.route or ("id",)), name.name)

    def references(self, name: Name) -> Iterator[Place]:
        """Yield each place that refers to a name, under a former one too."""
        for path, links in groupby(self.library.links_to(name.name), key=lambda link: link.source.path):
            yield from self._links(path, list(links))

    def _links(self, path: str, links: Sequence[Link]) -> Iterator[Place]:
        lines = Lines(self.library.texts.get(path, ""))
        for word in dict.fromkeys(link.to for link in links):
            mine = [link for link in links if link.to == word]
            found = places(lines, word)
            if len(found) == len(mine):  # each must stand somewhere, so these are all of them
                yield from (Place(path, span) for span in found)
            else:
                yield from (self._word(path, self.spot(path, link.route), word) for link in mine)

    def _word(self, path: str, position: Position, word: str) -> Place:
        """Return the place of a word at the beginning of a value, behind a quotation mark if there is one."""
        line = Lines(self.library.texts.get(path, "")).line(position)
        start = position.column - 1
        start += line[start : start + 1] in ("'", '"')
        length = len(word) if line.startswith(word, start) else 0
        first = Position(position.line, start + 1 if length else position.column)
        return Place(path, Span(first, Position(first.line, first.column + length)))


def in_present(place: Place, word: str, was: str, now: str) -> Place:
    """Return a place as its file has it now: the same word, in the same line if it can be, and near by."""
    if was == now:
        return place
    lines, old = Lines(now), Lines(was).line(place.span.start)
    found = places(lines, word)
    if not found:
        return place
    line = place.span.start.line
    return Place(
        place.path,
        min(found, key=lambda span: (lines.line(span.start) != old, abs(span.start.line - line))),
    )
