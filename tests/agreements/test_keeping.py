"""Whether what is received keeps what is promised: said only where it is certain."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from smsbook.agreements.clocks import Basis
from smsbook.agreements.contained import NotComparable
from smsbook.agreements.duration import Duration
from smsbook.agreements.hours import Hours, hours
from smsbook.agreements.keeping import Kept, Weaker, in_time, reaches
from smsbook.agreements.opened import midnight, opened
from smsbook.agreements.quantity import Amount, Ratio, duration, quantity
from smsbook.agreements.refusal import Refusal
from smsbook.agreements.spans import Spans

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
LONDON = "Europe/London"
CALENDAR = "calendar"
VERDICTS = {"kept": Kept, "weaker": Weaker, "not comparable": NotComparable}


def basis(text: str, zone: str = LONDON) -> Basis:
    if text == CALENDAR:
        return Basis()
    found = hours(text, zone)
    assert isinstance(found, Hours)
    return Basis("support hours", found)


def time(text: str) -> Duration:
    found = duration(text)
    assert not isinstance(found, Refusal)
    return found


@pytest.mark.parametrize(
    ("promised", "on", "received", "by", "verdict"),
    [
        ("8 h", "Mo-Fr 08:00-18:00", "8 h", "Mo-Fr 08:00-18:00", "kept"),
        ("8 h", "Mo-Fr 08:00-18:00", "9 h", "Mo-Fr 08:00-18:00", "weaker"),
        ("8 h", "Mo-Fr 08:00-12:00, 12:00-18:00", "8 h", "Mo-Fr 08:00-18:00", "kept"),
        ("24 h", CALENDAR, "1 d", "24/7", "kept"),
        ("23 h", CALENDAR, "1 d", CALENDAR, "weaker"),
        ("1 month", CALENDAR, "1 month", CALENDAR, "kept"),
        ("1 month", CALENDAR, "1 month 2 h", CALENDAR, "weaker"),
        ("1 month", CALENDAR, "30 d", CALENDAR, "not comparable"),
        ("2 working days", "Mo-Fr 08:00-18:00", "1 working day", "Mo-Fr 08:00-18:00", "kept"),
        ("2 working days", "Mo-Fr 08:00-18:00", "8 h", "Mo-Fr 08:00-18:00", "not comparable"),
        ("1 d", "Mo-Fr 08:00-18:00", "24 h", "Mo-Fr 08:00-18:00", "not comparable"),
        ("12 h", "Mo-Fr 09:00-17:00", "4 h", CALENDAR, "kept"),
        ("12 h", "Mo-Fr 09:00-17:00", "8 h", "Mo-Fr 08:00-18:00", "kept"),
        ("12 h", "Mo-Fr 09:00-17:00", "13 h", CALENDAR, "not comparable"),
        ("12 h", "Mo-Fr 09:00-17:00", "28 h", CALENDAR, "not comparable"),
        ("12 h", "Mo-Fr 09:00-17:00", "29 h", CALENDAR, "weaker"),
        ("4 h", "Mo-Fr 09:00-17:00", "5 h", "24/7", "weaker"),
        ("4 h", CALENDAR, "6 h", "Mo-Fr 09:00-17:00", "weaker"),
        ("4 h", CALENDAR, "4 h", "Mo-Fr 09:00-17:00", "not comparable"),
        ("4 h", "Mo-Fr 08:00-18:00", "4 h", "Mo-Sa 08:00-16:00", "not comparable"),
        ("2 working days", "Mo-Fr 08:00-18:00", "1 d", CALENDAR, "not comparable"),
    ],
)
def test_times(promised: str, on: str, received: str, by: str, verdict: str) -> None:
    found = in_time(time(promised), basis(on), time(received), basis(by), FIRST, LAST)
    assert isinstance(found, VERDICTS[verdict]), found


@pytest.mark.parametrize(
    ("promised", "on", "received", "by", "words"),
    [
        (
            "8 h",
            "Mo-Fr 08:00-18:00",
            "6 h",
            "Mo-Fr 08:00-18:00",
            "6 hours received, 8 hours promised, both in",
        ),
        (
            "4 h",
            "Mo-Fr 08:00-18:00",
            "4 h",
            "Mo-Sa 08:00-16:00",
            "4 hours received in support hours Mo-Sa 08:00-16:00 (Europe/London), 4 hours promised in "
            "support hours Mo-Fr 08:00-18:00 (Europe/London): each leaves out hours of the other",
        ),
        (
            "4 h",
            CALENDAR,
            "4 h",
            "Mo 09:00-17:00",
            "in calendar time: the time of what is received stands",
        ),
        ("1 month", CALENDAR, "30 d", CALENDAR, "months, days and hours cannot be turned into each other"),
        ("12 h", "Mo-Fr 09:00-17:00", "4 h", CALENDAR, "runs whenever the other does"),
    ],
)
def test_the_working_is_told(promised: str, on: str, received: str, by: str, words: str) -> None:
    found = in_time(time(promised), basis(on), time(received), basis(by), FIRST, LAST)
    assert words in (found.why if isinstance(found, NotComparable) else found.how)


def test_hours_without_a_time_zone_are_not_compared() -> None:
    unknown = basis("Mo-Fr 08:00-18:00", "")
    found = in_time(time("4 h"), unknown, time("4 h"), unknown, FIRST, LAST)
    assert isinstance(found, NotComparable)
    assert "name no time zone" in found.why


@pytest.mark.parametrize(
    ("promised", "received", "verdict"),
    [
        ("99 %", "99.0 %", "kept"),
        ("99 %", "99.5 %", "kept"),
        ("99.9 %", "99.5 %", "weaker"),
        ("5 Gbit/s", "20 Gbit/s", "kept"),
        ("20 Gbit/s", "2.5 GB/s", "kept"),
        ("20 Gbit/s", "2.4 GB/s", "weaker"),
        ("2.5 PB", "2500 TB", "kept"),
        ("10 jobs/h", "240 jobs/day", "kept"),
        ("1 core hour", "1 core hours", "kept"),
        ("5 Gbit/s", "5 TB", "not comparable"),
        ("300 jobs/day", "9300 jobs/month", "not comparable"),
        ("5 jobs", "99 %", "not comparable"),
    ],
)
def test_shares_and_amounts(promised: str, received: str, verdict: str) -> None:
    left, right = quantity(promised), quantity(received)
    assert isinstance(left, Ratio | Amount)
    assert isinstance(right, Ratio | Amount)
    assert isinstance(reaches(left, right), VERDICTS[verdict])


WEEKS = some.sampled_from(
    [
        "24/7",
        "Mo-Fr 08:00-18:00",
        "Mo-Fr 09:00-17:00",
        "Mo-Sa 07:00-19:00",
        "Fr-Su 20:00-06:00",
        "Tu 10:00-11:00",
    ]
)
LENGTHS = some.integers(1, 3000)


@given(WEEKS, WEEKS, LENGTHS, LENGTHS, some.integers(0, 400_000))
@example("Tu 10:00-11:00", "24/7", 60, 61, 0)  # the clock stands still at 11:00, and is not past an hour
@settings(deadline=None)
def test_clocks_that_run(on: str, by: str, promised: int, received: int, reported: int) -> None:
    """Both clocks start with the report. What is kept holds for each fault; what is weaker fails for some."""
    begin, end = midnight(FIRST, LONDON), midnight(LAST + timedelta(days=1), LONDON)
    left, right = basis(on), basis(by)
    found = in_time(minutes(promised), left, minutes(received), right, FIRST, LAST)
    theirs, ours = spans(right, begin, end), spans(left, begin, end)

    def passed(fault: int) -> int | None:
        done = end_of(theirs, fault, received)
        return None if done is None else elapsed(ours, fault, done)

    match found:
        case Kept():
            assert (passed(begin + reported) or 0) <= promised
        case Weaker():
            openings = [start for start, _ in ours[:100]]
            assert any((passed(fault) or 0) > promised for fault in (begin + reported, *openings))
        case NotComparable():
            assert on != by


@given(WEEKS, WEEKS, LENGTHS, LENGTHS, LENGTHS)
@settings(deadline=None, max_examples=50)
def test_a_shorter_time_is_never_kept_less(on: str, by: str, promised: int, one: int, other: int) -> None:
    shorter, longer = (
        in_time(minutes(promised), basis(on), minutes(received), basis(by), FIRST, LAST)
        for received in sorted((one, other))
    )
    assert isinstance(shorter, Kept) or not isinstance(longer, Kept)
    assert isinstance(longer, Weaker) or not isinstance(shorter, Weaker)


def minutes(count: int) -> Duration:
    return Duration(seconds=Decimal(count * 60))


def spans(basis: Basis, begin: int, end: int) -> Spans:
    assert basis.hours is not None
    found = opened(basis.hours, begin, end)
    assert not isinstance(found, str)
    return found


def end_of(spans: Spans, start: int, length: int) -> int | None:
    """Return the minute at which a time of this length is over."""
    for begin, end in spans:
        left = max(begin, start)
        if left + length <= end:
            return left + length
        length -= max(end - left, 0)
    return None


def elapsed(spans: Spans, start: int, stop: int) -> int:
    return sum(max(min(end, stop) - max(begin, start), 0) for begin, end in spans)
