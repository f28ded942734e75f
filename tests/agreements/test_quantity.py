"""Quantities: what a person writes is understood or refused, and never misread."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from smsbook.agreements.amount import converted
from smsbook.agreements.quantity import (
    Amount,
    Duration,
    Quantity,
    Ratio,
    Refusal,
    amount,
    duration,
    quantity,
    ratio,
)
from smsbook.agreements.units import Unit, unit

RATIOS = some.decimals(0, 1, places=9).map(lambda number: Ratio(number.normalize() + 0))
WHOLE = some.integers(0, 500)
DURATIONS = some.builds(
    Duration,
    months=WHOLE,
    days=WHOLE,
    working_days=WHOLE,
    seconds=some.decimals(0, 10**7, places=6).map(lambda number: number.normalize() + 0),
)


def known(name: str) -> Unit:
    found = unit(name)
    assert found is not None, name
    return found


UNITS = some.builds(
    lambda prefix, thing, per: prefix + thing + per,
    some.sampled_from(["", "k", "M", "G", "T", "P", "Ki", "Gi"]),
    some.sampled_from(["bit", "B"]),
    some.sampled_from(["", "/s", "/min", "/h", "/day", "/week", "/month", "/year"]),
).map(known)
AMOUNTS = some.builds(
    Amount,
    some.decimals(0, 10**9, places=6).map(lambda number: number.normalize() + 0),
    UNITS | some.sampled_from(["core hours", "jobs/day", "requests/s", "°C", "IOPS", "kW"]).map(known),
)


def read(value: object) -> Quantity:
    found = quantity(value)
    assert not isinstance(found, Refusal), found.message
    return found


@pytest.mark.parametrize(
    ("written", "share", "words"),
    [
        ("99,9 %", "0.999", "99.9 %"),
        ("99.9%", "0.999", "99.9 %"),
        ("99.9 %", "0.999", "99.9 %"),
        ("99.9\u00a0%", "0.999", "99.9 %"),
        ("0.999", "0.999", "99.9 %"),
        (0.999, "0.999", "99.9 %"),
        (Decimal("0.999"), "0.999", "99.9 %"),
        ("99.9 percent", "0.999", "99.9 %"),
        ("97.0 %", "0.97", "97 %"),
        ("99,999 %", "0.99999", "99.999 %"),
        ("99.9999999 %", "0.999999999", "99.9999999 %"),
        ("0.5 %", "0.005", "0.5 %"),
        ("100 %", "1", "100 %"),
        ("0 %", "0", "0 %"),
        (0, "0", "0 %"),
        (1e-7, "0.0000001", "0.00001 %"),
    ],
)
def test_a_share(written: object, share: str, words: str) -> None:
    found = ratio(written)
    assert isinstance(found, Ratio)
    assert (found.value, found.in_words) == (Decimal(share), words)


@pytest.mark.parametrize(
    ("written", "found", "mend"),
    [
        ("99", "`99` without a sign", "write `99 %`"),
        ("1.5", "`1.5` without a sign", "write `1.5 %`"),
        (99.9, "`99.9` without a sign", "write `99.9 %`"),
        (1, "`1` without a sign", "write `1 %`"),
        ("1.0", "`1.0` without a sign", "write `1 %`"),
        ("999", "`999` without a sign", "as in `99.9 %`"),
        ("100.1 %", "which is more than all", "a share of the whole"),
        ("1 000 %", "which is more than all", "a share of the whole"),
        ("-5 %", "`-5 %`", "as in `99.9 %`"),
        ("≥ 99.9 %", "`≥ 99.9 %`", "without words such as «at least»"),
        ("99.9 % or more", "`99.9 % or more`", "without words such as «at least»"),
        ("99.9.9 %", "`99.9.9 %`", "as in `99.9 %`"),
        ("99 99 %", "`99 99 %`", "as in `99.9 %`"),
        ("1e-3", "`1e-3`", "as in `99.9 %`"),
        ("٩٩ %", "`٩٩ %`", "as in `99.9 %`"),
        (True, "`true`", "as in `99.9 %`"),
        (float("nan"), "`nan`", "as in `99.9 %`"),
        (float("inf"), "`inf`", "as in `99.9 %`"),
        (1e300, "`1e+300`", "as in `99.9 %`"),
        (None, "nothing", "as in `99.9 %`"),
        ([], "a list", "as in `99.9 %`"),
        ({}, "a mapping", "as in `99.9 %`"),
        ("", "an empty text", "as in `99.9 %`"),
        ("9" * 1000 + " %", "`" + "9" * 39 + "…`", "as in `99.9 %`"),
    ],
)
def test_what_is_no_share(written: object, found: str, mend: str) -> None:
    refusal = ratio(written)
    assert isinstance(refusal, Refusal)
    assert found in refusal.message
    assert mend in refusal.mend


@pytest.mark.parametrize(
    ("written", "expected", "words"),
    [
        ("PT4H", Duration(seconds=Decimal(14400)), "4 hours"),
        ("4 h", Duration(seconds=Decimal(14400)), "4 hours"),
        ("4h", Duration(seconds=Decimal(14400)), "4 hours"),
        ("4 Hours", Duration(seconds=Decimal(14400)), "4 hours"),
        ("1 hour", Duration(seconds=Decimal(3600)), "1 hour"),
        ("30 min", Duration(seconds=Decimal(1800)), "30 minutes"),
        ("PT30M", Duration(seconds=Decimal(1800)), "30 minutes"),
        ("1.5 h", Duration(seconds=Decimal(5400)), "1 hour 30 minutes"),
        ("1,5 h", Duration(seconds=Decimal(5400)), "1 hour 30 minutes"),
        ("0,125 h", Duration(seconds=Decimal(450)), "7 minutes 30 seconds"),
        ("1h30min", Duration(seconds=Decimal(5400)), "1 hour 30 minutes"),
        ("1 hour and 30 minutes", Duration(seconds=Decimal(5400)), "1 hour 30 minutes"),
        ("20 ms", Duration(seconds=Decimal("0.02")), "20 milliseconds"),
        ("0 h", Duration(), "0 minutes"),
        ("PT24H", Duration(seconds=Decimal(86400)), "24 hours"),
        ("P1D", Duration(days=1), "1 day"),
        ("2 d", Duration(days=2), "2 days"),
        ("2 calendar days", Duration(days=2), "2 days"),
        ("P2W", Duration(days=14), "14 days"),
        ("2 working days", Duration(working_days=2), "2 working days"),
        ("1 business day", Duration(working_days=1), "1 working day"),
        ("P1M", Duration(months=1), "1 month"),
        ("1 year", Duration(months=12), "12 months"),
        ("P1DT1H", Duration(days=1, seconds=Decimal(3600)), "1 day 1 hour"),
    ],
)
def test_a_duration(written: object, expected: Duration, words: str) -> None:
    found = duration(written)
    assert found == expected
    assert expected.in_words == words


@pytest.mark.parametrize(
    ("written", "found", "mend"),
    [
        ("90", "`90` without a unit", "as in `4 h`"),
        (4, "`4` without a unit", "as in `4 h`"),
        ("4 m", "`m` in `4 m`", "`min` for minutes, or `months`"),
        ("4 M", "`M` in `4 M`", "`min` for minutes, or `months`"),
        ("1,000 h", "whose comma may part thousands as well as decimals", "write `1 000` for a thousand"),
        ("1.5 d", "`1.5 d` in `1.5 d`, expected a whole number of days", "write it in hours"),
        ("0.5 months", "expected a whole number of months", "write it in hours"),
        ("100,125 h", "whose comma may part thousands", "write `1 000` for a thousand"),
        ("4 hours at most", "`4 hours at most`", "as in `4 h`"),
        ("within 4 h", "`within 4 h`", "as in `4 h`"),
        ("4 h,", "`4 h,`", "as in `4 h`"),
        ("4 h 5 h", "`4 h 5 h`", "as in `4 h`"),
        ("-4 h", "`-4 h`", "as in `4 h`"),
        ("1:30", "`1:30`", "as in `4 h`"),
        ("9999999 h", "expected less than 1 000 000 hours", "write it in hours"),
        ("PT1.5H", "`PT1.5H`", "`PT1H30M`"),
        ("P", "`P`", "whole numbers"),
        ("pt4h", "`pt4h`", "as in `4 h`"),
        (None, "nothing", "as in `4 h`"),
    ],
)
def test_what_is_no_duration(written: object, found: str, mend: str) -> None:
    refusal = duration(written)
    assert isinstance(refusal, Refusal)
    assert found in refusal.message
    assert mend in refusal.mend


@pytest.mark.parametrize(
    ("written", "words", "bits"),
    [
        ("20 Gbit/s", "20 Gbit/s", 20 * 10**9),
        ("20 Gbps", "20 Gbit/s", 20 * 10**9),
        ("20 gigabits per second", "20 Gbit/s", 20 * 10**9),
        ("200 MB/s", "200 MB/s", 1600 * 10**6),
        ("200 MBps", "200 MB/s", 1600 * 10**6),
        ("500 TB", "500 TB", 4 * 10**15),
        ("1.5 TiB", "1.5 TiB", 3 * 2**42),
        ("8.64 GB a day", "8.64 GB/day", 800_000),
        ("1 B/week", "1 B/week", Fraction(8, 604_800)),
        ("2 kbit / min", "2 kbit/min", Fraction(2000, 60)),
    ],
)
def test_an_amount_of_data(written: str, words: str, bits: float) -> None:
    found = amount(written)
    assert isinstance(found, Amount)
    assert (found.in_words, found.exact) == (words, bits)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2 000 000 core hours", "2 000 000 core hours"),
        ("2000000 core hours a month", "2 000 000 core hours/month"),
        ("300 jobs/day", "300 jobs/day"),
        ("620 kW", "620 kW"),
        ("29 °C", "29 °C"),
        ("10 requests per second", "10 requests/s"),
    ],
)
def test_an_amount_of_anything(written: str, words: str) -> None:
    assert read(written).in_words == words


@pytest.mark.parametrize(
    ("written", "found", "mend"),
    [
        ("12 Gb/s", "the unit `Gb/s`", "write `Gbit/s` or `GB/s`"),
        ("5 b", "the unit `b`", "write `bit` or `B`"),
        ("5 mbps", "the unit `mbps`", "write `Mbit/s` or `MB/s`"),
        ("5 mbit/s", "the unit `mbit/s`", "write `Mbit/s`"),
        ("5 KB", "the unit `KB`", "`kB` (1000 bytes) or `KiB` (1024 bytes)"),
        ("5 tb", "the unit `tb`", "write `Tbit` or `TB`"),
        ("1,500 TB", "whose comma may part thousands as well as decimals", "write `1 000` for a thousand"),
        ("5 TB/fortnight", "the unit `TB/fortnight`", "one number and one unit"),
        ("1 TB/s/s", "the unit `TB/s/s`", "one number and one unit"),
        ("1e6 B", "the unit `e6 B`", "one number and one unit"),
        ("9**9**9 B", "the unit `**9**9 B`", "one number and one unit"),
        ("4 h", "the duration `4 h`", "one number and one unit"),
        ("99 %", "the unit `%`", "one number and one unit"),
        ("5", "`5` without a unit", "one number and one unit"),
        ("many", "`many`", "one number and one unit"),
    ],
)
def test_what_is_no_amount(written: object, found: str, mend: str) -> None:
    refusal = amount(written)
    assert isinstance(refusal, Refusal)
    assert found in refusal.message
    assert mend in refusal.mend


@pytest.mark.parametrize(
    ("written", "found"),
    [("4 m", "`m` in `4 m`"), ("5", "`5` without a unit"), ("high", "a share, a duration or an amount")],
)
def test_what_is_no_quantity(written: object, found: str) -> None:
    refusal = quantity(written)
    assert isinstance(refusal, Refusal)
    assert found in refusal.message


@given(RATIOS | DURATIONS | AMOUNTS)
def test_what_is_shown_is_read_as_the_same(shown: Quantity) -> None:
    assert read(shown.in_words) == shown


@given(
    some.text() | some.text("0123456789.,% PTHMDWYhminGBbit/s", max_size=24) | some.floats() | some.integers()
)
def test_anything_is_read_or_refused(value: object) -> None:
    for reader in (quantity, ratio, duration, amount):
        found = reader(value)
        assert isinstance(found, Refusal) or reader(found.in_words) == found


@given(AMOUNTS, UNITS)
def test_there_and_back(there: Amount, measure: Unit) -> None:
    other = converted(there, measure)
    if there.unit.kind != measure.kind:
        assert isinstance(other, Refusal)
        return
    assert isinstance(other, Amount)
    back = converted(other, there.unit)
    assert isinstance(back, Amount)
    assert abs(Fraction(back.number) - Fraction(there.number)) <= Fraction(there.number) / 10**26


@pytest.mark.parametrize(
    ("written", "measure", "words"),
    [
        ("1 MB/s", "Mbit/s", "8 Mbit/s"),
        ("2.5 PB", "TB", "2500 TB"),
        ("1 TiB", "GB", "1099.511627776 GB"),
        ("60 MB/min", "kbit/s", "8000 kbit/s"),
        ("12 jobs/year", "job/month", "1 job/month"),
        ("1440 requests/day", "requests/min", "1 requests/min"),
    ],
)
def test_conversion(written: str, measure: str, words: str) -> None:
    found = amount(written)
    assert isinstance(found, Amount)
    other = converted(found, known(measure))
    assert isinstance(other, Amount)
    assert other.in_words == words


@pytest.mark.parametrize(
    ("written", "measure", "why"),
    [
        ("20 Gbit/s", "TB", "Gbit/s and TB measure different things"),
        ("5 jobs", "B", "jobs and B measure different things"),
        ("5 jobs/month", "jobs/day", "rates per month and per year cannot be turned into rates per day"),
    ],
)
def test_no_conversion(written: str, measure: str, why: str) -> None:
    found = amount(written)
    assert isinstance(found, Amount)
    refusal = converted(found, known(measure))
    assert isinstance(refusal, Refusal)
    assert why in refusal.mend


def test_reading_and_comparing_like_units_imports_no_library_of_units() -> None:
    code = (
        "import sys; from smsbook.agreements.keeping import reaches; "
        "from smsbook.agreements.quantity import amount; "
        "reaches(amount('5 Gbit/s'), amount('20 Gbit/s')); "
        "assert not {'pint', 'holidays'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
