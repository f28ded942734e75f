"""Measured values beside the targets they belong to: matched row by row, and nothing silently dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from smsbook.agreements.measured import Fault, Flaw, Row
from smsbook.agreements.promises import Promises, Target
from smsbook.agreements.reading import Reading, reading
from smsbook.agreements.window import Window, missing
from smsbook.check.row_faults import again, fault, no_agreement, no_target, twice
from smsbook.library.library import Library

Key = tuple[str, str, int | str, str]  # agreement, file and place of the target, service


@dataclass
class Series:
    """The readings by agreement, target and service; what is wrong; and the rows that cannot be used."""

    readings: dict[Key, list[Reading]] = field(default_factory=lambda: defaultdict(list))
    faults: list[Fault] = field(default_factory=list)
    lost: dict[Key, list[Row]] = field(default_factory=lambda: defaultdict(list))


def key(agreement: str, target: Target, service: str = "") -> Key:
    """Return under what the readings of a target are kept."""
    return (agreement, target.spot.path, target.spot.route[1], service)


def series(library: Library, promised: Mapping[str, Promises], rows: Sequence[Row]) -> Series:
    """Match rows with the targets of agreements in force; rows of the same days are told apart or refused."""
    found = Series()
    for row in rows:
        _match(library, promised, row, found)
    for each, readings in found.readings.items():
        found.readings[each] = list(_one_by_one(each, readings, found))
    return found


def split(found: Series, keys: Iterable[Key], windows: Sequence[Window]) -> None:
    """Take away the readings that reach over the edge of a period their target is counted over."""
    for each in keys:
        kept = []
        for measured in found.readings.get(each, ()):
            days = measured.row.days
            met = [window for window in windows if window.meets(days)]
            if met and not any(window.holds(days) for window in met):
                counted = met[0].in_words + (f" to {met[-1].in_words}" if len(met) > 1 else "")
                message = f"found {days.in_words}, expected days within one period of {counted}"
                mend = "give one row for each period over which the target is counted, or several in it"
                found.faults.append(fault(measured.row, "from", Flaw.EDGE, message, mend))
                found.lost[each].append(measured.row)
            else:
                kept.append(measured)
        if each in found.readings:
            found.readings[each] = kept


def within(found: Series, key: Key, window: Window, *, suspect: bool) -> tuple[list[Reading], str]:
    """Return the readings in a period, and in words what is missing in it; a gap nobody told is a fault.

    `suspect` where a row that may belong here could not be read.
    """
    inside = [each for each in found.readings.get(key, ()) if window.holds(each.row.days)]
    lost = sorted(row.number for row in found.lost.get(key, ()) if row.days.meets(window))
    gaps = list(missing(window, (each.row.days for each in inside)))
    if not gaps:
        return inside, ""
    if lost:
        return inside, f"row{'s' if len(lost) > 1 else ''} {', '.join(map(str, lost))} cannot be used"
    if suspect:
        return inside, "a row cannot be read"
    if not inside:
        return inside, ""
    words = f"no row for {', '.join(gap.in_words for gap in gaps)}"
    before = [each.row for each in inside if each.row.days.last < gaps[0].first]
    row = before[-1] if before else inside[0].row
    message = f"found {words}, expected rows for all of {window.in_words}"
    found.faults.append(fault(row, "until", Flaw.GAP, message, "add rows for these days"))
    return inside, words


def _match(library: Library, promised: Mapping[str, Promises], row: Row, found: Series) -> None:
    agreement = library.canonical(row.agreement)
    if agreement not in promised:
        found.faults.append(no_agreement(library, promised, row))
        return
    named = [each for each in promised[agreement].targets if row.target in (each.id, each.name)]
    named = [each for each in named if each.id == row.target] or named
    service = library.canonical(row.service)
    target = next((each for each in named if not service or service in each.about), None)
    if target is None or (len(named) > 1 and not service):
        found.faults.append(no_target(promised[agreement], named, row))
        return
    service = service if len(target.about) > 1 else ""
    read = reading(row, target)
    if isinstance(read, Reading):
        found.readings[key(agreement, target, service)].append(read)
    else:
        flaw, why = read
        found.faults.append(fault(row, "value", flaw, why.message, why.mend))
        found.lost[key(agreement, target, service)].append(row)


def _one_by_one(key: Key, readings: Iterable[Reading], found: Series) -> Iterator[Reading]:
    """Yield the readings that share no day; of several that do, the same again is left out, else all are."""
    groups: list[list[Reading]] = []
    last = None
    for each in sorted(readings, key=lambda each: (each.row.days, each.row.number)):
        if last is not None and each.row.days.first <= last:
            groups[-1].append(each)
            last = max(last, each.row.days.last)
        else:
            groups.append([each])
            last = each.row.days.last
    for group in groups:
        first, *others = group
        if all(_said(each) == _said(first) for each in others):
            yield first
            found.faults += (again(each.row, first.row, "the same value; it counts once") for each in others)
        else:
            rows = [each.row for each in group]
            found.lost[key] += rows
            found.faults += (twice(row, other) for row, other in _sharing(rows))


def _sharing(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield each of at least two rows, ordered by their days, with one that shares days with it."""
    longest, other = rows[0], rows[1]
    for row in rows:
        yield row, other
        longest = max(longest, row, key=lambda each: each.days.last)
        other = longest


def _said(reading: Reading) -> tuple[Window, object, int | None]:
    return reading.row.days, reading.quantity, reading.row.count
