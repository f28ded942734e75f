"""Who holds what: each entry stands in exactly one way on each day, and what lasts does not depend on it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

import shelf
from smsbook.library.document import Document, head_of
from smsbook.library.holdings import Holding, Standing, current, ended, holdings, lasting
from smsbook.library.library import Library

SHEET = Document("roles/assignments.yml", head_of({}, "assignments", "assignments"), {})
DAYS = some.dates(date(2020, 1, 1), date(2030, 12, 31))
TERMS = some.tuples(some.none() | DAYS, some.none() | DAYS)
DAY = timedelta(days=1)


def holding(since: date | None, until: date | None) -> Holding:
    return Holding("CHM.owner", "jo-doe", (), "", since, until, SHEET, ("assignments", 0))


def library(entries: str, people: str = "  - {id: jo-doe, name: Jo Doe}\n") -> Library:
    files = shelf.documents(
        f"kind: people\nid: people\npeople:\n{people}",
        f"kind: assignments\nid: assignments\nassignments:\n{entries}",
    )
    built, found = shelf.library(files)
    assert found == []
    return built


@given(TERMS, DAYS)
def test_an_entry_is_exactly_one_of_not_yet_current_and_ended(
    term: tuple[date | None, date | None], day: date
) -> None:
    since, until = term
    over = until is not None and until < day
    begun = since is None or since <= day
    expected = Standing.ENDED if over else Standing.CURRENT if begun else Standing.NOT_YET
    assert holding(since, until).standing(day) is expected


@given(TERMS, DAYS)
def test_time_only_moves_an_entry_on(term: tuple[date | None, date | None], day: date) -> None:
    order = list(Standing)
    item = holding(*term)
    assert order.index(item.standing(day)) <= order.index(item.standing(day + DAY))


@given(TERMS, TERMS, DAYS)
def test_entries_that_hold_on_one_day_overlap(
    one: tuple[date | None, date | None], other: tuple[date | None, date | None], day: date
) -> None:
    first, second = holding(*one), holding(*other)
    assert first.overlaps(second) == second.overlaps(first)
    if first.standing(day) is second.standing(day) is Standing.CURRENT:
        assert first.overlaps(second)


@given(some.lists(TERMS, min_size=1, max_size=5), DAYS)
def test_every_entry_is_counted_once_and_somebody_always_lasts(
    terms: list[tuple[date | None, date | None]], day: date
) -> None:
    lines = []
    for since, until in terms:
        dates = {"since": since, "until": until}
        said = "".join(f", {key}: {value}" for key, value in dates.items() if value)
        lines.append(f"  - {{role: CHM.owner, person: jo-doe{said}}}\n")
    built = library("".join(lines))
    standings = [item.standing(day) for item in holdings(built)]
    assert len(standings) == len(terms)
    assert len(current(built, day)) == standings.count(Standing.CURRENT)
    assert len(ended(built, day)) == standings.count(Standing.ENDED)
    assert lasting(built)


def test_former_ids_are_followed() -> None:
    built, _ = shelf.library(
        shelf.documents(
            "kind: role\nid: ROLE-new\naliases: [ROLE-old]\n",
            "kind: service\nid: SVC-new\naliases: [SVC-old]\n",
            "kind: assignments\nid: assignments\n"
            "assignments: [{role: ROLE-old, person: jo-doe, for: [SVC-old], deputy: al-roe}]\n",
        )
    )
    (item,) = holdings(built)
    assert (item.role, item.about, item.person, item.deputy) == ("ROLE-new", ("SVC-new",), "jo-doe", "al-roe")
    assert item.serves("SVC-new")
    assert not item.serves("")


@pytest.mark.parametrize(
    ("until", "left", "last"),
    [
        ("", "", None),
        ("2026-03-31", "", date(2026, 3, 31)),
        ("", "2026-06-30", date(2026, 6, 30)),
        ("2026-03-31", "2026-06-30", date(2026, 3, 31)),
        ("2026-06-30", "2026-03-31", date(2026, 3, 31)),
    ],
)
def test_who_leaves_holds_nothing_any_more(until: str, left: str, last: date | None) -> None:
    built = library(
        f"  - {{role: CHM.owner, person: jo-doe{f', until: {until}' if until else ''}}}\n",
        f"  - {{id: jo-doe, name: Jo Doe{f', left: {left}' if left else ''}}}\n",
    )
    assert [item.until for item in holdings(built)] == [last]


@pytest.mark.parametrize(
    ("later", "lasts"),
    [
        ("role: CHM.owner, person: al-roe", False),
        ("role: CHM.owner, person: al-roe, since: 2027-01-01", False),
        ("role: CHM.owner, person: al-roe, until: 2026-12-31", False),
        ("role: CHM.owner, person: al-roe, until: 2025-12-31", True),
        ("role: CHM.owner, person: al-roe, for: [CHM]", True),
        ("role: CHM.manager, person: al-roe", True),
    ],
)
def test_an_entry_lasts_until_somebody_succeeds(later: str, lasts: bool) -> None:
    built = library(f"  - {{role: CHM.owner, person: jo-doe, until: 2026-06-30}}\n  - {{{later}}}\n")
    assert ("jo-doe" in {item.person for item in lasting(built)}) is lasts
