"""One agreement on a line of time: its bar, in pieces, and the days that are marked on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from smsbook.pages.axis import Axis
from smsbook.pages.figure import wrap
from smsbook.pages.validity import IN_FORCE, Validity

_THIN = 0.4  # percent of the width: so that one day can be seen
_TITLE = 58  # characters beside the words about the time left


@dataclass(frozen=True)
class Mark:
    """A day on a bar: `look` is notice, could-end or renewal."""

    place: str
    look: str


@dataclass(frozen=True)
class Part:
    """A piece of a bar between two places in percent; `look` is past, left or whole."""

    begin: str
    width: str
    look: str


@dataclass(frozen=True)
class Bar:
    """An agreement on the line of time: `y` is where its row begins.

    `points` are the places at which it goes on without an end; `cuts` are those beyond which it is not
    drawn, each with the side of the line on which that is.
    """

    validity: Validity
    title: str
    y: int
    parts: tuple[Part, ...] = ()
    points: tuple[str, ...] = ()
    cuts: tuple[tuple[str, str], ...] = ()
    marks: tuple[Mark, ...] = ()


def bar(today: date, line: Axis, each: Validity, y: int) -> Bar:
    """Lay out the bar of one agreement as it stands on a day, in the row that begins at `y`."""
    title = wrap(each.agreement.title, _TITLE, 1)[0]
    if not each.known:
        return Bar(each, title, y)
    first, last = each.first or date.min, each.last or date.max
    begin, end = line.place(first), line.place(last, 1)
    points = [place for place, day in ((begin, each.first), (end, each.last)) if day is None]
    known = [day for day in (each.first, each.last) if day and not line.shows(day)]
    sides = sorted({"begin" if day < today else "end" for day in known})
    return Bar(
        each,
        title,
        y,
        tuple(_parts(today, line, each, begin, end)),
        tuple(points),
        tuple((line.place(date.min if side == "begin" else date.max), side) for side in sides),
        tuple(_marks(line, each)),
    )


def _parts(today: date, line: Axis, each: Validity, begin: str, end: str) -> Iterator[Part]:
    """Yield the pieces of a bar; of an agreement in force, what has passed lies apart from what is left."""
    if each.state in IN_FORCE:
        now = line.place(today)
        if begin != now:
            yield Part(begin, _width(begin, now), "past")
        yield Part(now, _width(now, end), "left")
    else:
        yield Part(begin, _width(begin, end), "whole")


def _marks(line: Axis, each: Validity) -> Iterator[Mark]:
    if each.last and each.renewal and line.shows(each.last):
        yield Mark(line.place(each.last, 1), "renewal")
    if each.notice_by and line.shows(each.notice_by) and each.state in (*IN_FORCE, "later"):
        yield Mark(line.place(each.notice_by, 1), "notice")
    if each.could_end and line.shows(each.could_end):
        yield Mark(line.place(each.could_end), "could-end")


def _width(begin: str, end: str) -> str:
    """Return the distance of two places; where there is one at all, it is wide enough to be seen."""
    width = float(end) - float(begin)
    return f"{max(width, _THIN) if width > 0 else 0:.2f}"
