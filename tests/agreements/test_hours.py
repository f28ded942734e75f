"""Hours: read as people write them, and compared exactly, on days with a change of clocks too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from smsbook.agreements import calendars, zones
from smsbook.agreements.contained import (
    MOST_DAYS,
    Contained,
    Containment,
    NotComparable,
    NotContained,
    contained,
)
from smsbook.agreements.hours import Holidays, Hours, Period, hours
from smsbook.agreements.opened import midnight, opened
from smsbook.agreements.refusal import Refusal
from smsbook.agreements.spans import merged, without
from smsbook.agreements.week import ALL_WEEK, DAY, EVERY_DAY, Opening, openings
from smsbook.agreements.week_words import in_words

LONDON = "Europe/London"
NEW_YORK = "America/New_York"
ZONES = (LONDON, NEW_YORK, "Australia/Lord_Howe")  # the clocks of the last change by half an hour
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
FIRST_SHOWN, DAYS_SHOWN = FIRST - timedelta(days=4), 373
BEGIN = (FIRST - date(1970, 1, 1)).days * DAY - DAY  # the minutes looked at: a year in any time zone
MINUTES = 367 * DAY

DAYS = some.sets(some.sampled_from(EVERY_DAY), min_size=1).map(lambda days: tuple(sorted(days)))
QUARTERS = some.integers(0, 95).map(lambda count: count * 15) | some.integers(0, DAY - 1)
OPENINGS = some.builds(
    lambda days, begin, length, nth: Opening(
        days[:1] if nth else days, begin, min(begin + length, begin + DAY), nth
    ),
    DAYS,
    QUARTERS,
    some.integers(1, 96).map(lambda count: count * 15),
    some.sampled_from((0, 0, 0, 0, 1, 2, 3, 4, -1)),
).filter(lambda opening: opening.begin + DAY != opening.end or opening.begin == 0)
WEEKS = some.lists(OPENINGS, max_size=4, unique=True).map(lambda found: tuple(sorted(found)))
DATES = some.dates(FIRST, LAST)
PERIODS = some.builds(
    lambda first, length, week, yearly: (
        Period(first.replace(year=2000), (first + timedelta(days=length)).replace(year=2000), week, True)
        if yearly
        else Period(first, first + timedelta(days=length), week)
    ),
    DATES,
    some.integers(0, 60),
    WEEKS,
    some.booleans(),
)
HOLIDAYS = some.builds(Holidays, some.just("GB"), some.sampled_from(["", "SCT", "ENG"]), WEEKS)
HOURS = some.builds(
    Hours,
    WEEKS | some.just(ALL_WEEK),
    some.sampled_from(ZONES),
    some.none() | HOLIDAYS,
    some.lists(PERIODS, max_size=3).map(tuple),
)


def read(data: object, zone: str = LONDON) -> Hours:
    found = hours(data, zone)
    assert isinstance(found, Hours), [refusal.message for refusal in found]
    return found


def compare(promised: object, supporting: object, first: date = FIRST, last: date = LAST) -> Containment:
    return contained(read(promised), read(supporting), first, last)


def refused(data: object) -> tuple[Refusal, ...]:
    found = hours(data)
    assert not isinstance(found, Hours)
    return found


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("24/7", "24/7"),
        ("daily 00:00-24:00", "24/7"),
        ("Mo-Fr 08:00-18:00", "Mo-Fr 08:00-18:00"),
        ("Mon–Fri 8:00 – 18:00", "Mo-Fr 08:00-18:00"),
        ("Monday to Friday 08:00 to 18:00", "Mo-Fr 08:00-18:00"),
        ("Mo, We, Fr 10:00-12:00", "Mo,We,Fr 10:00-12:00"),
        ("Mo-Fr 13:00-17:00, 08:00-12:00", "Mo-Fr 08:00-12:00, 13:00-17:00"),
        ("Mo-Fr 08:00-18:00; Sa 09:00-12:00", "Mo-Fr 08:00-18:00; Sa 09:00-12:00"),
        ("Fr-Mo 22:00-06:00", "Mo,Fr,Sa,Su 22:00-06:00"),
        ("Sundays 18:00-24:00", "Su 18:00-24:00"),
        ("Second Tuesday of a month 07:00-13:00", "second Tu 07:00-13:00"),
        ("last Fr 12:00-13:00", "last Fr 12:00-13:00"),
    ],
)
def test_days_and_times(written: str, words: str) -> None:
    week = openings(written)
    assert not isinstance(week, Refusal)
    assert in_words(week) == words


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("", "an empty text"),
        ("08:00-18:00", "`08:00-18:00` without days"),
        ("Mo-Fr", "the times in `Mo-Fr`"),
        ("Mo-Fr 8-18", "the times in `Mo-Fr 8-18`"),
        ("Mo-Fr 9am-5pm", "the times in `Mo-Fr 9am-5pm`"),
        ("Mo-Fr 08:00", "the times in `Mo-Fr 08:00`"),
        ("Mo-Fr 08:00-08:00", "the times in `Mo-Fr 08:00-08:00`"),
        ("Mo-Fr 24:00-06:00", "the times in `Mo-Fr 24:00-06:00`"),
        ("Mo-Fr 08:60-18:00", "the times in `Mo-Fr 08:60-18:00`"),
        ("Mo-Fr 08:00-24:01", "the times in `Mo-Fr 08:00-24:01`"),
        ("Mo-Fr 08:00-12:00,", "the times in `Mo-Fr 08:00-12:00,`"),
        ("Lu-Ve 08:00-18:00", "the days in `Lu-Ve 08:00-18:00`"),
        ("Mo-We-Fr 08:00-18:00", "the days in `Mo-We-Fr 08:00-18:00`"),
        ("fifth Mo 08:00-18:00", "the days in `fifth Mo 08:00-18:00`"),
        ("By appointment, Mo-Fr 08:00-18:00", "the days in `By appointment, Mo-Fr 08:00-18:00`"),
        ("Mo 08:00-09:00;" * 20, "`Mo 08:00-09:00;Mo 08:00-09:00;Mo 08:00-…`"),
        (8, "`8`"),
        (None, "nothing"),
    ],
)
def test_what_are_no_days_and_times(written: object, found: str) -> None:
    refusal = openings(written)
    assert isinstance(refusal, Refusal)
    assert refusal.found == found


@given(WEEKS.filter(bool))
def test_what_is_shown_is_read_as_the_same(week: tuple[Opening, ...]) -> None:
    assert openings(in_words(week)) == week


@given(some.text() | some.text("MoTuFr0123456789:-,; /to", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    week = openings(text)
    assert isinstance(week, Refusal) or openings(in_words(week)) == week


def test_hours_with_all_they_may_have() -> None:
    found = read(
        {
            "times": ["Mo-Fr 08:00-18:00", "Sa 09:00-12:00"],
            "time_zone": NEW_YORK,
            "holidays": {"country": "GB", "region": "SCT", "times": ["10:00-12:00"]},
            "exceptions": [
                {"from": "12-24", "until": "01-01", "reason": "between the years"},
                {"from": "2026-05-06", "times": ["24/7"], "reason": "critical period"},
            ],
        }
    )
    assert found == Hours(
        (Opening((0, 1, 2, 3, 4), 480, 1080), Opening((5,), 540, 720)),
        NEW_YORK,
        Holidays("GB", "SCT", (Opening(EVERY_DAY, 600, 720),)),
        (
            Period(date(2000, 12, 24), date(2000, 1, 1), (), True),
            Period(date(2026, 5, 6), date(2026, 5, 6), ALL_WEEK),
        ),
    )
    assert found.in_words == (
        "Mo-Fr 08:00-18:00; Sa 09:00-12:00 (America/New_York), with other hours on public holidays, "
        "with 2 exceptions"
    )


@pytest.mark.parametrize(
    ("data", "route", "found", "mend"),
    [
        (None, (), "nothing", "write days and times"),
        ([], (), "a list", "write days and times"),
        ({"times": []}, ("times",), "0 entries", "list days and times"),
        ({"times": ["24/7"] * 101}, ("times",), "101 entries", "list days and times"),
        ({"times": ["24/7", "Mo"]}, ("times", 1), "the times in `Mo`", "write the days as Mo"),
        ("Mo", (), "the times in `Mo`", "write the days as Mo"),
        (
            {
                "times": [f"Mo {hour:02}:00-{hour:02}:59, {hour:02}:00-{hour:02}:30" for hour in range(24)]
                * 2
                + [f"Tu {hour:02}:00-{hour:02}:59, {hour:02}:00-{hour:02}:30" for hour in range(24)]
                + ["Fr 00:00-00:01, 00:02-00:03, 00:04-00:05, 00:06-00:07, 00:08-00:09"]
            },
            ("times",),
            "101 entries",
            "list days and times",
        ),
        ({"times": "Mo"}, ("times",), "the times in `Mo`", "write the days as Mo"),
        ({"time_zone": "London"}, ("time_zone",), "`London`", "did you mean `Europe/London`?"),
        ({"time_zone": "../../etc/passwd"}, ("time_zone",), "`../../etc/passwd`", "look it up"),
        ({"time_zone": 1}, ("time_zone",), "`1`", "look it up"),
        ({"holidays": "GB"}, ("holidays",), "`GB`", "write `country: GB`"),
        ({"holidays": {}}, ("holidays", "country"), "nothing", "write the two letters"),
        ({"holidays": {"country": "ZZ"}}, ("holidays", "country"), "`ZZ`", "write the two letters"),
        ({"holidays": {"country": "GB\n"}}, ("holidays", "country"), "`GB`", "write the two letters"),
        ({"holidays": {"country": "registry"}}, ("holidays", "country"), "`registry`", "two letters"),
        ({"holidays": {"country": "GB", "region": "XX"}}, ("holidays", "region"), "`XX`", "`region`"),
        ({"holidays": {"country": "GB", "region": []}}, ("holidays", "region"), "a list", "`region`"),
        ({"exceptions": [{}]}, ("exceptions", 0, "from"), "nothing", "write `from`"),
        ({"exceptions": "x"}, ("exceptions", 0, "from"), "nothing", "write `from`"),
        ({"exceptions": ["x"]}, ("exceptions", 0, "from"), "nothing", "write `from`"),
        ({"exceptions": [{"from": "2026-02-30"}]}, ("exceptions", 0, "from"), "`2026-02-30`", "`from`"),
        (
            {"exceptions": [{"from": "12-24", "until": "2026-01-01"}]},
            ("exceptions", 0),
            "as the end",
            "`from`",
        ),
        (
            {"exceptions": [{"from": "2026-02-01", "until": "2026-01-01"}]},
            ("exceptions", 0),
            "the end",
            "`from`",
        ),
        (
            {"exceptions": [{"from": "12-24", "times": ["8-9"]}]},
            ("exceptions", 0, "times", 0),
            "the times in `8-9`",
            "write the days",
        ),
        ({"exceptions": [{"from": "12-24"}] * 101}, ("exceptions",), "101 exceptions", "join days"),
    ],
)
def test_what_are_no_hours(data: object, route: tuple[str | int, ...], found: str, mend: str) -> None:
    if isinstance(data, dict) and "times" not in data:
        data = {"times": ["24/7"], **data}
    (refusal,) = refused(data)
    assert refusal.route == route
    assert found in refusal.found
    assert mend in refusal.mend


def test_all_that_is_wrong_is_said_at_once() -> None:
    data = {"times": ["Mo"], "time_zone": "x", "holidays": {"country": "x"}, "exceptions": [{"from": "x"}]}
    assert [refusal.route[0] for refusal in refused(data)] == ["times", "time_zone", "holidays", "exceptions"]


SCOTTISH = {"times": ["Mo-Fr 08:00-18:00"], "holidays": {"country": "GB", "region": "SCT"}}
IN_NEW_YORK = {"times": ["Mo-Fr 09:00-12:00"], "time_zone": NEW_YORK}


@pytest.mark.parametrize(
    ("promised", "supporting", "words"),
    [
        ("Mo-Fr 08:00-18:00", "Mo-Fr 09:00-17:00", "Mondays to Fridays 08:00 to 09:00 and 17:00 to 18:00"),
        ("Mo-Sa 08:00-12:00", "Mo-Fr 08:00-18:00", "Saturdays 08:00 to 12:00"),
        (
            "24/7",
            "Mo-Fr 08:00-18:00",
            "Mondays to Fridays 00:00 to 08:00 and 18:00 to 24:00; Saturdays and Sundays all day",
        ),
        ("24/7", "daily 06:00-24:00", "every day 00:00 to 06:00"),
        ("Mo,We,Fr 08:00-09:00", "Tu,Fr 08:00-09:00", "Mondays and Wednesdays 08:00 to 09:00"),
        ("Fr 22:00-06:00", "Fr 22:00-24:00", "Saturdays 00:00 to 06:00"),
        ("Mo 10:00-11:00", "Sa 08:00-12:00", "at all times that are promised"),
        ("second Tu 07:00-13:00", "Tu 07:00-12:00", "Tuesdays 12:00 to 13:00"),
        ("24/7", {"times": ["24/7"], "exceptions": [{"from": "2026-12-24"}]}, "on 24 December 2026"),
        (
            "Mo-Fr 08:00-18:00",
            {
                "times": ["24/7"],
                "exceptions": [{"from": "12-24", "until": "01-01", "times": ["12:00-24:00"]}],
            },
            "on 1 January 2026, 08:00 to 12:00; from 24 December 2026 to 31 December 2026, 08:00 to 12:00",
        ),
        (
            "Mo-Fr 08:00-18:00",
            SCOTTISH,
            "on 10 public holidays, the first of them 1 January 2026 (New Year's Day)",
        ),
        (
            "Mo-Fr 08:00-18:00",
            {
                "times": ["Mo-Th 08:00-18:00", "Fr 08:00-16:00"],
                "exceptions": [{"from": "2026-12-24"}, {"from": "2026-06-01"}, {"from": "2026-07-01"}],
            },
            "Fridays 16:00 to 18:00; on 1 June 2026; on 1 July 2026; and 1 more",
        ),
        (
            "Mo-Fr 09:00-17:00",
            {"times": ["Mo-Fr 13:00-21:00"], "time_zone": "Asia/Dubai"},
            "from 30 March 2026 to 23 October 2026, 09:00 to 10:00",
        ),
        (
            "Mo-Sa 08:00-12:00",
            {
                "times": ["Mo-Fr 08:00-12:00", "Sa 08:00-11:00"],
                "exceptions": [
                    {"from": f"2026-{month:02}-08", "until": f"2026-{month:02}-14", "times": ["24/7"]}
                    for month in range(1, 12, 2)
                ],
            },
            "most Saturdays 11:00 to 12:00",
        ),
        (
            "daily 04:00-08:00",
            {
                "times": ["daily 06:00-24:00"],
                "exceptions": [{"from": "01-01", "until": "01-14", "times": ["24/7"]}],
            },
            "from 15 January 2026 to 31 December 2026, 04:00 to 06:00",
        ),
        (
            "24/7",
            {
                "times": ["daily 06:00-24:00"],
                "exceptions": [{"from": f"{month:02}-01", "times": ["24/7"]} for month in range(1, 13)],
            },
            "most days 00:00 to 06:00",
        ),
        (
            "Mo-Fr 14:00-17:00",
            IN_NEW_YORK,
            "from 9 March 2026 to 27 March 2026, 16:00 to 17:00; "
            "from 26 October 2026 to 30 October 2026, 16:00 to 17:00",
        ),
    ],
)
def test_hours_that_are_not_contained(promised: object, supporting: object, words: str) -> None:
    found = compare(promised, supporting)
    assert isinstance(found, NotContained)
    assert found.in_words == words


@pytest.mark.parametrize(
    ("promised", "supporting"),
    [
        ("Mo-Fr 09:00-17:00", "Mo-Fr 08:00-18:00"),
        ("Mo-Fr 08:00-18:00", "24/7"),
        ("Mo 22:00-06:00", "Mo 22:00-24:00; Tu 00:00-06:00"),
        ("second Tu 07:00-13:00", "Tu 07:00-13:00"),
        ("24/7", {"times": ["24/7"], "holidays": {"country": "GB", "times": ["24/7"]}}),
        (SCOTTISH, "Mo-Fr 08:00-18:00"),
        ("Mo-Fr 14:00-15:00", IN_NEW_YORK),
        ("Mo-Fr 15:00-16:00", {"times": ["Mo-Fr 09:00-12:00"], "time_zone": NEW_YORK}),
        ("Mo-Fr 09:00-17:00", {"times": ["Mo-Fr 10:00-18:00"], "time_zone": "Europe/Berlin"}),
    ],
)
def test_hours_that_are_contained(promised: object, supporting: object) -> None:
    assert compare(promised, supporting) == Contained(FIRST, LAST)


@pytest.mark.parametrize(
    ("promised", "supporting", "why"),
    [
        ("Mo 08:00-09:00", "Mo 08:00-09:00", "the hours promised name no time zone"),
        ("Mo 08:00-09:00", IN_NEW_YORK, "name no time zone; the others are those of America/New_York"),
        (IN_NEW_YORK, "Mo 08:00-09:00", "the supporting hours name no time zone"),
    ],
)
def test_hours_that_cannot_be_compared(promised: object, supporting: object, why: str) -> None:
    found = contained(read(promised, ""), read(supporting, ""), FIRST, LAST)
    assert isinstance(found, NotComparable)
    assert why in found.why


def test_many_gaps_are_counted() -> None:
    days = [{"from": f"2026-{month:02}-{day:02}"} for month in range(1, 13) for day in range(6, 29, 4)]
    found = compare("24/7", {"times": ["24/7"], "exceptions": days})
    assert isinstance(found, NotContained)
    assert (len(found.gaps), found.more) == (20, len(days) - 20)
    assert (
        found.in_words
        == f"on 6 January 2026; on 10 January 2026; on 14 January 2026; and {len(days) - 3} more"
    )


def test_around_the_clock_needs_no_time_zone() -> None:
    assert isinstance(contained(read("24/7", ""), read("24/7", ""), FIRST, LAST), Contained)
    assert isinstance(contained(read("Mo 08:00-09:00", ""), read("24/7", ""), FIRST, LAST), Contained)
    assert isinstance(contained(read("24/7", ""), read("Mo 08:00-09:00"), FIRST, LAST), NotContained)


def test_a_long_validity_is_examined_for_five_years() -> None:
    found = compare("Mo-Fr 08:00-18:00", "Mo-Sa 08:00-18:00", date(2026, 1, 1), date(9999, 12, 31))
    assert found == Contained(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=MOST_DAYS))
    assert isinstance(compare("24/7", "Mo 08:00-09:00", date(2200, 1, 1), date.max), NotComparable)
    assert isinstance(compare("24/7", "24/7", LAST, FIRST), NotComparable)
    assert isinstance(compare("24/7", "24/7", date.max, date.max), NotComparable)


def test_holidays_beyond_the_calendar_are_not_guessed() -> None:
    found = compare("24/7", SCOTTISH, date(2100, 12, 1), date(2100, 12, 31))
    assert isinstance(found, NotComparable)
    assert "the public holidays of GB are known from" in found.why


def test_a_day_that_begins_late() -> None:
    """In Cairo the clock goes from 23:59 to 01:00 on the last Friday of April."""
    begin = midnight(date(2026, 4, 24), "Africa/Cairo")
    assert datetime.fromtimestamp(begin * 60, zones.zone("Africa/Cairo")).hour == 1
    assert (midnight(date(2026, 4, 25), "Africa/Cairo") - begin) == 23 * 60


@given(HOURS)
@settings(max_examples=25, deadline=None)
def test_hours_contain_themselves(one: Hours) -> None:
    assert contained(one, one, FIRST, LAST) == Contained(FIRST, LAST)
    copy = Hours(
        one.openings, one.zone, one.holidays, (*one.periods, Period(LAST + timedelta(9), LAST + timedelta(9)))
    )
    assert contained(one, copy, FIRST, LAST) == contained(copy, one, FIRST, LAST) == Contained(FIRST, LAST)


@given(HOURS, OPENINGS)
@settings(max_examples=25, deadline=None)
def test_more_hours_contain_fewer(one: Hours, more: Opening) -> None:
    wider = Hours(tuple(sorted({*one.openings, more})), one.zone, one.holidays, one.periods)
    assert isinstance(contained(one, wider, FIRST, LAST), Contained)


@given(HOURS, HOURS, HOURS)
@settings(max_examples=25, deadline=None)
@example(
    read("Mo-Fr 10:00-12:00"), read("Mo-Fr 09:00-17:00"), read({"times": ["24/7"], "time_zone": NEW_YORK})
)
def test_containment_is_passed_on(one: Hours, two: Hours, three: Hours) -> None:
    there, on = contained(one, two, FIRST, LAST), contained(two, three, FIRST, LAST)
    if isinstance(there, Contained) and isinstance(on, Contained):
        assert isinstance(contained(one, three, FIRST, LAST), Contained)


@given(HOURS, HOURS, HOURS)
@settings(max_examples=10, deadline=None)
@example(read("Su 00:30-02:30"), read("Su 00:30-01:30"), read("Su 01:30-02:00"))
@example(read("Su 00:30-01:30"), read("Su 00:30-02:30"), read("24/7"))
@example(
    read("daily 01:59-02:01"),
    read({"times": ["daily 20:00-21:30"], "time_zone": NEW_YORK}),
    read({"times": ["Mo-Fr 20:00-21:30"], "time_zone": NEW_YORK}),
)
@example(
    read("Sa 22:00-06:00"),
    read({"times": ["24/7"], "exceptions": [{"from": "10-25"}, {"from": "03-29"}]}),
    read("Su 00:00-02:30"),
)
def test_minute_by_minute(promised: Hours, supporting: Hours, within: Hours) -> None:
    """Every minute of the year is looked at on its own, as a clock on the wall would show it."""
    begin, end = midnight(FIRST, promised.zone), midnight(LAST + timedelta(days=1), promised.zone)
    wanted, given_ = by_the_minute(promised, begin, end), by_the_minute(supporting, begin, end)
    missing = wanted & ~given_
    assert as_bits(opened(promised, begin, end), begin) == wanted
    assert as_bits(opened(supporting, begin, end), begin) == given_
    found = contained(promised, supporting, FIRST, LAST)
    if missing:
        assert isinstance(found, NotContained)
        assert found.minutes == missing.bit_count()
        assert found.gaps
    else:
        assert found == Contained(FIRST, LAST)
    missing &= by_the_minute(within, begin, end)
    found = contained(promised, supporting, FIRST, LAST, within)
    assert (found.minutes if isinstance(found, NotContained) else 0) == missing.bit_count()


def by_the_minute(hours: Hours, begin: int, end: int) -> int:
    """Return a bit for each minute: whether a range of its day or of the day before holds the time shown."""
    holidays: Mapping[date, str] = {}
    if hours.holidays:
        found = calendars.public_holidays(hours.holidays.country, hours.holidays.region, 2025, 2027)
        assert not isinstance(found, str)
        holidays = found
    before: tuple[range, ...] = ()
    flags = []
    for step in range(DAYS_SHOWN):
        day = FIRST_SHOWN + timedelta(days=step)
        week = hours.openings
        if hours.holidays and day in holidays:
            week = hours.holidays.openings
        for period in hours.periods:
            if in_period(period, day):
                week = period.openings
        today = tuple(range(each.begin, each.end) for each in week if is_on(each, day))
        flags.append(day_by_the_minute(today, before))
        before = today
    joined = b"".join(flags)
    bits = bytes(map(joined.__getitem__, on_the_wall(hours.zone)))
    return (int(bits, 2) >> (begin - BEGIN)) & ((1 << (end - begin)) - 1)


@cache
def day_by_the_minute(today: tuple[range, ...], before: tuple[range, ...]) -> bytes:
    return b"".join(
        b"1"
        if any(minute in each for each in today) or any(minute + DAY in each for each in before)
        else b"0"
        for minute in range(DAY)
    )


def in_period(period: Period, day: date) -> bool:
    if not period.yearly:
        return period.first <= day <= period.last
    first, today, last = ((each.month, each.day) for each in (period.first, day, period.last))
    return first <= today <= last if first <= last else today >= first or today <= last


def is_on(opening: Opening, day: date) -> bool:
    if day.weekday() not in opening.days:
        return False
    if opening.nth == 0:
        return True
    same = [day.replace(day=number) for number in range(1, 32) if number <= days_in_month(day)]
    same = [each for each in same if each.weekday() == day.weekday()]
    return same[opening.nth - 1 if opening.nth > 0 else -1] == day


def days_in_month(day: date) -> int:
    return ((day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day


@cache
def on_the_wall(zone: str) -> tuple[int, ...]:
    """Return what a clock shows at each minute, asked one by one; the last minute first."""
    place = zones.zone(zone)
    first = FIRST_SHOWN.toordinal()
    shown = []
    for minute in range(BEGIN, BEGIN + MINUTES):
        now = datetime.fromtimestamp(minute * 60, place)
        shown.append((now.toordinal() - first) * DAY + now.hour * 60 + now.minute)
    return tuple(reversed(shown))


def as_bits(spans: object, begin: int) -> int:
    assert isinstance(spans, tuple)
    return sum(((1 << (stop - start)) - 1) << (start - begin) for start, stop in spans)


SPANS = some.lists(some.tuples(some.integers(0, 60), some.integers(0, 60))).map(merged)


@given(SPANS, SPANS)
def test_spans_are_sets_of_minutes(
    one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...]
) -> None:
    left = without(one, other)
    assert as_bits(left, 0) == as_bits(one, 0) & ~as_bits(other, 0)
    assert merged(left) == left


@pytest.mark.parametrize("zone", ZONES)
def test_changes_of_clocks(zone: str) -> None:
    begin, end = midnight(FIRST, zone), midnight(LAST, zone)
    stretches = zones.offsets(zone, begin, end)
    starts = [stretch[0] for stretch in stretches]
    for hour in range(begin, end, 60):
        ahead = stretches[bisect_right(starts, hour) - 1][2]
        offset = datetime.fromtimestamp(hour * 60, UTC).astimezone(ZoneInfo(zone)).utcoffset()
        assert offset == timedelta(minutes=ahead)
    assert len(stretches) == 3
